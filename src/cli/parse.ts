import { Command as Commander, CommanderError, Option } from 'commander';
import type { CheckWords, Command, EvaluateWords, GenerateWords, PackWords } from './command.ts';
import { CommandError, ENCODINGS, FAIL_ON, FORMATS, STYLES, VALUES } from './command.ts';
import { checkHelp, evaluateHelp, explainHelp, generateHelp, programHelp, rulesHelp } from './help.ts';
import { day, delimiter, marking, number, pair, shard, wholeNumber } from './option-values.ts';
import { addAudits } from './parse-audits.ts';
import { addDashboard } from './parse-dashboard.ts';
import { addFix } from './parse-fix.ts';
import { addCompare, addHistory } from './parse-history.ts';
import { addMerge } from './parse-merge.ts';
import { codelistOption, debugOption, packOption, type Take } from './verb-options.ts';

/**
 * Reads the words of a command line.
 * @param width columns that help is set in
 * @throws CommandError if the words make no command
 */
export function parseCommand(args: readonly string[], version: string, width: number): Command {
  let found: Command | undefined;
  const texts: string[] = [];
  const program = new Commander('pnd-lint')
    .description('Checks intelligence submissions to the Police National Database about organised immigration crime.')
    .version(`pnd-lint ${version}`, '-V, --version', 'show the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => texts.push(text),
      writeErr: () => {},
      getOutHelpWidth: () => width,
      getOutHasColors: () => false,
    })
    .addHelpText('after', programHelp);
  addCheck(program, (command) => {
    found = command;
  });
  addFix(program, (command) => {
    found = command;
  });
  addRules(program, (command) => {
    found = command;
  });
  addAudits(program, (command) => {
    found = command;
  });
  addMerge(program, (command) => {
    found = command;
  });
  addCompare(program, (command) => {
    found = command;
  });
  addDashboard(program, (command) => {
    found = command;
  });
  addHistory(program, (command) => {
    found = command;
  });
  addEvaluate(program, (command) => {
    found = command;
  });
  addGenerate(program, (command) => {
    found = command;
  });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { verb: 'text', text: texts.join('') };
    throw new CommandError(reason(error));
  }
  if (found === undefined) throw new CommandError('no command given: try pnd-lint --help');
  return found;
}

function addCheck(program: Commander, take: Take): void {
  const command = program
    .command('check')
    .description('check a batch: verdict, scorecards and fix list')
    .argument('<files...>', 'CSV, TSV, JSON or JSON Lines, gzipped or not, or XLSX; - for standard input')
    .addOption(packOption())
    .addOption(codelistOption())
    .option('--map <name|file>', "column map: the name of one of the pack's, or a file")
    .addOption(
      new Option('--set <FIELD=VALUE>', 'constant for a field that the export lacks (repeatable)').argParser(
        pair('FIELD=VALUE, for example agency=kent'),
      ),
    )
    .option('--referrals <file>', 'referral log, with which records are compared: CSV or JSON Lines')
    .option('--ocg-list <file>', 'list of organised crime groups, with which records are compared')
    .option('--agencies-expected <file>', 'list of the agencies that are expected to submit')
    .option('--previous <file>', 'run.json of an earlier check, with which the volumes of agencies are compared')
    .option('--history <file>', 'history that holds earlier checks: as --previous, with the last run before --as-of')
    .option('--waivers <file>', 'waiver file: findings that may stay as they are')
    .option('--baseline <file>', 'findings.jsonl of an earlier check: only what is new makes the exit code 1')
    .option('--config <file>', 'defaults for these options (default: pnd-lint.config.json, looked for upwards from here)')
    .addOption(new Option('--as-of <date>', 'the day that counts as today (default: today in London)').argParser(day))
    .option('--out <dir>', 'folder for run.json, scorecards, findings, fix lists and report.html')
    .addOption(new Option('--format <format>', 'what goes to standard output (default: table)').choices(FORMATS))
    .addOption(new Option('--fail-on <severity>', 'exit 1 on findings of this severity or above (default: error)').choices(FAIL_ON))
    .addOption(new Option('--min-score <n>', 'exit 1 if the score of any agency or of all is below n, 0 to 100').argParser(number(0, 100)))
    .addOption(
      new Option(
        '--values <mode>',
        'values of sensitive fields are hidden (mask) or shown; none empties all values (default: mask)',
      ).choices(VALUES),
    )
    .addOption(new Option('--marking <text>', 'protective marking of every output (default: OFFICIAL-SENSITIVE)').argParser(marking))
    .addOption(
      new Option('--max-findings <n>', 'findings shown per rule on screen and in report.html (default: 1000)').argParser(
        wholeNumber(0, 1e6),
      ),
    )
    .addOption(new Option('--jobs <n>', 'threads (default: one per core, at most 8)').argParser(wholeNumber(1, 64)))
    .option('--state', 'with --out: keep what merge needs to compare records with those of other runs')
    .addOption(
      new Option('--shard <i/n>', 'with --state: check the i-th of n parts of the files, by bytes; merge joins the outputs').argParser(
        shard,
      ),
    )
    .option('--log <file>', 'append a line saying who ran what and when: counts and hashes only')
    .addOption(new Option('--encoding <encoding>', 'encoding of the input (default: found from its bytes)').choices(ENCODINGS))
    .addOption(new Option('--delimiter <character>', 'delimiter of a CSV input (default: found from its content)').argParser(delimiter))
    .option('--sheet <name>', 'sheet of an XLSX input (default: the first)')
    .option('--watch', 'check each file of one folder when it has stopped growing, until stopped; needs --out')
    .option('--quiet', 'no progress and no notes on standard error')
    .option('--no-progress', 'no progress on standard error')
    .option('--no-color', 'no colours')
    .addOption(debugOption())
    .addHelpText('after', checkHelp);
  command.action((files: string[], words: CheckWords) => take({ verb: 'check', files, words }));
}

