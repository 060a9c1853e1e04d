import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Answer } from '../index.ts';
import type { DipSampleWords, DipScoreWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { loadNamed } from './load.ts';
import { findingsOf, packsOf, readRun } from './run-folder.ts';
import { writeWhole } from './single-file.ts';
import { wholeFile } from './whole-file.ts';
import { writing } from './writing.ts';

/** `dip-sample RUN`: a stratified sample of what the linter said of records, with a column for a supervisor's answers. */
export async function dipSample(named: string, words: DipSampleWords, context: Context): Promise<number> {
  const { host, api, out, atEnd } = context;
  const recorded = readRun(named, context);
  const { pack } = loadNamed(words.pack ?? packsOf(recorded.run), [], host, api);
  const { n: size, seed, by } = words;
  const questions = await api.drawSample(recorded.run, findingsOf(recorded, context), { size, seed, by });
  const sample = createHash('sha256').update(recorded.text).digest('hex').slice(0, 12);
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]));
  const lines = questions.map((question) => api.sampleRow(question, sample, rules.get(question.rule), pack, recorded.run.marking));
  const text = `${api.SAMPLE_HEADER}${lines.join('')}`;
  const path = words.out;
  if (path === undefined) await out.print(text);
  else {
    const file = writing(api, path, () => writeWhole(resolve(host.cwd, path), host));
    atEnd(file.discard);
    writing(api, path, () => {
      file.write(text);
      file.close();
      file.place();
    });
  }
  return EXIT.done;
}

/** `dip-sample score ANSWERS`: agreement, precision and recall by a supervisor's answers. */
export async function scoreDipSample(named: string, words: DipScoreWords, context: Context): Promise<number> {
  const { host, api, out } = context;
  const { answers, unsure, blank } = await readAnswers(named, context);
  const rows = api.scoreAnswers(answers);
  if (words.json)
    await out.print(`${api.forJson(JSON.stringify({ answers: answers.length, unsure, blank, judgements: rows }, null, 2))}\n`);
  else {
    const said = `${api.counted(answers.length, 'answer')}, ${unsure} unsure, ${blank} left blank. Intervals: 95 %; recall's is wider, being the worst of two.`;
    await out.print(`${said}\n\n${api.judgementTable(rows, host.stdout.columns)}`);
  }
  return EXIT.done;
}

const FAULT = ['fault', 'yes', 'y', '1', 'true'];
const NO_FAULT = ['nofault', 'notafault', 'no', 'n', '0', 'false'];
const UNSURE = ['unsure', 'dontknow', '?'];
const NEEDED = ['sample', 'verdict', 'stratum', 'stratum_size', 'rule', 'answer'] as const;
type Needed = (typeof NEEDED)[number];

/** Reads a returned list, whatever the order of its columns and the delimiter that a spreadsheet chose. Throws UsageError with the first fault. */
async function readAnswers(named: string, { host, api }: Context) {
  const refuse = (what: string): never => {
    throw new api.UsageError(`the answers ${named}: ${what}`);
  };
  const bytes = wholeFile(resolve(host.cwd, named), `the answers ${named}`, 'give a list that dip-sample made, with answers in it', api);
  const answers: Answer[] = [];
  const samples = new Set<string>();
  let at: ReadonlyMap<Needed, number> | undefined;
  let unsure = 0;
  let blank = 0;
  for await (const row of api.readRows(bytes)) {
    if (row.kind === 'fault') continue;
    const texts = row.cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
    if (row.record === 0) {
      at = new Map(NEEDED.map((name) => [name, texts.indexOf(name)]));
      const missing = NEEDED.filter((name) => at!.get(name) === -1);
      if (missing.length > 0) refuse(`there is no column ${missing.join(', ')}; give a list that dip-sample made`);
      continue;
    }
    if (at === undefined) return refuse('there is no line of headings; give a list that dip-sample made');
    const cell = (name: Needed): string => texts[at!.get(name)!] ?? '';
    const stratumSize = Number(cell('stratum_size'));
    const verdict = cell('verdict');
    if ((verdict !== 'found' && verdict !== 'passed') || !(stratumSize >= 1))
      return refuse(`line ${row.line}: verdict or stratum_size was changed; they must stay as dip-sample wrote them`);
    samples.add(cell('sample'));
    const said = cell('answer')
      .toLowerCase()
      .replace(/[\s'’._-]/g, '');
    if (said === '') blank++;
    else if (UNSURE.includes(said)) unsure++;
    else if (FAULT.includes(said) || NO_FAULT.includes(said))
      answers.push({ verdict, stratum: cell('stratum'), stratumSize, rule: cell('rule'), fault: FAULT.includes(said) });
    else refuse(`line ${row.line}: the answer is not one of: fault, no fault, unsure`);
  }
  if (samples.size > 1) refuse('these are answers of several samples; score each by itself');
  if (samples.size === 0) refuse('there is no question in it; give a list that dip-sample made');
  return { answers, unsure, blank };
}
