import { setImmediate as turn } from 'node:timers/promises';
import {
  type CompiledRules,
  type FindingMaker,
  isKeyed,
  type KeyedRule,
  makeFindings,
  type Repeat,
  repeatsOf,
  type Spots,
} from './check/index.ts';
import { type KeyFile, keyPartsOf, spotsOf } from './key-files.ts';
import { countLate, dayOf } from './late.ts';
import type { Finding, Place } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { RowView } from './model/row.ts';
import type { Tally } from './model/tally.ts';
import { type LoadableRecord, makeRecord } from './normalise/index.ts';
import { readWanted } from './read/index.ts';
import { formsOf, type SegmentJob, type SegmentResult } from './segment.ts';
import { openShelves } from './spool/shelves.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { groupOf } from './tally/index.ts';

interface Found extends Repeat {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
}

/** Numbers that a repeat is kept as. */
const WIDTH = 4;

/** All repeats of one rule, then handed out part by part. They are kept as numbers, so that the keys of the rule can go before those of the next come. */
async function byPart(index: number, all: Iterable<Repeat | null>): Promise<(part: number) => Found[]> {
  let numbers = new Uint32Array(1024);
  let used = 0;
  for (const one of all) {
    if (one === null) {
      // Signals get their turn only here.
      await turn();
      continue;
    }
    const { part, at, firstPart, firstAt } = one;
    if (used === numbers.length) {
      const wider = new Uint32Array(used * 2);
      wider.set(numbers);
      numbers = wider;
    }
    numbers.set([part, at, firstPart, firstAt], used);
    used += WIDTH;
  }
  let next = 0;
  return (part) => {
    const found: Found[] = [];
    for (; next < used && numbers[next] === part; next += WIDTH)
      found.push({ rule: index, part, at: numbers[next + 1]!, firstPart: numbers[next + 2]!, firstAt: numbers[next + 3]! });
    return found;
  };
}

/** Parts whose places are held at a time. */
const HELD = 16;

/** Where the records of a part stand, read when asked for; those of a few parts are kept. */
function lastOnes(files: readonly KeyFile[]): (part: number) => Spots {
  const kept = new Map<number, Spots>();
  return (part) => {
    const known = kept.get(part) ?? spotsOf(files[part]!);
    kept.delete(part);
    kept.set(part, known);
    const [oldest] = kept.keys();
    if (kept.size > HELD && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

/** The index of the field that findings of a rule stand at. */
const placeOf = (pack: Pack, rule: KeyedRule): number => {
  const name = rule.at[0] ?? rule.fields[0];
  return pack.fields.findIndex((field) => field.name === name);
};

/**
 * What only shows when all parts of a run are known: records that an earlier one is like, by its keys.
 * Reads those records again, spools a finding for each (`<spool>.late`), and corrects the tally.
 *
 * @returns by job, whether it has such findings
 */
export async function findRepeats(
  { pack }: CompiledRules,
  jobs: readonly SegmentJob[],
  results: readonly SegmentResult[],
  tally: Tally,
  found: Float64Array,
): Promise<readonly boolean[]> {
  const files = results.map((result) => result.keys);
  const parts = keyPartsOf(files);
  const spotsAt = lastOnes(files);
  const shelves = openShelves(`${jobs[0]?.spool}.shelves`);
  const finders: Awaited<ReturnType<typeof byPart>>[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    if (!isKeyed(rule) || tally.crashes.has(index)) continue;
    finders.push(await byPart(index, repeatsOf(rule, index, parts, shelves)));
    await turn();
  }
  let last: { readonly input: number; readonly record: LoadableRecord; readonly maker: FindingMaker } | undefined;
  const readerOf = ({ input, plan, map, values }: SegmentJob) => {
    if (last?.input !== input) last = { input, record: makeRecord(pack, plan, map), maker: makeFindings(pack, values) };
    return last;
  };
  const late: boolean[] = [];
  for (const [part, job] of jobs.entries()) {
    /** By position in the part. */
    const repeated = new Map<number, Found[]>();
    for (const finder of finders)
      for (const one of finder(part)) {
        const known = repeated.get(one.at);
        if (known === undefined) repeated.set(one.at, [one]);
        else known.push(one);
      }
    late.push(repeated.size > 0);
    if (repeated.size === 0) continue;
    const spots = spotsAt(part);
    const { record, maker } = readerOf(job);
    const spool = openSpool(`${job.spool}.late`, formsOf(pack, job));
    const positions = [...repeated.keys()].sort((a, b) => a - b);
    const wanted = positions.map((at) => ({
      record: spots.records[at]!,
      line: spots.lines[at]!,
      start: spots.starts[at]!,
      end: spots.starts[at]! + spots.lengths[at]!,
    }));
    let read = 0;
    const row = (view: RowView): void => {
      const position = positions[read++]!;
      record.load(view);
      const owner = maker.owner(record);
      const group = groupOf(tally, owner.agency, owner.source_system, owner.unit);
      const findings: Finding[] = [];
      let hasError = false;
      for (const { rule: index, firstPart, firstAt } of repeated.get(position)!) {
        const rule = pack.rules[index] as KeyedRule;
        const at = placeOf(pack, rule);
        const first = spotsAt(firstPart);
        const also: Place = {
          file: jobs[firstPart]!.survey.file,
          line: first.lines[firstAt]!,
          record: first.records[firstAt]!,
          field: pack.fields[at]!.name,
        };
        const made = maker.make(rule, at, record, owner, { file: job.survey.file }, [], [also], null);
        const cause = countLate(tally, pack, index, at, dayOf(pack, record), owner);
        findings.push(job.noted.includes(rule.id) ? { ...made, cause } : made);
        found[index]!++;
        hasError ||= rule.severity === 'error';
      }
      if (hasError && spots.failed[position] === 0) group.ready--;
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
    };
    await readWanted(job.survey, wanted, { row, fault: () => undefined });
    spool.close();
  }
  return late;
}
