import { type Command as Commander, Option } from 'commander';
import { COMPARE_FORMATS, type CompareWords, type HistoryWords, type ShowWords, type TrendWords } from './command.ts';
import { compareHelp, historyHelp } from './help.ts';
import { day, marking, wholeNumber } from './option-values.ts';
import { debugOption, type Take } from './verb-options.ts';

/** The verb `compare`. */
export function addCompare(program: Commander, take: Take): void {
  program
    .command('compare')
    .description('what is new, fixed and persisting between two runs')
    .argument('<before>', 'folder that check --out has written, or its run.json; with --history a run in it')
    .argument('<after>', 'the same, of the later run')
    .option('--history <file>', 'history that holds both runs')
    .addOption(new Option('--format <format>', 'what goes to standard output').choices(COMPARE_FORMATS).default('table'))
    .addOption(markingOption())
    .addOption(waitOption())
    .addOption(debugOption())
    .addHelpText('after', compareHelp)
    .action((before: string, after: string, words: CompareWords) => take({ verb: 'compare', before, after, words }));
}

/** The verbs `history …`. */
export function addHistory(program: Commander, take: Take): void {
  const history = program.command('history').description('keep runs, and see what became of them').addHelpText('after', historyHelp);
  const verb = (name: string, description: string) =>
    history
      .command(name)
      .description(description)
      .requiredOption('--history <file>', 'the history')
      .addOption(waitOption())
      .addOption(debugOption());
  const showing = (name: string, description: string) =>
    verb(name, description)
      .addOption(new Option('--format <format>', 'what goes to standard output').choices(['table', 'json']).default('table'))
      .addOption(markingOption());
  verb('add', 'add runs; the same run is never added twice')
    .argument('<runs...>', 'folders that check --out has written')
    .action((runs: string[], words: HistoryWords) => take({ verb: 'history add', runs, words }));
  showing('list', 'list the runs').action((words: ShowWords) => take({ verb: 'history list', words }));
  showing('show', 'a run: what is new and fixed in it; of the latest also how old findings are, and how long fixes take')
    .argument('[run]', 'latest, previous, a day, or an id or its start', 'latest')
    .action((run: string, words: ShowWords) => take({ verb: 'history show', run, words }));
  showing('trend', 'a measure over time with control limits: real change apart from noise')
    .option('--measure <measure>', 'ready, coding, score, or the id of a rule (share of records that fail it)', 'ready')
    .addOption(new Option('--agency <code>', 'of one agency').conflicts('region'))
    .option('--region <name>', 'of one region')
    .action((words: TrendWords) => take({ verb: 'history trend', words }));
  verb('forget', 'forget the runs before a day, and what only they had')
    .addOption(new Option('--before <date>', 'first day that is kept').argParser(day).makeOptionMandatory())
    .action((words: HistoryWords & { before: string }) => take({ verb: 'history forget', words }));
  verb('export', 'write the history as files that other tools read')
    .requiredOption('--parquet <dir>', 'folder for the Parquet files')
    .addOption(markingOption())
    .action((words: HistoryWords & { parquet: string; marking: string }) => take({ verb: 'history export', words }));
}

function waitOption(): Option {
  return new Option('--wait <seconds>', 'how long a history that is in use is waited for').argParser(wholeNumber(0, 86_400)).default(60);
}

function markingOption(): Option {
  return new Option('--marking <text>', 'protective marking of the output').argParser(marking).default('OFFICIAL-SENSITIVE');
}
