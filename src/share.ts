import type { MergedHits, Period } from './check/index.ts';
import type { RunInput } from './model/run.ts';
import type { Segment, Survey } from './model/source.ts';
import type { DateForms } from './normalise/index.ts';

/** One of several processes that check a part of the same inputs each. */
export interface Shard {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** What merging has to know of a shard. */
export interface ShardState extends Shard {
  /** All inputs of the run, whichever shard read them: names and bytes on disk, in the order given. */
  readonly files: readonly Pick<RunInput, 'file' | 'bytes'>[];
  /** For each of `Run.inputs`: its 0-based place among `files`. */
  readonly places: readonly number[];
  /** For each of `Run.inputs`: hex SHA-256 of the whole file. */
  readonly hashes: readonly string[];
  /** For each of `Run.inputs`: how its dates are written, part by part, if other shards read the rest of it; else nothing. */
  readonly dates: readonly (readonly (readonly [number, DateForms])[])[];
  /** False if something of its part could not be read. */
  readonly complete: boolean;
  /** What its records have to do with reference files, which are judged when all shards are known. */
  readonly matches: {
    readonly period: Period;
    /** By name of the file in the pack; a job is named by its place among the keys. */
    readonly hits: ReadonlyMap<string, MergedHits>;
  };
}

/** What one shard has of an input. */
export interface Portion {
  readonly segments: readonly Segment[];
  /** True if it has the first byte: faults of the file as a whole are told there. */
  readonly isFirst: boolean;
  /** The bytes it has, if other shards have others. */
  readonly range: RunInput['range'];
}

/** The bytes of all inputs, one behind the other, that one shard checks. */
export interface Share {
  /** Bytes after which a segment ends with its row: small enough for all shards to get about the same. */
  readonly segmentBytes: number;
  /** True if some of the input, by its 0-based place, may fall to this shard. */
  touches(input: number): boolean;
  /** Undefined if nothing of it does. */
  of(input: number, survey: Survey): Portion | undefined;
}

const MOST_BYTES = 8 << 20;
const LEAST_BYTES = 64 << 10;
/** Segments that a shard should have at least. */
const SEGMENTS = 16;

/** All of an input, where there is one process only. */
export const wholeOf = ({ segments }: Survey): Portion => ({ segments, isFirst: true, range: undefined });

/**
 * Shares inputs out by bytes. A segment goes where it begins; gzip, a JSON array and a workbook, which can't be read from the middle, go where
 * the file begins. Every byte falls to exactly one shard, the same whatever shard asks.
 *
 * @param sizes of the inputs as they lie on disk, in order
 */
export function shareOf(sizes: readonly number[], { index, of }: Shard): Share {
  const starts: number[] = [];
  let total = 0;
  for (const size of sizes) {
    starts.push(total);
    total += size;
  }
  const from = Math.floor((total * (index - 1)) / of);
  const to = index === of ? Number.POSITIVE_INFINITY : Math.floor((total * index) / of);
  const isOurs = (at: number): boolean => at >= from && at < to;
  const step = Math.ceil(total / of / SEGMENTS);
  return {
    segmentBytes: Math.max(LEAST_BYTES, Math.min(MOST_BYTES, step)),
    touches: (input) => isOurs(starts[input]!) || (starts[input]! < to && starts[input]! + sizes[input]! > from),
    of(input, survey) {
      const isFirst = isOurs(starts[input]!);
      if (survey.gzip || survey.kind === 'json' || survey.kind === 'xlsx') return isFirst ? wholeOf(survey) : undefined;
      const { segments, bytes } = survey;
      const own = segments.filter(({ start }, number) => isOurs(starts[input]! + (number === 0 ? 0 : start)));
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined || own.length === segments.length)
        return isFirst || own.length > 0 ? { segments: own, isFirst, range: undefined } : undefined;
      return { segments: own, isFirst, range: { start: isFirst ? 0 : first.start, end: last === segments.at(-1) ? bytes : last.end } };
    },
  };
}
