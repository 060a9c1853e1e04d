import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../src/check/reconcile-assign.ts';
import { dayNumber, encodeDate, isLater, isoOfDay } from '../../src/check/reconcile-dates.ts';
import { addHits, addMergedHits, type Candidate, collectHits, type FromJob, noHits } from '../../src/check/reconcile-hits.ts';
import { beginsWith, foldKey, hashOfKey, keyFinder, listKeys, lowerBound, repeatFinder } from '../../src/check/reconcile-keys.ts';
import { looseRows, looseTable } from '../../src/check/reconcile-loose.ts';
import { listTexts, textReader } from '../../src/check/reconcile-texts.ts';
import type { IntelRecord } from '../../src/model/record.ts';
import { memoryStore, openNumbers } from '../../src/spool/numbers.ts';

const seeded = { seed: 8, numRuns: 200 };

describe('dates that are compared', () => {
  const date = fc
    .tuple(fc.date({ min: new Date('1900-01-01T00:00Z'), max: new Date('2100-01-01T00:00Z'), noInvalidDate: true }), fc.boolean())
    .map(([one, timed]) => one.toISOString().slice(0, timed ? 16 : 10));

  it('are days and minutes as the calendar has them', () => {
    fc.assert(
      fc.property(date, date, fc.integer({ min: -3, max: 400 }), (one, other, days) => {
        const [a, b] = [encodeDate(one), encodeDate(other)];
        expect(dayNumber(a)).toBe(Date.parse(one.slice(0, 10)) / 86_400_000);
        expect(isoOfDay(dayNumber(a))).toBe(one.slice(0, 10));
        const exact = one.length === 16 && other.length === 16;
        const of = (text: string) => Date.parse(exact ? `${text}Z` : text.slice(0, 10)) / 86_400_000;
        expect(isLater(a, b, days)).toBe(of(one) - of(other) > days + 1e-9);
      }),
      {
        ...seeded,
        examples: [
          ['2026-03-04T10:00', '2026-03-01T10:00', 3],
          ['2026-03-04T10:01', '2026-03-01T10:00', 3],
          ['2026-03-04T10:01', '2026-03-01', 3],
          ['2026-03-05', '2026-03-01T10:00', 3],
        ],
      },
    );
  });
});

describe('keys of rows', () => {
  const key = fc.array(fc.constantFrom('A1', 'a 1', 'B', '\u00e9', 'e\u0301', 'ﬁ', ''), { minLength: 1, maxLength: 2 });

  it('are found by their texts, case and blanks aside, at the first row that has them', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), key, (keys, other) => {
        const list = listKeys(memoryStore(), openNumbers);
        for (const [row, own] of keys.entries()) list.add(own, row);
        const table = list.table();
        const find = keyFinder(table, openNumbers(table.sorted));
        const repeats = repeatFinder(table, openNumbers(table.repeats));
        const name = (texts: readonly string[]) =>
          JSON.stringify(texts.map((text) => text.normalize('NFKC').toUpperCase().replace(/\s/g, '')));
        const firstOf = (own: readonly string[]) => keys.findIndex((one) => name(one) === name(own));
        expect(keys.map((own) => find(hashOfKey(own)))).toEqual(keys.map(firstOf));
        expect(find(hashOfKey(other))).toBe(firstOf(other));
        expect(keys.map((_, row) => repeats(row))).toEqual(keys.map(firstOf));
      }),
      seeded,
    );
    expect([foldKey(' a\tb 1\u00a0'), foldKey('ﬁ')]).toEqual(['AB1', 'FI']);
  });

  it('lie in order, so that halving finds the first that is not before', () => {
    const row = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 20 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
        fc.nat(20),
        fc.nat(20),
        (rows, wanted, one, other) => {
          const sorter = memoryStore().sorter(3);
          for (const number of rows.flat()) sorter.push(number);
          const numbers = openNumbers(sorter.finish());
          const sorted = [...rows].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
          const [from, to] = [Math.min(one, other, rows.length), Math.min(Math.max(one, other), rows.length)];
          const isBefore = (own: readonly number[]): boolean => {
            const at = wanted.findIndex((number, n) => own[n] !== number);
            return at !== -1 && own[at]! < wanted[at]!;
          };
          const at = lowerBound(numbers, 3, from, to, wanted);
          expect(at).toBe(from + sorted.slice(from, to).filter(isBefore).length);
          for (let n = 0; n < rows.length; n++)
            expect(beginsWith(numbers, 3, n, wanted)).toBe(wanted.every((number, place) => sorted[n]![place] === number));
        },
      ),
      seeded,
    );
  });
});

