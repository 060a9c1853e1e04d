import { type Command as Commander, Option } from 'commander';
import type { VerifyWords, WaiversWords } from './command.ts';
import { verifyHelp, waiversHelp } from './help.ts';
import { day, gathered, pair, wholeNumber } from './option-values.ts';
import { codelistOption, debugOption, packOption, type Take } from './verb-options.ts';

/** Verbs that look at what was waived, found and written before. */
export function addAudits(program: Commander, take: Take): void {
  addWaivers(program, take);
  addVerify(program, take);
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
