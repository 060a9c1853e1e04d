import { type Command as Commander, Option } from 'commander';
import {
  type DipSampleWords,
  type DipScoreWords,
  type ImpactWords,
  type InitWords,
  type RecheckWords,
  STRATA,
  type VerifyWords,
  type WaiversWords,
} from './command.ts';
import { dipSampleHelp, impactHelp, initHelp, recheckHelp, verifyHelp, waiversHelp } from './help.ts';
import { day, gathered, pair, severalOf, wholeNumber } from './option-values.ts';
import { codelistOption, debugOption, packOption, type Take } from './verb-options.ts';

/** Verbs that prepare checks, and that look at what was waived, found and written before. */
export function addAudits(program: Commander, take: Take): void {
  addWaivers(program, take);
  addVerify(program, take);
  addRecheck(program, take);
  addDipSample(program, take);
  addImpact(program, take);
  addInit(program, take);
}

function addWaivers(program: Commander, take: Take): void {
  const waivers = program.command('waivers').description('check and list waivers').addHelpText('after', waiversHelp);
  const verbs = [
    { verb: 'waivers check', about: 'prove that a waiver file is sound, and say which waivers do not hold' },
    { verb: 'waivers list', about: 'list the waivers of a file, those that end first at the top' },
  ] as const;
  for (const { verb, about } of verbs) {
    const command = waivers
      .command(verb.slice('waivers '.length))
      .description(about)
      .argument('<file>', 'waiver file, JSON')
      .addOption(new Option('--as-of <date>', 'the day that counts as today (default: today in London)').argParser(day))
      .addOption(packOption())
      .addOption(codelistOption());
    if (verb === 'waivers list') command.option('--json', 'as JSON');
    command.addOption(debugOption()).action((file: string, words: WaiversWords) => take({ verb, file, words }));
  }
}

function addVerify(program: Commander, take: Take): void {
  program
    .command('verify')
    .description('make a run again from the same inputs, and compare all outputs byte for byte')
    .argument('<run.json>', 'run.json of the run; the other outputs lie beside it')
    .argument('<files...>', 'the inputs, and the files that options named')
    .addOption(new Option('--pack <id|dir>', 'where a pack is that was given as a folder (repeatable)').argParser(gathered))
    .addOption(
      new Option('--set <FIELD=VALUE>', 'constant that run.json hides (repeatable)').argParser(pair('FIELD=VALUE, for example unit=North')),
    )
    .addOption(new Option('--jobs <n>', 'threads (default: one per core, at most 8)').argParser(wholeNumber(1, 64)))
    .addOption(debugOption())
    .addHelpText('after', verifyHelp)
    .action((run: string, files: string[], words: VerifyWords) => take({ verb: 'verify', run, files, words }));
}

function addRecheck(program: Commander, take: Take): void {
  program
    .command('recheck')
    .description('compare a fix list that came back with the new export')
    .argument('<list>', 'fix list with the answers in it, XLSX or CSV')
    .argument('<files...>', 'the new export, XLSX too')
    .addOption(packOption())
    .addOption(codelistOption())
    .option('--map <name|file>', 'column map of the pack, or a file')
    .addOption(
      new Option('--set <FIELD=VALUE>', 'constant for a field that the export lacks (repeatable)').argParser(
        pair('FIELD=VALUE, for example agency=kent'),
      ),
    )
    .option('--config <file>', 'config file (default: pnd-lint.config.json, found upwards)')
    .addOption(new Option('--as-of <date>', 'the day that counts as today (default: today in London)').argParser(day))
    .option('--waivers <file>', 'waiver file, JSON')
    .option('--marking <text>', 'protective marking (default: OFFICIAL-SENSITIVE)')
    .option('--sheet <name>', 'sheet of an XLSX input (default: the first)')
    .option('--list <file>', 'write the list of the next round here, CSV')
    .option('--json', 'as JSON')
    .addOption(new Option('--jobs <n>', 'threads (default: one per core, at most 8)').argParser(wholeNumber(1, 64)))
    .addOption(debugOption())
    .addHelpText('after', recheckHelp)
    .action((list: string, files: string[], words: RecheckWords) => take({ verb: 'recheck', list, files, words }));
}

function addDipSample(program: Commander, take: Take): void {
  const command = program
    .command('dip-sample')
    .description('draw a sample of what was found and passed for a supervisor, and score the answers')
    .argument('<run>', 'folder of outputs, or its run.json')
    .addOption(new Option('--n <n>', 'questions').argParser(wholeNumber(1, 100_000)).default(50))
    .addOption(new Option('--seed <n>', 'same run and seed, same sample').argParser(wholeNumber(0, 2 ** 32 - 1)).default(1))
    .addOption(
      new Option('--by <strata>', 'strata: any of agency, rule, verdict')
        .argParser(severalOf(STRATA))
        .default(['rule', 'verdict'], 'rule,verdict'),
    )
    .option('--out <file>', 'file for the sample (default: standard output)')
    .addOption(new Option('--pack <id|dir>', 'where a pack is that was given as a folder (repeatable)').argParser(gathered))
    .addOption(debugOption())
    .addHelpText('after', dipSampleHelp)
    .action((run: string, words: DipSampleWords) => take({ verb: 'dip-sample', run, words }));
  command
    .command('score')
    .description('agreement, precision and recall by rule, with intervals')
    .argument('<answers>', 'the list with its answer column filled in, CSV')
    .option('--json', 'as JSON')
    .addOption(debugOption())
    .action((file: string, words: DipScoreWords) => take({ verb: 'dip-sample score', file, words }));
}

function addImpact(program: Commander, take: Take): void {
  program
    .command('impact')
    .description('what a new pack or code list would change: findings, codes and scores, before it is released')
    .argument('<files...>', 'batches')
    .addOption(new Option('--pack <id|dir>', 'the pack that is to come (repeatable)').argParser(gathered))
    .addOption(codelistOption())
    .addOption(new Option('--from <id|dir>', 'the pack as it is (default: oic; repeatable)').argParser(gathered))
    .option('--map <name|file>', 'column map')
    .addOption(
      new Option('--set <FIELD=VALUE>', 'constant for a field (repeatable)').argParser(pair('FIELD=VALUE, for example agency=kent')),
    )
    .option('--config <file>', 'defaults for these options')
    .addOption(new Option('--as-of <date>', 'the day that counts as today (default: today in London)').argParser(day))
    .option('--sheet <name>', 'sheet of an XLSX input (default: the first)')
    .addOption(new Option('--jobs <n>', 'threads (default: one per core, at most 8)').argParser(wholeNumber(1, 64)))
    .option('--json', 'as JSON')
    .addOption(debugOption())
    .addHelpText('after', impactHelp)
    .action((files: string[], words: ImpactWords) => take({ verb: 'impact', files, words }));
}

function addInit(program: Commander, take: Take): void {
  program
    .command('init')
    .description('write a config file, and a column map proposed from a sample export')
    .option('--agency <agency>', 'the agency that submits: id or name, if the export does not say it')
    .option('--source-system <name>', 'the source system, if the export does not say it')
    .option('--sample <file>', 'an export, whose headings are looked at')
    .option('--force', 'write files anew that are there already')
    .addOption(packOption())
    .addOption(debugOption())
    .addHelpText('after', initHelp)
    .action((words: InitWords) => take({ verb: 'init', words }));
}
