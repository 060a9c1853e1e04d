import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LintFile, LoadPackOptions, Pack, Rule } from '../index.ts';
import type { PackWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { loadNamed, loadPackOf } from './load.ts';
import { makeWorkFolder } from './work-folder.ts';

/** `rules list`: id, severity, basis, dimension and title of every rule. */
export async function listRules(words: PackWords & { readonly json?: true }, { host, api, out }: Context): Promise<number> {
  const { rules } = loadPackOf(words, host, api).pack;
  if (words.json) {
    const list = rules.map(({ id, title, kind, severity, basis, dimension, weight }) => ({
      id,
      title,
      kind,
      severity,
      basis,
      dimension,
      weight,
    }));
    await out.print(`${api.forJson(JSON.stringify(list, null, 2))}\n`);
    return EXIT.done;
  }
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}`);
  await out.print(lines.map((line) => `${api.forTerminal(line)}\n`).join(''));
  return EXIT.done;
}

/** `rules validate`: loads packs and proves them; their problems are thrown all at once. */
export async function validateRules(named: readonly string[], { host, api, out }: Context): Promise<number> {
  const packs = named.length > 0 ? named : api.shippedPacks(host.rulesRoot ?? api.SHIPPED_RULES);
  const { pack } = loadNamed(packs, [], host, api);
  const names = pack.identities.map((identity) => `${identity.id} ${identity.version}`).join(', ');
  await out.print(`${api.forTerminal(`${names}: ${pack.rules.length} rules, ${pack.codelists.size} code lists, no problem`)}\n`);
  return EXIT.done;
}

/** `rules test`: runs the examples of every rule; 1 if one fails. */
export async function testRules(words: PackWords, context: Context): Promise<number> {
  const { host, api, out } = context;
  const { pack, options } = loadPackOf(words, host, api);
  const { passed, failures } = await api.testExamples(pack, lintFiles(pack, options, context));
  const lines = failures.map(({ rule, example, message }) => `${rule}: ${example}: ${message}`);
  await out.print([...lines, `${passed} passed, ${failures.length} failed`].map((line) => `${api.forTerminal(line)}\n`).join(''));
  return failures.length > 0 ? EXIT.no : EXIT.done;
}

/** Lints the small files of examples, each in a folder of its own, and keeps the findings of the rule that is tried. */
function lintFiles(pack: Pack, packOptions: LoadPackOptions, context: Context): LintFile {
  const { api, host, version, signal } = context;
  const work = makeWorkFolder(context);
  const loaded = new Map<string, { readonly pack: Pack; readonly options: LoadPackOptions }>();
  const having = (packs: readonly string[]): { readonly pack: Pack; readonly options: LoadPackOptions } => {
    if (packs.every((id) => pack.identities.some((one) => one.id === id))) return { pack, options: packOptions };
    const known = loaded.get(packs.join()) ?? loadNamed(packs, [], host, api);
    loaded.set(packs.join(), known);
    return known;
  };
  let files = 0;
  return async (bytes, tried, asOf, { encoding, waivers: given }) => {
    const { pack: whole, options: wholeOptions } = having(tried.examples.packs ?? []);
    const dates = new Set(whole.fields.filter((field) => field.type === 'date').map((field) => field.name));
    // Faults of date columns show only where a rule reads the dates.
    const readsDates = (one: Rule) => one.kind === 'record' && one.at.some((name) => dates.has(name));
    const workFolder = join(work, String(files++));
    mkdirSync(workFolder, { mode: 0o700 });
    const path = join(workFolder, 'example');
    writeFileSync(path, bytes, { mode: 0o600 });
    const inputs = [{ path, file: 'example' }];
    const fixed = { set: {}, values: 'mask', marking: '', jobs: 1, shown: {}, ...(encoding && { encoding }) } as const;
    const waivers = given && api.waiversOf(Buffer.from(JSON.stringify({ waivers: given })), 'waivers', whole);
    const waived = new Set(waivers?.waivers.map((waiver) => waiver.rule));
    const { coding: _, ...rest } = whole;
    const beside = whole.rules.filter((one) => one.id !== tried.id && (readsDates(one) || waived.has(one.id)));
    const few: Pack = { ...rest, rules: [tried, ...beside] };
    const options = { ...fixed, pack: few, packOptions: wholeOptions, inputs, asOf, workFolder, toolVersion: version, signal };
    const result = await api.lint({ ...options, ...(waivers && { waivers }) });
    const records: (number | null)[] = [];
    for await (const finding of result.findings()) if (finding.rule === tried.id) records.push(finding.at.record);
    const [problem] = result.problems;
    if (records.length === 0 && problem !== undefined) throw new Error(problem);
    return records;
  };
}
