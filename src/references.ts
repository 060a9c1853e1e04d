import {
  buildIndex,
  type CompiledRules,
  type OpenReference,
  openReference,
  plansToRead,
  type ReferenceIndex,
  type ReferencePlan,
} from './check/index.ts';
import { InputError, UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { Fault, RowView } from './model/row.ts';
import type { Survey } from './model/source.ts';
import type { NumberStore } from './model/stored-numbers.ts';
import { type ColumnPlan, headerFinder, makeRecord, planColumns } from './normalise/index.ts';
import { readSegment, survey } from './read/index.ts';
import { memoryStore, numberStore, openNumbers } from './spool/numbers.ts';

/** A reference file that was given: its name in the pack, where its bytes lie, and its own name as the user gave it. */
export interface ReferenceFile {
  readonly name: string;
  readonly path: string;
  readonly file: string;
}

/** A reference file that was read and found sound. */
export interface LoadedReference {
  readonly name: string;
  readonly survey: Survey;
  readonly plan: ColumnPlan;
  readonly index: ReferenceIndex;
}

/** Where to put what does not fit into little memory. */
export interface Overflow {
  /** Asked for once it is needed: an existing folder, readable by the owner only, that stands until the run has ended. */
  readonly folder: () => string;
  /** Bytes of one list of numbers that are held in memory; the result does not depend on it. */
  readonly held?: number;
}

/** Faults that leave no row or cell in doubt. */
const HARMLESS: readonly string[] = ['repeated-header', 'lines-before-header', 'trailer-line', 'blank-column-name', 'no-records'];

/**
 * Reads the files that records are to be compared with. Of each row as much is kept as rules ask for: in memory if there are few, else on disk.
 *
 * @param overflow all is kept in memory if left out
 * @throws UsageError for the first file that is not sound, or that the pack does not know: one line that says what was expected
 */
export async function loadReferences(
  pack: Pack,
  asOf: string,
  files: readonly ReferenceFile[],
  signal?: AbortSignal,
  overflow?: Overflow,
): Promise<readonly LoadedReference[]> {
  const store = overflow === undefined ? memoryStore() : numberStore(overflow.folder, overflow.held);
  const plans = plansToRead(pack);
  const loaded: LoadedReference[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const plan = plans.find(({ reference }) => reference.name === file.name);
    if (plan === undefined) throw new UsageError(`--${file.name}: the packs have no rules for such a file`);
    loaded.push(await load(plan, file, asOf, store));
  }
  return loaded;
}

async function load(plan: ReferencePlan, { name, path, file }: ReferenceFile, asOf: string, store: NumberStore): Promise<LoadedReference> {
  const { columns } = plan.reference;
  const refuse = (why: string): never => {
    const wanted = columns.map((column) => column.name).join(', ');
    const what = `${columns.length === 1 ? 'the column' : 'the columns'} ${wanted}`;
    throw new UsageError(`--${name} ${file}: ${why}; expected a CSV or JSON Lines file with ${what}`);
  };
  try {
    const found = await survey(path, file, { findHeader: headerFinder(columns, undefined) });
    if (!found.complete) refuse(found.why ?? 'it could not be read to its end');
    for (const fault of found.faults) if (!HARMLESS.includes(fault.fault)) refuse(inWords(fault));
    const columnPlan = planColumns(found.columns, found.headerLine ?? 0, columns, undefined, {});
    const twice = ambiguous(found.columns, plan);
    if (twice !== undefined) refuse(`its columns ${twice.map((heading) => JSON.stringify(heading)).join(' and ')} could be either`);
    // Nothing tells whether it is the right file, and taken for an empty list it would say that nothing is missing.
    if (found.columns.length === 0 && found.faults.some((fault) => fault.fault === 'no-records'))
      refuse('it has no records, and nothing in it shows what they would be; if there are none, give a CSV file of column names alone');
    const lacking = columnPlan.recognised ? columnPlan.missing[0] : 0;
    if (lacking !== undefined) refuse(`it has no column ${columns[lacking]!.name}`);
    return { name, survey: found, plan: columnPlan, index: await readRows(plan, found, columnPlan, file, asOf, store, refuse) };
  } catch (error) {
    if (error instanceof InputError) refuse(error.message.startsWith(`${file}: `) ? error.message.slice(file.length + 2) : error.message);
    throw error;
  }
}

async function readRows(
  plan: ReferencePlan,
  found: Survey,
  columnPlan: ColumnPlan,
  file: string,
  asOf: string,
  store: NumberStore,
  refuse: (why: string) => never,
): Promise<ReferenceIndex> {
  const builder = buildIndex(plan, file, asOf, store, openNumbers);
  const record = makeRecord(plan.view, columnPlan, undefined);
  let bad: Fault | undefined;
  const sink = {
    row(view: RowView) {
      record.load(view);
      builder.add(record);
    },
    fault(fault: Fault) {
      if (!HARMLESS.includes(fault.fault)) bad ??= fault;
    },
  };
  for (const segment of found.segments) {
    await readSegment(found, segment, sink);
    if (bad !== undefined) refuse(inWords(bad));
  }
  return builder.finish();
}

const inWords = ({ fault, line }: Fault): string => `${line > 0 ? `line ${line}: ` : ''}${fault.replaceAll('-', ' ')}`;

/** Two headings of a file that are headings of the same column, if there are any. */
function ambiguous(headings: readonly string[], { reference: { columns } }: ReferencePlan): readonly [string, string] | undefined {
  const known = new Map<number, string>();
  for (const heading of headings) {
    const alone = planColumns([heading], 0, columns, undefined, {});
    const column = alone.columnOf.findIndex((at) => at !== -1);
    if (column === -1 || alone.faults.some((fault) => fault.fault === 'near-miss-column')) continue;
    const other = known.get(column);
    if (other !== undefined) return [other, heading];
    known.set(column, heading);
  }
  return undefined;
}

/** Opens what was kept of reference files while `use` works with them. Both lists are by `CompiledRules.references`. */
export async function withReferences<T>(
  rules: Pick<CompiledRules, 'references'>,
  indexes: readonly (ReferenceIndex | undefined)[],
  use: (references: readonly (OpenReference | undefined)[]) => Promise<T>,
): Promise<T> {
  const opened = rules.references.map((plan, number) => {
    const index = indexes[number];
    return index && openReference(plan, index, openNumbers);
  });
  try {
    return await use(opened);
  } finally {
    for (const one of opened) one?.close();
  }
}