function addRules(program: Commander, take: Take): void {
  program
    .command('explain')
    .description('explain a rule: what it asks, why, how to fix, where it comes from')
    .argument('<rule>', 'id of the rule, for example oic/missing-crime-identifier')
    .addOption(packOption())
    .addOption(codelistOption())
    .addOption(debugOption())
    .addHelpText('after', explainHelp)
    .action((rule: string, words: PackWords) => take({ verb: 'explain', rule, words }));
  const rules = program.command('rules').description('list, validate and test rules').addHelpText('after', rulesHelp);
  rules
    .command('list')
    .description('list the rules of a pack')
    .addOption(packOption())
    .addOption(codelistOption())
    .option('--json', 'as JSON')
    .addOption(debugOption())
    .action((words: PackWords & { json?: true }) => take({ verb: 'rules list', words }));
  rules
    .command('validate')
    .description('prove that packs are sound: all problems at once')
    .argument('[packs...]', 'ids or folders of packs (default: all packs shipped)')
    .addOption(debugOption())
    .action((packs: string[]) => take({ verb: 'rules validate', packs }));
  rules
    .command('test')
    .description("run every rule's own examples")
    .addOption(packOption())
    .addOption(codelistOption())
    .addOption(debugOption())
    .action((words: PackWords) => take({ verb: 'rules test', words }));
}

function addEvaluate(program: Commander, take: Take): void {
  program
    .command('evaluate')
    .description('how well narratives are read: precision, recall and F1 on labelled ones')
    .argument('<file>', 'labelled narratives, JSON Lines')
    .option('--predictions <file>', 'write what is made of each narrative, JSON Lines')
    .addOption(new Option('--format <format>', 'figures as a table or as JSON').choices(['table', 'json']).default('table'))
    .addOption(packOption())
    .addOption(debugOption())
    .addHelpText('after', evaluateHelp)
    .action((file: string, words: EvaluateWords) => take({ verb: 'evaluate', file, words }));
}

function addGenerate(program: Commander, take: Take): void {
  program
    .command('generate')
    .description('write an invented batch with planted faults, and the truth about them')
    .requiredOption('--records <n>', 'number of records', wholeNumber(0, 1e9))
    .requiredOption('--seed <n>', 'same seed, same bytes', wholeNumber(0, 2 ** 32 - 1))
    .option('--faults <share>', 'share of records with a planted fault, 0 to 1 (default: 0.1, or 0 with --batch-fault)', number(0, 1))
    .option('--batch-fault <kind>', 'one fault of the file or of the whole batch: second-table, truncated-file, … (listed in the README)')
    .option('--agencies <n>', 'number of agencies', wholeNumber(1, 55), 5)
    .option('--night <n>', 'the n-th batch, 1 to 12, of a series that tells of a drift, a wrong mapping and a fix', wholeNumber(1, 12))
    .addOption(new Option('--style <style>', 'plain CSV, an RMS export or JSON Lines').choices(STYLES).default('plain'))
    .requiredOption('--out <file>', 'the batch')
    .requiredOption('--truth <file>', 'the truth: record,urn,field,rule per planted fault')
    .option('--true-values <file>', 'what each changed cell truly holds: record,urn,field,rule,column,slip,value')
    .option('--referrals <file>', 'write a referral log that fits the batch, with faults of its own')
    .option('--ocg-list <file>', 'write a list of organised crime groups that fits the batch')
    .option('--agencies-expected <file>', 'write a list of agencies that fits the batch')
    .addOption(debugOption())
    .addHelpText('after', generateHelp)
    .action((words: GenerateWords) => take({ verb: 'generate', words }));
}

/** Commander's message as one line that says what to do. */
function reason(error: CommanderError): string {
  if (error.code === 'commander.help') return 'no command given: try pnd-lint --help';
  return error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
