import type { BatchRecord } from '../columns.ts';
import type { Style, Writer } from '../style.ts';

/** Where a finding stands: at no record, or at the one that is struck. */
export type FoundAt = 'file' | 'record';

/** One way in which a whole file, or the records of an agency taken together, can be wrong. */
export interface BatchFault {
  /** Unique name of the kind. */
  readonly kind: string;
  /** Id of the rule that speaks, with its pack. */
  readonly rule: string;
  /** The style that shows it. */
  readonly style: Style;
  /** Which record it strikes. */
  readonly strikes: 'middle' | 'last';
  /** Where its findings stand. */
  readonly found: readonly FoundAt[];
  /** Field, or heading of the column, that they stand at; blank if none. */
  readonly field: string;
  /** Errors that it brings with it, since no file can have it without. */
  readonly brings: readonly { readonly rule: string; readonly field: string; readonly found: FoundAt }[];
  /**
   * The writer that makes this fault in what another would have written without one.
   * @param target 1-based number of the record that it strikes
   */
  spoil(writer: Writer, target: number): Writer;
}

type More = Partial<Pick<BatchFault, 'kind' | 'style' | 'strikes' | 'found' | 'field' | 'brings'>>;

/** A fault of the file, named like its rule unless `more` says otherwise; of the plain style, with one finding about no record. */
export function fileFault(name: string, spoil: BatchFault['spoil'], more: More = {}): BatchFault {
  return { kind: name, rule: `file/${name}`, style: 'plain', strikes: 'middle', found: ['file'], field: '', brings: [], spoil, ...more };
}

/** Writes the record that is struck in another way. */
export const atTarget =
  (change: (line: string, record: BatchRecord) => string): BatchFault['spoil'] =>
  (writer, target) => ({
    ...writer,
    line(record, number) {
      const line = writer.line(record, number);
      return number === target ? change(line, record) : line;
    },
  });

/** A fault of the file that shows in the line of one record, with the finding there. */
export function lineFault(name: string, change: (line: string, record: BatchRecord) => string, more: More = {}): BatchFault {
  return fileFault(name, atTarget(change), { found: ['record'], ...more });
}

/** 1-based number of the record that a fault strikes. */
export const targetOf = (strikes: BatchFault['strikes'], records: number): number =>
  strikes === 'last' ? records : Math.ceil(records / 2);

/** Its lines of the truth; the number of the record and the URN are blank, but for a record that is struck. @param records of the batch */
export function batchTruth({ rule, field, found, strikes, brings }: BatchFault, records: number): string {
  const target = targetOf(strikes, records);
  const own = found.map((place) => ({ rule, field, found: place }));
  return [...own, ...brings].map((one) => `${one.found === 'record' ? target : ''},,${one.field},${one.rule}\n`).join('');
}
