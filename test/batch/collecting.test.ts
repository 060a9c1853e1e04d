import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectKeys, compileRules } from '../../src/check/index.ts';
import type { Codelist, NearDuplicateRule, Rule } from '../../src/model/pack.ts';
import { codelist, field, pack, recordOf, rule, unique } from '../small-pack.ts';

type Cells = Readonly<Record<string, string>>;
const near = { words: 2, bands: 4, rows: 2, equal: 2, seed: 5 };
const nearly = (id: string, more: object) =>
  ({ ...rule(id, {}), kind: 'nearDuplicate', fields: ['text'], differs: [], when: {}, near, ...more }) as unknown as NearDuplicateRule;
const FIELDS = [
  field('ref'),
  field('agency', { type: 'lookup', codelist: 'agencies' }),
  field('colour', { codelist: 'colours' }),
  field('text'),
  field('tags', { list: true }),
  field('flag', { type: 'yesno' }),
];
const RULES: readonly Rule[] = [
  unique('t/ref', { fields: ['ref'], per: ['agency', 'colour'] }),
  unique('t/text', { fields: ['text', 'tags'], fold: true, differs: ['ref', 'flag'], when: { flag: true } }),
  unique('t/exact', { fields: ['text', 'tags'] }),
  nearly('t/near', { differs: ['ref'] }),
  nearly('t/like', {}),
  rule('t/other', { at: ['ref'] }),
];
const agencies = codelist('agencies', [{ code: 'a' }, { code: 'b' }]);
const colours = codelist('colours', [{ code: 'RED' }]);
const of = pack(FIELDS, RULES, [agencies, colours]);

function collected(records: readonly Cells[], skipped: readonly number[] = []) {
  const rules = compileRules(of, '2026-06-30');
  const keys = collectKeys(rules, new Set(skipped));
  const counted = records.map((cells, at) => {
    const record = recordOf(of, cells, at + 1);
    rules.look(record);
    return [...keys.add(record)];
  });
  return { counted, segment: keys.segment(), crashes: keys.crashes };
}

const cell = (...texts: readonly string[]) => fc.constantFrom('', ...texts);
const record: fc.Arbitrary<Cells> = fc.record({
  ref: cell('U1', 'U2', 'u1'),
  agency: cell('a', 'b', '?'),
  colour: cell('RED', 'x'),
  text: cell('Seen at noon.', 'SEEN  at noon.', 'seen at  one', '...', 'U1'),
  tags: cell('x', 'x;y', 'xy', 'X'),
  flag: cell('Y', 'N', 'maybe'),
});

/** What makes two records the same for a rule: undefined where it does not count them. */
const fold = (text: string) => JSON.stringify(text.toLowerCase().match(/[a-z0-9]+|[^\sa-z0-9]/g) ?? []);
const MEANT: readonly ((cells: Cells) => string | undefined)[] = [
  ({ ref, agency, colour }) => (ref === '' || !['a', 'b'].includes(agency!) ? undefined : JSON.stringify([agency, colour, ref])),
  ({ text, tags, flag }) =>
    text === '' || tags === '' || flag === '' ? undefined : JSON.stringify([fold(text!), fold(tags!.split(';').join(' '))]),
  ({ text, tags }) => (text === '' || tags === '' ? undefined : JSON.stringify([text, tags])),
  ({ text }) => (text === '' || text === '...' ? undefined : fold(text!)),
  ({ text }) => (text === '' || text === '...' ? undefined : fold(text!)),
];
const referenceOf = ({ ref, flag }: Cells) => JSON.stringify([ref, flag]);

