import { type Command as Commander, Option } from 'commander';
import { type Command, ENCODINGS, type FixWords } from './command.ts';
import { fixHelp } from './help.ts';
import { day, delimiter, pair, wholeNumber } from './option-values.ts';
import { codelistOption, debugOption, packOption } from './verb-options.ts';

/** Adds the command `fix`. */
export function addFix(program: Commander, take: (command: Command) => void): void {
  program
    .command('fix')
    .description('write a corrected copy with the suggestions that are safe, and a journal of what changed')
    .argument('[file]', 'CSV, TSV, JSON or JSON Lines, gzipped or not; - for standard input')
    .option('--out <file>', 'the corrected copy; beside it its journal and, readable by you only, the bytes it replaced (.undo)')
    .addOption(
      new Option('--level <level>', 'suggestions that are certain, or those that are likely too')
        .choices(['certain', 'likely'])
        .default('certain'),
    )
    .option('--only <rules...>', 'only findings of these rules')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--journal <file>', 'where the journal is written (default: the copy with .journal.jsonl)')
    .option('--undo <journal>', 'give the original back, byte for byte (in the place of the copy, or as --out)')
    .option('--verify <journal>', 'prove that journal, input and corrected copy belong together')
    .option('--split', 'write the records that may be submitted (ready.*) and those that may not (held.*) beside the copy')
    .addOption(packOption())
    .addOption(codelistOption())
    .option('--map <name|file>', "column map: the name of one of the pack's, or a file")
    .addOption(
      new Option('--set <FIELD=VALUE>', 'constant for a field that the export lacks (repeatable)').argParser(
        pair('FIELD=VALUE, for example agency=kent'),
      ),
    )
    .option('--waivers <file>', 'waiver file: what it waives stays as it is')
    .option('--config <file>', 'defaults for these options (default: pnd-lint.config.json, looked for upwards from here)')
    .addOption(new Option('--as-of <date>', 'the day that counts as today (default: today in London)').argParser(day))
    .addOption(new Option('--jobs <n>', 'threads (default: one per core, at most 8)').argParser(wholeNumber(1, 64)))
    .addOption(new Option('--encoding <encoding>', 'encoding of the input (default: found from its bytes)').choices(ENCODINGS))
    .addOption(new Option('--delimiter <character>', 'delimiter of a CSV input (default: found from its content)').argParser(delimiter))
    .option('--quiet', 'say nothing when all went well')
    .addOption(debugOption())
    .addHelpText('after', fixHelp)
    .action((file: string | undefined, words: FixWords) => take({ verb: 'fix', file, words }));
}