describe('rows that are near in time', () => {
  it('are counted by key and day', () => {
    const entry = fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: -5, max: 15 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.integer({ min: -8, max: 18 }), fc.nat(4), (entries, day, within) => {
        const rows = looseRows(memoryStore());
        for (const [row, [key, own]] of entries.entries()) rows.add([key], own * 1440, row);
        const stored = rows.finish();
        const table = looseTable(stored, openNumbers(stored));
        expect(table.find(hashOfKey(['c']))).toBe(-1);
        for (const name of ['a', 'b']) {
          const own = entries
            .flatMap(([key, on], row) => (key === name ? [[on, row] as const] : []))
            .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          const key = table.find(hashOfKey([name]));
          expect(key === -1).toBe(own.length === 0);
          if (key === -1) continue;
          expect(table.endOf(key) - key).toBe(own.length);
          expect(own.map((_, n) => [table.day(key + n), table.row(key + n)])).toEqual(own);
          for (const _ of [1, 2]) expect(table.near(key, day, within)).toBe(own.filter(([on]) => Math.abs(on - day) <= within).length);
        }
      }),
      seeded,
    );
  });

  const candidate = (job: number, record: number, day: number, over: Partial<Candidate> = {}): Candidate & FromJob => ({
    way: 1,
    key: 0,
    day,
    record,
    line: record + 1,
    start: 0,
    end: 9,
    rules: [],
    job,
    ...over,
  });
  const tableOf = (days: readonly number[]) => {
    const rows = looseRows(memoryStore());
    for (const [row, day] of days.entries()) rows.add(['a'], day * 1440, row);
    const stored = rows.finish();
    return looseTable(stored, openNumbers(stored));
  };

  it('serve as many rows as they can, each record once and none too far', () => {
    /** The most pairs that there can be, by trying all. */
    const most = (rows: readonly number[], records: readonly number[], within: number): number => {
      const [row, ...rest] = rows;
      if (row === undefined) return 0;
      const served = records.flatMap((day, n) => (Math.abs(day - row) <= within ? [1 + most(rest, records.toSpliced(n, 1), within)] : []));
      return Math.max(most(rest, records, within), ...served);
    };
    const days = fc.array(fc.nat(8), { maxLength: 5 });
    fc.assert(
      fc.property(days, days, fc.nat(2), (rows, records, within) => {
        const hits = { ...noHits(0), candidates: records.map((day, n) => candidate(0, n + 1, day)) };
        const pairs = rows.length === 0 ? [] : assign(hits, 1, tableOf(rows), within);
        expect(pairs.length).toBe(most(rows, records, within));
        expect(new Set(pairs.map(({ row }) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(({ candidate: { record } }) => record)).size).toBe(pairs.length);
        expect(pairs.every(({ row, candidate: { day } }) => Math.abs(day - rows[row]!) <= within)).toBe(true);
        expect(pairs.map(({ row }) => row)).toEqual(pairs.map(({ row }) => row).sort((a, b) => a - b));
      }),
      seeded,
    );
  });

  it('go to the earliest day, then the first job and record, of their own way', () => {
    const all = [candidate(1, 2, 5), candidate(0, 9, 5), candidate(0, 3, 5), candidate(0, 1, 4, { way: 2 }), candidate(0, 1, 6)];
    const serve = (days: readonly number[]) =>
      assign({ ...noHits(0), candidates: [...all] }, 1, tableOf(days), 1).map(({ row, candidate: { job, record } }) => [row, job, record]);
    expect(serve([5])).toEqual([[0, 0, 3]]);
    expect(serve([5, 5, 5, 5, 5])).toEqual([
      [0, 0, 3],
      [1, 0, 9],
      [2, 1, 2],
      [3, 0, 1],
    ]);
    expect(serve([7, 5])).toEqual([
      [0, 0, 1],
      [1, 0, 3],
    ]);
  });
});