describe('keys of records', () => {
  it('are the same where what the rule compares is, and none where it does not count the record', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), (records) => {
        const { counted, segment, crashes } = collected(records);
        expect(crashes.size).toBe(0);
        expect(counted).toEqual(records.map((cells) => MEANT.flatMap((meant, n) => (meant(cells) === undefined ? [] : [n]))));
        expect(segment.keys.map(({ rule: index, width }) => [index, width])).toEqual([
          [0, 4],
          [1, 6],
          [2, 4],
          [3, 6],
          [4, 6],
        ]);
        for (const { rule: index, width, numbers } of segment.keys) {
          expect(numbers.length).toBe(records.length * width);
          const rows = records.map((_, at) => [...numbers.subarray(at * width, (at + 1) * width)]);
          for (const [at, own] of rows.entries()) {
            const meant = MEANT[index]!(records[at]!);
            expect(own[0] === 0, `${index} ${at}`).toBe(meant === undefined);
            if (meant === undefined) {
              expect(own).toEqual(new Array(width).fill(0));
              continue;
            }
            const [other] = rows;
            if (MEANT[index]!(records[0]!) === undefined) continue;
            const isSame = MEANT[index]!(records[0]!) === meant;
            const whole = index < 3 ? 4 : 1;
            expect(own.slice(0, whole).join() === other!.slice(0, whole).join()).toBe(isSame);
            if (index === 1)
              expect(own.slice(4).join() === other!.slice(4).join()).toBe(referenceOf(records[at]!) === referenceOf(records[0]!));
            if (index === 3) expect(own[1] === other![1]).toBe(records[at]!.ref === records[0]!.ref);
            if (index === 4) expect(own[1]).toBe(0);
            if (index >= 3 && isSame) expect(own.slice(2)).toEqual(other!.slice(2));
            if (index >= 3) expect(own.slice(2)).not.toContain(0);
          }
        }
      }),
      { seed: 12, numRuns: 40 },
    );
  });

  it('come with where each record stands and whether it failed, however many there are', () => {
    const count = 2100;
    const rules = compileRules(of, '2026-06-30');
    const keys = collectKeys(rules, new Set([1, 2, 3, 4]));
    keys.markFailed();
    for (let n = 1; n <= count; n++) {
      const one = recordOf(of, { ref: `U${n % 7}`, agency: 'a', colour: '' }, n);
      rules.look(one);
      keys.add(one);
      if (n % 3 === 0) keys.markFailed();
    }
    const { spots, keys: own } = keys.segment();
    expect(own.map(({ rule: index }) => index)).toEqual([0]);
    const all = Array.from({ length: count }, (_, n) => n + 1);
    expect(spots).toEqual({
      count,
      records: Uint32Array.from(all),
      lines: Uint32Array.from(all, (n) => n + 1),
      starts: Float64Array.from(all, (n) => n * 100),
      lengths: Uint32Array.from(all, () => 99),
      failed: Uint8Array.from(all, (n) => (n % 3 === 0 ? 1 : 0)),
    });
    const { numbers } = own[0]!;
    expect(numbers.length).toBe(count * 4);
    const key = (n: number) => numbers.subarray(n * 4, n * 4 + 4).join();
    expect(new Set(all.map((_, n) => key(n))).size).toBe(7);
    expect(key(2000)).toBe(key(2000 - 7));
  });

  it('are none where no rule compares records, and of no rule that is switched off', () => {
    const { counted, segment } = collected([{ ref: 'U1', agency: 'a', colour: '', text: 'seen', tags: 'x', flag: 'Y' }], [0, 2]);
    expect(counted).toEqual([[1, 3, 4]]);
    expect(segment.keys.map(({ rule: index }) => index)).toEqual([1, 3, 4]);
    const none = collected([{ ref: 'U1' }], [0, 1, 2, 3, 4]);
    expect([none.counted, none.segment.spots.count, none.segment.keys]).toEqual([[[]], 0, []]);
  });

  it('are no longer made by a rule that crashed', () => {
    const broken: Codelist = {
      ...agencies,
      entries: Object.assign(new Map(agencies.entries), {
        has(code: string) {
          if (code === '?') throw new Error('out of order');
          return true;
        },
      }),
    };
    const rules = compileRules(pack(FIELDS, RULES, [broken, colours]), '2026-06-30');
    const keys = collectKeys(rules, new Set());
    const counted = ['a', '?', 'a'].map((agency) => {
      const one = recordOf(rules.pack, { ref: 'U1', agency, text: 'seen', tags: 'x' });
      rules.look(one);
      return [...keys.add(one)];
    });
    expect(counted).toEqual([
      [0, 2, 3, 4],
      [2, 3, 4],
      [2, 3, 4],
    ]);
    expect([...keys.crashes]).toEqual([[0, 'out of order']]);
  });
});
