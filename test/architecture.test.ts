import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

/** Who may import whom among the folders of src/; a folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, { readonly may: readonly string[]; readonly why: string }>> = {
  model: { may: [], why: 'the nouns know nobody: move what needs more to the stage that does it' },
  read: { may: ['model'], why: 'reading knows no fields or rules: meaning belongs to normalise/, judging to check/' },
  normalise: { may: ['model'], why: 'normalising judges no values: that belongs to check/; the lists it needs come in a Pack' },
  recall: { may: ['model'], why: 'a recall keeps what others found out: reading cells belongs to normalise/, judging to check/' },
  packs: { may: ['model'], why: 'packs are proven without data: what looks at records belongs to check/' },
  evidence: { may: ['model'], why: 'evidence is about a text: what knows records belongs to check/' },
  check: { may: ['model', 'evidence'], why: 'rules judge records and give facts: reading belongs to read/, words to report/' },
  tally: { may: ['model'], why: 'counting knows no rule language and no words: those belong to check/ and report/' },
  waive: { may: ['model'], why: 'waivers speak of findings: judging belongs to check/, counting to tally/' },
  audit: { may: ['model'], why: 'an audit looks at what was said: judging belongs to check/, intervals come handed in' },
  spool: { may: ['model'], why: 'a spool keeps findings in order: what they mean belongs to check/, how they look to report/' },
  report: { may: ['model'], why: 'reports turn facts into text: counting belongs to tally/, writing of files to cli/' },
  generate: { may: ['model'], why: 'invented batches must not be made from the rules that judge them: it keeps its own tables' },
  fix: { may: ['model'], why: 'fixing applies suggestions: finding them belongs to check/' },
  history: { may: ['model'], why: 'history keeps runs: making them belongs to lint.ts' },
  cli: { may: ['index.ts'], why: 'the command line is a user of the public API: what it lacks belongs behind src/index.ts' },
};

/** One door per dependency: where it may be imported. */
const DOORS: Readonly<Record<string, RegExp>> = {
  commander: /^cli\//,
  'd3-scale': /^report\/dashboard\/(bars|trend-chart)\.ts$/,
  'd3-shape': /^report\/dashboard\/trend-chart\.ts$/,
  'cli-table3': /^report\/columns\.ts$/,
  'csv-parse': /^packs\/csv\.ts$/,
  ajv: /^((packs|check)\/|compiled-schemas\.ts$)/,
  'ajv-formats': /^packs\//,
  tinypool: /^crew\.ts$/,
  'p-limit': /^(lint|run-jobs)\.ts$/,
  fflate: /^report\/workbook\.ts$/,
  yauzl: /^read\/workbook\/zip\.ts$/,
  saxes: /^read\/workbook\/xml\.ts$/,
  numfmt: /^read\/workbook\/number-format\.ts$/,
  '@duckdb/node-api': /^history\/duckdb\.ts$/,
  'node:fs': /^((read|packs|cli|history|spool|fix)\/|worker\.ts$)/,
  'node:os': /^cli\/host\.ts$/,
  'node:zlib': /^((read|fix)\/|report\/json\.ts$)/,
  'node:crypto': /^/,
  'node:path': /^/,
  'node:url': /^/,
  'node:util': /^/,
  'node:module': /^(packs\/(validators|csv|run-file)|check\/ajv|report\/workbook)\.ts$/,
  'node:v8': /^(cli\/heap|packs\/compiled|spool\/kept)\.ts$/,
  'node:vm': /^cli\/heap\.ts$/,
  'node:stream': /^(read|cli)\//,
  'node:events': /^(read|cli|fix)\//,
  'node:timers': /^((read|cli|spool|history)\/|(merge-)?repeats(-by-part)?\.ts$|(merge|job-sums)\.ts$)/,
  'node:buffer': /^((read|generate|fix)\/|(splitting|model\/web-assembly)\.ts$)/,
};

