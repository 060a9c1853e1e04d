import type { KeyPart, Keys, SegmentKeys, Spots } from './check/index.ts';
import type { Owners, StateOwner } from './owners.ts';
import { type ArrayFile, readArray, writeArrays } from './spool/arrays.ts';

/** What batch rules noted of a part of a run, on disk: there are too many keys to hold them all. Passes between threads. */
export interface KeyFile {
  readonly count: number;
  readonly file: ArrayFile;
  /** Rules with keys in it, and their numbers a record. */
  readonly rules: readonly { readonly rule: number; readonly width: number }[];
  /** Names of owners, if they were noted. */
  readonly owners?: readonly StateOwner[];
}

const nameOf = (rule: number): string => `rule ${rule}`;

export function writeKeys(path: string, { spots, keys }: SegmentKeys, noted?: Owners): KeyFile {
  const { count, ...arrays } = spots;
  const named = keys.map(({ rule, numbers }) => [nameOf(rule), numbers] as const);
  const file = writeArrays(
    path,
    new Map([
      ...Object.entries(arrays),
      ...named,
      ...(noted
        ? ([
            ['owner', noted.owner],
            ['day', noted.day],
          ] as const)
        : []),
    ]),
  );
  return { count, file, rules: keys.map(({ rule, width }) => ({ rule, width })), ...(noted && { owners: noted.names }) };
}

/** The keys of all parts, read when asked for; one piece of memory serves them all. */
export function keyPartsOf(files: readonly KeyFile[]): readonly KeyPart[] {
  const most = Math.max(0, ...files.map(({ count, rules }) => count * Math.max(0, ...rules.map(({ width }) => width))));
  const memory = new ArrayBuffer(most * Uint32Array.BYTES_PER_ELEMENT);
  return files.map(({ count, file, rules }) => ({
    count,
    keysOf(rule): Keys | undefined {
      const own = rules.find((one) => one.rule === rule);
      return own && { ...own, numbers: readArray(file, nameOf(rule), memory) as Uint32Array };
    },
  }));
}

/** Where the records of a part stand. */
export const spotsOf = ({ count, file }: KeyFile): Spots => ({
  count,
  records: readArray(file, 'records') as Uint32Array,
  lines: readArray(file, 'lines') as Uint32Array,
  starts: readArray(file, 'starts') as Float64Array,
  lengths: readArray(file, 'lengths') as Uint32Array,
  failed: readArray(file, 'failed') as Uint8Array,
});

/** The 1-based record and line of each record of a part. */
export const placesOf = ({ file }: KeyFile): Pick<Spots, 'records' | 'lines'> => ({
  records: readArray(file, 'records') as Uint32Array,
  lines: readArray(file, 'lines') as Uint32Array,
});

/** Whose the records of a part are; undefined if that was not noted. */
export const ownersOf = ({ file, owners }: KeyFile): Owners | undefined =>
  owners && { owner: readArray(file, 'owner') as Uint32Array, day: readArray(file, 'day') as Float64Array, names: owners };
