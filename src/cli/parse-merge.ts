import { type Command as Commander, Option } from 'commander';
import type { MergeWords } from './command.ts';
import { mergeHelp } from './help.ts';
import { marking, wholeNumber } from './option-values.ts';
import { codelistOption, debugOption, packOption, type Take } from './verb-options.ts';

/** The verb `merge`. */
export function addMerge(program: Commander, take: Take): void {
  program
    .command('merge')
    .description('runs of several agencies, or of parts of a batch, as one')
    .argument('<folders...>', 'folders that check --out has written')
    .requiredOption('--out <dir>', 'folder for run.json, counts.json and scorecards')
    .addOption(
      new Option('--suppress <k>', 'counts from 1 to less than k become null in every breakdown, and so does what derives from them')
        .argParser(wholeNumber(2, 1000))
        .conflicts('state'),
    )
    .option('--state', 'keep what a later merge needs to compare records with those of other runs; all runs must have it')
    .addOption(packOption())
    .addOption(codelistOption())
    .option('--referrals <file>', 'of shards that were checked with it: the same referral log')
    .option('--ocg-list <file>', 'likewise, the list of organised crime groups')
    .option('--agencies-expected <file>', 'likewise, the list of agencies')
    .option('--waivers <file>', 'of shards that were checked with it: the same waiver file')
    .addOption(
      new Option('--previous <file>', 'of shards: run.json of an earlier check, with which the volumes of agencies are compared').conflicts(
        'history',
      ),
    )
    .option('--history <file>', 'likewise, a history that holds earlier checks: its last run before the as-of day')
    .addOption(
      new Option('--marking <text>', 'protective marking of the outputs (default: that of the runs, if it is the same)').argParser(marking),
    )
    .option('--overlap', 'merge although an input stands in several runs: its records count each time')
    .option('--mixed', 'merge although the runs were made with other versions of the packs or code lists')
    .addOption(debugOption())
    .addHelpText('after', mergeHelp)
    .action((folders: string[], words: MergeWords) => take({ verb: 'merge', folders, words }));
}
