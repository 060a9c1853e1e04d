import { type Command as Commander, Option } from 'commander';
import type { DashboardWords } from './command.ts';
import { dashboardHelp } from './help.ts';
import { gathered, marking, wholeNumber } from './option-values.ts';
import { debugOption, type Take } from './verb-options.ts';

/** The verb `dashboard`. */
export function addDashboard(program: Commander, take: Take): void {
  program
    .command('dashboard')
    .description('write web pages for the nation, each region, agency and rule')
    .argument('[runs...]', 'folders that check --out has written, or their run.json; the latest is shown, all give the trend')
    .requiredOption('--out <dir>', 'folder for the pages: a new one, an empty one or an earlier dashboard')
    .option('--history <file>', 'history instead of runs: adds ages of findings, and what is new and fixed')
    .addOption(new Option('--suppress <k>', 'hide counts from 1 to k − 1, and what would give them away').argParser(wholeNumber(2, 1000)))
    .addOption(new Option('--marking <text>', 'protective marking of the pages (default: that of the last run given)').argParser(marking))
    .addOption(new Option('--pack <id|dir>', 'where a pack is that was given as a folder (repeatable)').argParser(gathered))
    .addOption(
      new Option('--wait <seconds>', 'how long a history that is in use is waited for').argParser(wholeNumber(0, 86_400)).default(60),
    )
    .addOption(debugOption())
    .addHelpText('after', dashboardHelp)
    .action((runs: string[], words: DashboardWords) => take({ verb: 'dashboard', runs, words }));
}