describe('what records have to do with rows', () => {
  const record = (number: number) => ({ record: number, line: number + 1, start: number * 10, end: number * 10 + 9 }) as IntelRecord;

  it('is the earliest of each row and the day of the latest, whatever the order of records and jobs', () => {
    const hit = fc.tuple(fc.nat(2), fc.nat(1), fc.constantFrom(Number.NaN, 1440, 1440 * 3 + 7.5, 1440 * 9));
    fc.assert(
      fc.property(fc.array(fc.array(hit, { maxLength: 6 }), { minLength: 1, maxLength: 3 }), fc.boolean(), (jobs, isTurned) => {
        const merged = noHits(2);
        const order = jobs.map((_, job) => job);
        for (const job of isTurned ? order.reverse() : order) {
          const collector = collectHits(2);
          for (const [n, [row, tracker, date]] of jobs[job]!.entries()) collector.hit(tracker, row, date, record(n + 1));
          addHits(merged, collector.hits, job);
        }
        const again = noHits(2);
        addMergedHits(again, merged, (job) => job + 100);
        for (const tracker of [0, 1])
          for (const row of [0, 1, 2]) {
            const own = jobs.flatMap((all, job) =>
              all.flatMap(([of, by, date], n) => (of === row && by === tracker ? [{ job, n: n + 1, date }] : [])),
            );
            const found = merged.trackers[tracker]!.get(row);
            if (own.length === 0) {
              expect(found).toBeUndefined();
              continue;
            }
            const when = ({ date }: { date: number }) => (Number.isNaN(date) ? Number.POSITIVE_INFINITY : date);
            const [first] = [...own].sort((a, b) => (when(a) === when(b) ? a.job - b.job || a.n - b.n : when(a) - when(b)));
            const days = own.filter(({ date }) => !Number.isNaN(date)).map(({ date }) => Math.floor(date / 1440));
            expect(found).toEqual({
              ...{ record: first!.n, line: first!.n + 1, start: first!.n * 10, end: first!.n * 10 + 9 },
              date: when(first!),
              lastDay: Math.max(Number.NEGATIVE_INFINITY, ...days),
              job: first!.job,
            });
            expect(again.trackers[tracker]!.get(row)).toEqual({ ...found, job: first!.job + 100 });
          }
      }),
      seeded,
    );
  });

  it('is no more guesses of a day than there are rows to serve, and rules are asked of those only', () => {
    const collector = collectHits(0);
    let asked = 0;
    const rulesOf = () => [++asked];
    for (let n = 1; n <= 4; n++) collector.candidate(0, 7, 20, 2, record(n), rulesOf);
    collector.candidate(0, 7, 21, 2, record(5), rulesOf);
    collector.candidate(0, 8, 20, 2, record(6), rulesOf);
    collector.candidate(1, 7, 20, 2, record(7), rulesOf);
    expect(collector.hits.candidates.map(({ record, way, key, day, rules }) => [record, way, key, day, rules])).toEqual([
      [1, 0, 7, 20, [1]],
      [2, 0, 7, 20, [2]],
      [5, 0, 7, 21, [3]],
      [6, 0, 8, 20, [4]],
      [7, 1, 7, 20, [5]],
    ]);
    const merged = noHits(0);
    addHits(merged, collector.hits, 3);
    expect(merged.candidates.map(({ job }) => job)).toEqual([3, 3, 3, 3, 3]);
  });
});

describe('texts of rows', () => {
  it('are read as they were written, each kept once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 12 }), (texts) => {
        const list = listTexts(memoryStore());
        const places = texts.map((text) => list.placeOf(text));
        expect(texts.map((text) => list.placeOf(text))).toEqual(places);
        expect(new Set(places).size).toBe(new Set(texts).size);
        const stored = list.finish();
        expect(stored.length).toBe([...new Set(texts)].reduce((sum, text) => sum + 1 + text.length, 0));
        const read = textReader(openNumbers(stored));
        for (const _ of [1, 2]) expect(places.map(read)).toEqual(texts);
      }),
      seeded,
    );
  });
});