/** Things that only the host of the command line may touch, so that everything else is pure or handed what it needs. */
const ONLY_THE_HOST: readonly { readonly what: string; readonly pattern: RegExp; readonly instead: string }[] = [
  { what: 'process', pattern: /\bprocess\s*\.\s*\w/, instead: 'let cli/host.ts hand it in' },
  { what: 'the clock', pattern: /\bDate\.now\s*\(|new Date\(\s*\)|\bperformance\.now\s*\(/, instead: 'take host.now or the as-of day' },
  { what: 'chance', pattern: /\bMath\.random\s*\(/, instead: 'take a seed' },
  { what: 'the network', pattern: /\bfetch\s*\(|\bWebSocket\b/, instead: 'nothing: there is no network, ever' },
  { what: 'the console', pattern: /\bconsole\s*\./, instead: 'return text; cli/ prints it' },
];

interface SourceFile {
  /** Path from src/, with slashes. */
  readonly name: string;
  /** First part of the path: a folder, or the file itself at the top. */
  readonly folder: string;
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = walk(source).map((path) => {
  const text = readFileSync(path, 'utf8');
  const name = relative(source, path).split(sep).join('/');
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');
  const statements = [
    ...code.matchAll(/^(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*'([^']+)'/gm),
    ...code.matchAll(/\b(?:import|load)\('([^']+)'\)/g),
  ];
  const imports = statements.map((match) => match[1] ?? '');
  return { name, folder: name.split('/')[0] ?? name, code, lines: text.split('\n').length - 1, imports };
});

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : name.endsWith('.ts') ? [path] : [];
  });
}

/** The folder of src/, or the file at its top, that a relative import leads to. */
function target(file: SourceFile, specifier: string): string {
  return relative(source, resolve(source, dirname(file.name), specifier)).split(sep)[0] ?? '';
}

describe('the architecture', () => {
  it('is looked at where the code is', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.some((file) => file.imports.length > 0)).toBe(true);
  });

  it('has no folder that the table of imports does not know', () => {
    const unknown = files.filter((file) => file.name.includes('/') && MAY_IMPORT[file.folder] === undefined).map((file) => file.folder);
    expect([...new Set(unknown)], 'say in MAY_IMPORT what the new folder does and whom it may import').toEqual([]);
  });

  it('lets stages meet in lint.ts only', () => {
    const breaches = files.flatMap((file) => {
      const rule = MAY_IMPORT[file.folder];
      if (rule === undefined) return [];
      return file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => target(file, specifier))
        .filter((to) => to !== file.folder && !rule.may.includes(to))
        .map((to) => `src/${file.name} imports ${to}: ${rule.why}`);
    });
    expect(breaches).toEqual([]);
  });

  it('goes round in no circle: no file imports what imports it, types included', () => {
    const known = new Map(files.map((file) => [file.name, file]));
    const importsOf = ({ name, imports }: SourceFile): SourceFile[] =>
      imports.flatMap((specifier) => {
        const path = relative(source, resolve(source, dirname(name), specifier))
          .split(sep)
          .join('/');
        return specifier.startsWith('.') ? (known.get(path) ?? []) : [];
      });
    const circles: string[] = [];
    const done = new Set<string>();
    const follow = (file: SourceFile, way: readonly string[]): void => {
      if (way.includes(file.name)) circles.push([...way.slice(way.indexOf(file.name)), file.name].join(' → '));
      if (done.has(file.name) || way.includes(file.name)) return;
      for (const next of importsOf(file)) follow(next, [...way, file.name]);
      done.add(file.name);
    };
    for (const file of files) follow(file, []);
    expect(circles, 'put what both need, most often a type, into a file of its own').toEqual([]);
  });

  it('keeps the command line out of the library', () => {
    const breaches = files
      .filter(
        (file) => file.folder !== 'cli' && file.imports.some((specifier) => specifier.startsWith('.') && target(file, specifier) === 'cli'),
      )
      .map((file) => `src/${file.name} imports cli/: the library must work without a command line`);
    expect(breaches).toEqual([]);
  });

  it('has the command line load the library only when a command needs it', () => {
    const eager = files.filter((file) => file.folder === 'cli' && /^import (?!type\b)[^;]*'\.\.\/index\.ts'/m.test(file.code));
    expect(eager.map((file) => `src/${file.name} imports values of index.ts: take them from the context's api`)).toEqual([]);
  });

  it('has index.ts re-export and do nothing else', () => {
    const index = files.find((file) => file.name === 'index.ts')?.code ?? '';
    const rest = index.replace(/export\s+(?:type\s+)?(?:\{[^}]*\}|\*)\s+from\s+'[^']+';/g, '').trim();
    expect(rest, 'what does something belongs to a stage or to lint.ts').toBe('');
  });

  it('has one door for every dependency', () => {
    const breaches = files.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.'))
        .map((specifier) => specifier.match(/^(node:\w+|@[^/]+\/[^/]+|[^/]+)/)?.[0] ?? specifier)
        .filter((name) => !DOORS[name]?.test(file.name))
        .map(
          (name) =>
            `src/${file.name} imports ${name}: its door is ${DOORS[name]?.source ?? 'not in DOORS: name one, and the reason in README.md'}`,
        ),
    );
    expect(breaches).toEqual([]);
  });

  it.each(ONLY_THE_HOST)('leaves $what to the host', ({ what, pattern, instead }) => {
    const breaches = files
      .filter((file) => file.name !== 'cli/host.ts' && pattern.test(file.code))
      .map((file) => `src/${file.name} touches ${what}: ${instead}`);
    expect(breaches).toEqual([]);
  });

  it('knows no rule, code or field of the packs: they are data', () => {
    const packs = readdirSync(join(root, 'rules')).filter((name) => statSync(join(root, 'rules', name)).isDirectory());
    const fieldsOf = (pack: string) =>
      JSON.parse(readFileSync(join(root, 'rules', pack, 'fields.json'), 'utf8')).fields as { name: string }[];
    // Names that findings carry by contract; fields get them by their role.
    const contract = ['urn', 'agency', 'source_system', 'unit', 'officer', 'narrative', 'status'];
    const fields = packs.flatMap(fieldsOf).map(({ name }) => name);
    const words = new Set(fields.filter((name) => !contract.includes(name)));
    const known = (literal: string) =>
      words.has(literal) || packs.some((pack) => literal.startsWith(`${pack}/`)) || literal.startsWith('PLACEHOLDER-');
    const breaches = files
      .filter((file) => file.folder !== 'generate')
      .flatMap((file) =>
        [...file.code.matchAll(/'([^'\n]+)'/g)]
          .filter((match) => known(match[1] ?? ''))
          .map((match) => `src/${file.name} knows ${match[0]}: say it in rules/`),
      );
    expect(words.size).toBeGreaterThan(20);
    expect(breaches).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    const long = files.filter((file) => file.lines > 300).map((file) => `src/${file.name} has ${file.lines} lines: what is it two of?`);
    expect(long).toEqual([]);
  });

  it('has no getter in an object literal: V8 keeps such an object as a dictionary, in which every property has to be looked up', () => {
    const getters = files
      .filter(({ folder }) => folder !== 'cli')
      .flatMap(({ name, code }) =>
        [...code.matchAll(/^( *)get (\w+)\(\)/gm)]
          .filter(({ 1: indent = '', index }) => {
            const above = code.slice(0, index).split('\n').reverse();
            return !/\bclass\b/.test(above.find((line) => /\S/.test(line) && !line.startsWith(indent)) ?? '');
          })
          .map(({ 2: property }) => `src/${name} has a getter for ${property}: make it a method, or set it`),
      );
    expect(getters).toEqual([]);
  });

  it('has no drawer for things without a place', () => {
    const drawers = files
      .filter((file) => /(^|\/)(utils?|helpers?|common|core|shared|misc|manager)(\.ts|\/|$)/.test(file.name))
      .map((file) => file.name);
    expect(drawers, 'name the file for what it is').toEqual([]);
  });
});
