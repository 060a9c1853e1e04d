import { createReadStream, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Pack, ProposedMap } from '../index.ts';
import type { InitWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { isWorkbook } from './is-workbook.ts';
import { loadPackOf } from './load.ts';
import { writeWhole } from './single-file.ts';
import { makeWorkFolder } from './work-folder.ts';
import { systemCause, writing } from './writing.ts';

const CONFIG = 'pnd-lint.config.json';
const MAP = 'pnd-lint.map.json';
/** Rows of a JSON export that are looked at for names of properties. */
const ROWS = 1000;

/**
 * `init`: writes a config file, and a column map proposed from a sample export. What no option says is asked for, where somebody can answer.
 * Existing files are left alone unless `--force` is given.
 */
export async function init(words: InitWords, context: Context): Promise<number> {
  const { host, api, err, atEnd } = context;
  const { pack } = loadPackOf(words, host, api);
  const ask = asking(context);
  const agencyField = pack.fields.find(({ role }) => role === 'agency');
  const sourceField = pack.fields.find(({ role }) => role === 'source_system');
  const sample = words.sample ?? (await ask('A sample export to propose a column map from (Enter for none): '));
  const map = sample === undefined ? undefined : api.proposeMap(await headingsOf(sample, pack, context), pack);
  const held = new Set(Object.values(map?.columns ?? {}));
  const set: Record<string, string> = {};
  if (agencyField !== undefined && !held.has(agencyField.name)) {
    const text = words.agency ?? (await ask('The agency that submits, id or name (Enter if the export says it): '));
    if (text !== undefined) set[agencyField.name] = codeOf(text, pack, api);
  }
  if (sourceField !== undefined && !held.has(sourceField.name)) {
    const text = words.sourceSystem ?? (await ask('The source system (Enter if the export says it): '));
    if (text !== undefined) set[sourceField.name] = text;
  }
  const config = {
    ...(words.pack === undefined ? {} : { pack: words.pack }),
    ...(map === undefined ? {} : { map: `./${MAP}` }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
    out: './out',
  };
  const files = [
    { name: CONFIG, content: config },
    ...(map === undefined ? [] : [{ name: MAP, content: { columns: map.columns, values: {} } }]),
  ];
  const standing = files.find(({ name }) => existsSync(join(host.cwd, name)));
  if (standing !== undefined && words.force === undefined)
    throw new api.UsageError(`${standing.name} is there already: --force writes it anew`);
  for (const { name, content } of files) {
    const file = writing(api, name, () => writeWhole(join(host.cwd, name), host));
    atEnd(file.discard);
    writing(api, name, () => {
      file.write(`${JSON.stringify(content, null, 2)}\n`);
      file.close();
      file.place();
    });
  }
  const told = [...(map === undefined ? [] : mapInWords(map, set)), `written: ${files.map(({ name }) => name).join(', ')}`];
  await err.print(told.map((line) => `${api.forTerminal(line)}\n`).join(''));
  return EXIT.done;
}

/** Asks a question on standard error and reads a line, if somebody is there. An empty answer is none. */
function asking({ host, err }: Context): (question: string) => Promise<string | undefined> {
  const lines = linesOf(host.stdin);
  return async (question) => {
    if (!host.isAsked) return undefined;
    await err.print(question);
    const { value, done } = await lines.next();
    return done || value.trim() === '' ? undefined : value.trim();
  };
}

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + Buffer.from(chunk).toString('utf8')).split(/\r?\n/);
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function headingsOf(file: string, pack: Pack, context: Context): Promise<readonly string[]> {
  const { host, api } = context;
  const path = resolve(host.cwd, file);
  let columns: readonly string[];
  try {
    const isBook = statSync(path).isFile() && isWorkbook(path);
    columns = isBook
      ? await api.workbookHeadings(path, file, pack, join(makeWorkFolder(context), 'sample'))
      : await headingsOfText(path, api);
  } catch (error) {
    const cause = systemCause(error);
    throw cause === undefined ? error : new api.InputError(`${file} can't be read: ${cause}`);
  }
  if (columns.length === 0) throw new api.InputError(`${file} has no headings that a map could be proposed from`);
  return columns;
}

async function headingsOfText(path: string, api: Context['api']): Promise<readonly string[]> {
  const columns: string[] = [];
  let rows = 0;
  for await (const row of api.readRows(createReadStream(path), { columns })) {
    if (row.kind === 'row' && ++rows > ROWS) break;
  }
  return columns;
}

function codeOf(text: string, pack: Pack, api: Context['api']): string {
  const code = api.agencyCode(text, pack);
  if (code !== undefined) return code;
  const list = pack.codelists.get(pack.fields.find(({ role }) => role === 'agency')?.codelist ?? '');
  throw new api.UsageError(`there is no agency "${text}"${api.didYouMean(text, list?.entries.keys() ?? [])}`);
}

function mapInWords({ columns, guessed, unused, missing }: ProposedMap, set: Readonly<Record<string, string>>): string[] {
  const without = missing.filter((name) => set[name] === undefined);
  return [
    `columns that are fields: ${Object.keys(columns).length}`,
    ...(guessed.length === 0
      ? []
      : [`guesses, please look at them: ${guessed.map((heading) => `${heading} → ${columns[heading]}`).join('; ')}`]),
    ...(unused.length === 0 ? [] : [`columns that are no field: ${unused.join('; ')}`]),
    ...(without.length === 0 ? [] : [`required fields without a column: ${without.join(', ')}`]),
  ];
}
