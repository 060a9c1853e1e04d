import type { Command } from './command.ts';
import type { Api, Context } from './context.ts';
import { EXIT } from './context.ts';
import type { Host } from './host.ts';
import { printerOn } from './printer.ts';
import { stoppable } from './stoppable.ts';
import { toolVersion } from './version.ts';

/**
 * Runs one command and resolves to its exit code; never throws.
 * The library is loaded only when a command needs it.
 */
export async function main(args: readonly string[], host: Host, load: () => Promise<Api> = () => import('../index.ts')): Promise<number> {
  const out = printerOn(host.stdout);
  const err = printerOn(host.stderr);
  try {
    const { parseCommand } = await import('./parse.ts');
    const version = toolVersion();
    const command = parseCommand(args, version, Math.max(60, Math.min(host.stdout.columns, 120)));
    if (command.verb === 'text') {
      await out.print(command.text);
      return EXIT.done;
    }
    const api = await load();
    return await stoppable(host, (signal, atEnd) => run(command, { host, api, version, out, err, signal, atEnd }));
  } catch (error) {
    const { describeFailure } = await import('./failure.ts');
    const { code, lines } = await describeFailure(error, args.includes('--debug'), load);
    await err.print(lines.map((line) => `${line}\n`).join('')).catch(() => {});
    return code;
  }
}

async function run(command: Exclude<Command, { verb: 'text' }>, context: Context): Promise<number> {
  switch (command.verb) {
    case 'check':
      if (command.words.watch) return (await import('./watch.ts')).watch(command.files, command.words, context);
      return (await import('./check.ts')).check(command.files, command.words, context);
    case 'fix':
      return (await import('./fix.ts')).fix(command.file, command.words, context);
    case 'explain':
      return (await import('./explain.ts')).explain(command.rule, command.words, context);
    case 'rules list':
      return (await import('./rules.ts')).listRules(command.words, context);
    case 'rules validate':
      return (await import('./rules.ts')).validateRules(command.packs, context);
    case 'rules test':
      return (await import('./rules.ts')).testRules(command.words, context);
    case 'waivers check':
      return (await import('./waivers.ts')).checkWaivers(command.file, command.words, context);
    case 'waivers list':
      return (await import('./waivers.ts')).listWaivers(command.file, command.words, context);
    case 'recheck':
      return (await import('./recheck.ts')).recheck(command.list, command.files, command.words, context);
    case 'verify':
      return (await import('./verify.ts')).verify(command.run, command.files, command.words, context);
    case 'init':
      return (await import('./init.ts')).init(command.words, context);
    case 'impact':
      return (await import('./impact.ts')).impact(command.files, command.words, context);
    case 'dip-sample':
      return (await import('./dip-sample.ts')).dipSample(command.run, command.words, context);
    case 'dip-sample score':
      return (await import('./dip-sample.ts')).scoreDipSample(command.file, command.words, context);
    case 'evaluate':
      return (await import('./evaluate.ts')).evaluate(command.file, command.words, context);
    case 'merge':
      return (await import('./merge.ts')).merge(command.folders, command.words, context);
    case 'compare':
      return (await import('./compare.ts')).compare(command.before, command.after, command.words, context);
    case 'dashboard':
      return (await import('./dashboard.ts')).dashboard(command.runs, command.words, context);
    case 'history add':
      return (await import('./history.ts')).addRuns(command.runs, command.words, context);
    case 'history list':
      return (await import('./history.ts')).listRuns(command.words, context);
    case 'history show':
      return (await import('./history.ts')).showRun(command.run, command.words, context);
    case 'history trend':
      return (await import('./history.ts')).showTrend(command.words, context);
    case 'history forget':
      return (await import('./history.ts')).forgetRuns(command.words, context);
    case 'history export':
      return (await import('./history.ts')).exportHistory(command.words, context);
    case 'generate':
      return (await import('./generate.ts')).generate(command.words, context);
  }
}
