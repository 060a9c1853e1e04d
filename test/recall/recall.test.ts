import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileRules, type Judgement, makeJudge } from '../../src/check/index.ts';
import { dayOfIso, minuteOfIso, monthOfDay, monthOfIso, NO_DAY } from '../../src/model/day.ts';
import type { Pack, RecordRule } from '../../src/model/pack.ts';
import type { Recall } from '../../src/model/recall.ts';
import type { Encoding } from '../../src/model/source.ts';
import { headerFinder, makeRecord, planColumns, sourcesOf } from '../../src/normalise/index.ts';
import { loadPack } from '../../src/packs/index.ts';
import { readSegment, survey } from '../../src/read/index.ts';
import { openRecall } from '../../src/recall/recall.ts';
import { fileOf } from '../read/reading.ts';
import { codelist, field, pack as packOf, rule } from '../small-pack.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const AS_OF = '2026-06-30';

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A text with other digits and letters of the same kinds in some places. */
const varied = (one: string, random: () => number): string =>
  one.replace(/[0-9A-Z]/g, (character) => {
    if (random() < 0.6) return character;
    const of = /[0-9]/.test(character) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    return of[Math.floor(random() * of.length)]!;
  });

/** Texts that the examples of a pack's rules give each field, and some that any cell may hold. */
function textsOf({ fields, rules }: Pack): readonly (readonly string[])[] {
  const any = ['   ', ' x ', 'N/A', 'Ã©', 'café', 'a "b" c', 'two\nlines', 'x'.repeat(64), 'y'.repeat(65), 'z'.repeat(300)];
  const dates = [
    '2026-03-04',
    '2026-07-01T09:15',
    '2026-02-30',
    '2026-07-31T23:30:15Z',
    '2026-01-31T10:30:15Z',
    '04/03/2026',
    '1899-13-01',
    '2026-06-30',
    '2026-06-29T23:30:15Z',
    '1970-01-01',
  ];
  return fields.map(({ name, type }) => {
    const given = rules.flatMap(({ examples }) =>
      [...examples.pass, ...examples.fail]
        .flatMap(({ records = [] }) => records)
        .map((record) => record[name])
        .flatMap((cell) => (cell === null || cell === undefined ? [] : [Array.isArray(cell) ? cell.join(';') : String(cell)])),
    );
    return [...new Set([...given, ...(type === 'date' ? dates : []), ...any])];
  });
}

const outcomes = ({ profiles, profileCount, own, failed, coding }: Judgement) => {
  const all = [...profiles.slice(0, profileCount), own];
  const of = (which: 'passed' | 'failed') => all.flatMap((one) => one[which]).sort((a, b) => a - b);
  return { passed: of('passed'), failed: of('failed'), checks: failed.map(({ rule: index, at }) => `${index} ${at}`).sort(), coding };
};

interface Trial {
  readonly pack: Pack;
  readonly name: string;
  readonly text: string | Buffer;
  readonly set?: Readonly<Record<string, string>>;
  readonly mostKnown?: number;
  readonly encoding?: Encoding;
}

/** Judges all records of a file with a recall and without: they must come out the same. @returns how much was recalled */
async function compare({ pack, name, text, set = {}, mostKnown, encoding }: Trial) {
  const rules = compileRules(pack, AS_OF);
  const plainRules = compileRules(pack, AS_OF);
  const found = { records: 0, cells: 0, shapes: 0, days: 0, crashes: 0, opens: pack.fields.map(() => 0) };
  const path = fileOf(text, name);
  const file = await survey(path, name, { findHeader: headerFinder(pack.fields, undefined), encoding });
  const plan = planColumns(file.columns, file.headerLine ?? 0, pack.fields, undefined, set);
  const recalled = makeJudge(rules, plan.missing, (asked) =>
    openRecall(sourcesOf(pack, plan), asked, file.encoding === 'utf-8', mostKnown),
  );
  const recall: Recall = recalled.recall!;
  const plain = makeJudge(plainRules, plan.missing);
  const one = makeRecord(pack, plan, undefined, rules.shapes, recall);
  const other = makeRecord(pack, plan, undefined, plainRules.shapes);
  for (const segment of file.segments)
    await readSegment(file, segment, {
      fault: () => undefined,
      row(view) {
        if (view.ragged) return;
        one.load(view);
        other.load(view);
        const told = outcomes(recalled.judge(one));
        const expected = outcomes(plain.judge(other));
        const at = () => `${name} record ${view.record}`;
        if (JSON.stringify(told) !== JSON.stringify(expected)) expect(told, at()).toEqual(expected);
        found.records++;
        for (const index of pack.fields.keys()) {
          const number = recall.numbers[index]!;
          if (number === 0) found.opens[index]!++;
          if (number > 0) found.cells++;
          if (number < 0) found.shapes++;
          const [a, b] = [one.reading(index), other.reading(index)];
          if (a.state !== b.state || String(a.value) !== String(b.value) || a.written !== b.written)
            expect([a.state, a.value, a.written], `${at()} ${pack.fields[index]!.name}`).toEqual([b.state, b.value, b.written]);
          const day = one.day!(index);
          if (day !== NO_DAY) {
            found.days++;
            const [iso, minute] = [String(b.value), one.minute!(index)];
            if (b.state !== 'readable' || day !== dayOfIso(iso) || minute !== minuteOfIso(iso) || monthOfDay(day) !== monthOfIso(iso))
              expect([b.state, day, minute], `${at()} ${iso}`).toEqual(['readable', dayOfIso(iso), minuteOfIso(iso)]);
          }
          if (rules.marks[index] !== plainRules.marks[index])
            expect(rules.marks[index], `${at()} marks of ${pack.fields[index]!.name}`).toBe(plainRules.marks[index]);
        }
      },
    });
  expect([...recalled.crashes]).toEqual([...plain.crashes]);
  expect(one.takeDateForms()).toEqual(other.takeDateForms());
  found.crashes = plain.crashes.size;
  return found;
}

const quoted = (cell: string, random: () => number): string =>
  /[",\n]/.test(cell) || random() < 0.1 ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Rows of cells, of which some come again and again, some are of one shape, and some are new. */
function rowsOf(pack: Pack, headings: readonly string[], count: number, random: () => number): string[][] {
  const texts = textsOf(pack);
  const columns = headings.map((heading) => texts[pack.fields.findIndex(({ name }) => name === heading)]!);
  return Array.from({ length: count }, () =>
    columns.map((own) => {
      if (random() < 0.25) return '';
      const picked = own[Math.floor(random() ** 2 * own.length)]!;
      return random() < 0.5 ? picked : varied(picked, random);
    }),
  );
}

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[], random: () => number): string =>
  [headings, ...rows].map((row) => row.map((cell) => quoted(cell, random)).join(',')).join('\n');

test('records are judged and read the same with a recall as without, whatever stands in a table', async () => {
  const pack = loadPack({ packs: ['oic', 'pole'], codelists: [], rulesRoot: RULES });
  const random = chance(20261122);
  const all = pack.fields.map(({ name }) => name);
  const some = all.filter((name) => name !== 'source_system' && name !== 'handling_code').reverse();
  for (const [headings, set] of [
    [all, {}],
    [some, { source_system: 'ATLAS' }],
  ] as const) {
    // A row that is too long to be looked up stands among them.
    const rows = rowsOf(pack, headings, 2000, random).map((row, at) => (at === 900 ? row.map((cell) => cell.padEnd(3000, 'w')) : row));
    const found = await compare({ pack, name: 'batch.csv', text: tableOf(headings, rows, random), set });
    expect(found.records).toBeGreaterThan(1950);
    expect(found.cells).toBeGreaterThan(20_000);
  }
});

test('the same holds of JSON Lines, where a key may be left out and a value may be a list or nested', async () => {
  const pack = loadPack({ packs: ['oic'], codelists: [], rulesRoot: RULES });
  const random = chance(7);
  const headings = pack.fields.map(({ name }) => name);
  const lines = rowsOf(pack, headings, 1500, random).map((row) => {
    const entries = row.flatMap((cell, at): [string, unknown][] => {
      const heading = headings[at]!;
      const pick = random();
      if (cell === '' && pick < 0.5) return [];
      if (pick < 0.02) return [[heading, null]];
      if (pick < 0.03) return [[heading, { nested: cell }]];
      return [[heading, cell.includes(';') && pick < 0.6 ? cell.split(';') : cell]];
    });
    if (random() < 0.3) entries.reverse();
    return JSON.stringify(Object.fromEntries(entries));
  });
  const found = await compare({ pack, name: 'batch.jsonl', text: lines.join('\n') });
  expect(found.records).toBe(1500);
  expect(found.cells).toBeGreaterThan(10_000);
});

test('what is forgotten in between is found out again', async () => {
  const pack = loadPack({ packs: ['oic'], codelists: [], rulesRoot: RULES });
  const random = chance(11);
  const headings = pack.fields.map(({ name }) => name);
  const text = tableOf(headings, rowsOf(pack, headings, 800, random), random);
  for (const mostKnown of [1, 40, 400]) expect((await compare({ pack, name: 'batch.csv', text, mostKnown })).records).toBeGreaterThan(780);
});

test('cells that never come again are recalled by their shapes, dates among them only if they are dates', async () => {
  const day = field('day', { type: 'date' });
  const stamp = field('stamp', { splits: [{ pattern: '^([0-9-]{10})T[0-9:]+Z$', into: ['part'] }] });
  const of = packOf(
    [field('ref'), day, stamp, field('part', { type: 'date' })],
    [
      rule('t/ref', { at: ['ref'], expect: { ref: { pattern: '^[A-Z]{2}[0-9]+$' } } }),
      rule('t/day', { at: ['day'], when: { day: true }, expect: { day: { readable: true } } }),
      rule('t/part', { at: ['part'], when: { part: true }, expect: { part: { readable: true } } }),
    ],
  );
  const random = chance(5);
  const two = (number: number) => String(number).padStart(2, '0');
  const rows = Array.from({ length: 20_000 }, (_, n) => {
    const month = 1 + Math.floor(random() * 13);
    const date = `${1000 + Math.floor(random() * 2000)}-${two(month)}-${two(1 + Math.floor(random() * 31))}`;
    const time = `${two(Math.floor(random() * 25))}:${two(Math.floor(random() * 60))}:${two(Math.floor(random() * 61))}`;
    return [random() < 0.1 ? `X${n}` : `AB${100_000 + n}`, random() < 0.5 ? date : `${date}T${time}Z`, `${date}T${time}Z`];
  });
  const found = await compare({ pack: of, name: 'days.csv', text: tableOf(['ref', 'day', 'stamp'], rows, random) });
  expect(found.records).toBe(20_000);
  expect(found.shapes).toBeGreaterThan(20_000);
  expect(found.days).toBeGreaterThan(20_000);
});

test('new cells of a field are recalled by their shape but for texts that a list has, and dates by the days that rules look at', async () => {
  const list = codelist('none', [{ code: 'NK' }, { code: '0000' }, { code: '1234' }, { code: 'AB12' }, { code: '1970-01-01' }]);
  const not = { not: { inCodelist: { list: 'none', state: 'known', spelling: true } } };
  const of = packOf(
    [field('officer'), field('day', { type: 'date' }), field('time', { type: 'date' })],
    [
      rule('t/none', { at: ['officer', 'day'], when: { '@': true }, expect: { '@': not } }),
      rule('t/future', { at: ['day', 'time'], when: { '@': true }, expect: { '@': { notAfter: { asOf: true } } } }),
      rule('t/order', { at: ['day'], when: { day: true, time: true }, expect: { day: { notAfter: { field: 'time', days: 1 } } } }),
    ] as never,
    [list],
  );
  const random = chance(17);
  const two = (number: number) => String(number).padStart(2, '0');
  const dayAt = () => new Date(Date.UTC(random() < 0.1 ? 1970 : 2026, 0, Math.floor(random() * 400))).toISOString().slice(0, 10);
  const rows = Array.from({ length: 25_000 }, () => {
    const number = String(Math.floor(random() * 10_000)).padStart(4, '0');
    const officer = random() < 0.1 ? 'NK' : random() < 0.2 ? `${random() < 0.5 ? 'AB' : 'XY'}${number.slice(2)}` : number;
    const time = `${two(Math.floor(random() * 24))}:${two(Math.floor(random() * 60))}:00`;
    return [officer, dayAt(), `${dayAt()}T${time}${random() < 0.5 ? 'Z' : ''}`];
  });
  const found = await compare({ pack: of, name: 'new.csv', text: tableOf(['officer', 'day', 'time'], rows, random) });
  expect(found.records).toBe(25_000);
  expect(found.shapes).toBeGreaterThan(25_000);
  expect(found.days).toBeGreaterThan(40_000);
});

test('a field of which thousands of cells come again and thousands do not forgets them now and then', async () => {
  const list = codelist('codes', [{ code: 'C1' }, { code: 'C2' }]);
  const of = packOf(
    [field('code', { codelist: 'codes', type: 'code' }), field('other')],
    [
      rule('t/code', { at: ['code'], when: { code: true }, expect: { code: { inCodelist: 'codes' } } }),
      rule('t/other', { at: ['other'], when: { other: true, code: true }, expect: { other: { pattern: '^C.[0-4]$' } } }),
    ],
    [list],
  );
  const random = chance(3);
  const rows = Array.from({ length: 15_000 }, (_, n) => {
    const cell = () => (random() < 0.6 ? `C${Math.floor(random() * 40)}` : `N${n}`);
    return [cell(), cell()];
  });
  const found = await compare({ pack: of, name: 'codes.csv', text: tableOf(['code', 'other'], rows, random) });
  expect(found.records).toBe(15_000);
  expect(found).toMatchObject({ crashes: 0 });
  expect(found.cells).toBeGreaterThan(12_000);
});

test('the room of cells that were forgotten is used for others, so that all else stays known', async () => {
  const names = Array.from({ length: 4 }, (_, n) => `code${n}`);
  const list = codelist('codes', [{ code: 'C1' }]);
  const of = packOf(
    [field('kind'), ...names.map((name) => field(name, { codelist: 'codes', type: 'code' }))],
    ['kind', ...names].map((name) => rule(`t/${name}`, { at: [name], when: { [name]: true }, expect: { [name]: { maxLength: 70 } } })),
    [list],
  );
  const random = chance(9);
  const cell = (n: number) => (random() < 0.6 ? 'C1' : `N${String(n).padStart(58, '0')}`);
  const rows = Array.from({ length: 26_000 }, (_, n) => ['K', ...names.map(() => cell(n))]);
  const found = await compare({ pack: of, name: 'room.csv', text: tableOf(['kind', ...names], rows, random) });
  expect(found.records).toBe(26_000);
  // Once plain, and once in quotes.
  expect(found.opens[0]).toBe(2);
});

test('long texts are recalled by their first character and how many characters they have, unless more is asked of them', async () => {
  const is = (schema: object) => ({ when: { '@': true }, expect: { '@': schema } }) as Pick<RecordRule, 'when' | 'expect'>;
  const of = packOf(
    [field('text'), field('other')],
    [
      rule('t/long', { at: ['text'], ...is({ minLength: 80, maxLength: 99 }) }),
      rule('t/filler', { at: ['text'], ...is({ not: { pattern: '^(?:TBC|none) ?[.z]*$' } }) }),
      rule('t/one', { at: ['text'], ...is({ not: { enum: ['Q'.repeat(90), 'R'.repeat(91)] } }) }),
      rule('t/mangled', { at: ['*'], ...is({ not: { pattern: '\\u00c3|\\ufffd' } }) }),
      rule('t/other', {
        at: ['other'],
        when: { other: true, text: { minLength: 80 } },
        expect: { other: { pattern: '^[a-z]+$' } },
      } as never),
    ],
  );
  const random = chance(29);
  const odd = ['"', '""', 'é', '£', '€', '😀', '\u00c3', '\ufffd', '\u0007', '\t', '\n', '\ud800', '\ufeff', '\u007f', '\u00a0'];
  const textOf = (pieces: readonly string[]): string => {
    const starts = ['Seen', 'As', 'Last', 'He', '1.', 'Told', 'TBC', 'none', 'Q', 'R', '"Q"', ' S', 'é'];
    const start = starts[Math.floor(random() * starts.length)]!;
    let text = random() < 0.1 ? start.charAt(0) : start;
    const fill = start.length === 1 ? start : 'z';
    while (text.length < 60 + Math.floor(random() * 20)) text += random() < 0.02 ? pieces[Math.floor(random() * pieces.length)]! : fill;
    return text.padEnd(60 + Math.floor(random() * 45), fill) + (random() < 0.05 ? ' ' : '');
  };
  const rowsOf = (pieces: readonly string[]) =>
    Array.from({ length: 12_000 }, () => [textOf(pieces), random() < 0.5 ? 'a' : textOf(pieces)]);
  const trials = [
    { name: 'utf-8.csv', text: tableOf(['text', 'other'], rowsOf(odd), random) },
    { name: 'windows-1252.csv', text: Buffer.from(tableOf(['text', 'other'], rowsOf(['é', '£', '""', '\u00c3\u00a9']), random), 'latin1') },
    {
      name: 'lines.jsonl',
      text: rowsOf(odd)
        .map(([text, other]) => JSON.stringify({ text, other }))
        .join('\n'),
    },
  ];
  const told: number[] = [];
  for (const trial of trials) {
    const found = await compare({ pack: of, ...trial });
    expect(found.records, trial.name).toBeGreaterThan(11_000);
    told.push(found.records - found.opens[0]!);
  }
  // About half begin with a character with which nothing begins that is asked for, and most of these have nothing odd in them.
  for (const count of told) expect(count).toBeGreaterThan(2500);
});

test('lists of codes are recalled by what is known of their items, how many there are, and whether they differ', async () => {
  const names = Array.from({ length: 24 }, (_, n) => ({ code: `c${n}`, label: `Code ${n}` }));
  const list = codelist('codes', names);
  const is = (schema: object) => ({ when: { '@': true }, expect: { '@': schema } }) as Pick<RecordRule, 'when' | 'expect'>;
  const of = packOf(
    [
      field('tags', { codelist: 'codes', type: 'code', list: true }),
      field('kinds', { codelist: 'codes', type: 'lookup', list: true }),
      field('others', { codelist: 'codes', type: 'code', list: true }),
    ],
    [
      rule('t/known', { at: ['tags', 'kinds', 'others'], ...is({ inCodelist: 'codes' }) }),
      rule('t/odd', { at: ['tags', 'kinds'], ...is({ not: { enum: ['c3', 'c7'] } }) }),
      rule('t/twice', { at: ['tags', 'kinds'], ...is({ uniqueItems: true }) }),
      rule('t/few', { at: ['tags'], ...is({ anyOf: [{ minItems: 2, maxItems: 4 }, { not: { uniqueItems: true } }] }) }),
      rule('t/any', { at: ['others'], ...is({ contains: { const: 'c5' } }) }),
      rule('t/both', { at: ['kinds'], when: { kinds: { minItems: 3 } }, expect: { tags: { maxItems: 5 } } } as Partial<RecordRule>),
    ],
    [list],
  );
  const random = chance(31);
  const itemOf = (): string => {
    const pick = random();
    const number = Math.floor(random() ** 2 * names.length);
    if (pick < 0.9) return `c${number}`;
    return pick < 0.95 ? `Code ${number}` : (['', ' c1', 'c2 ', 'x', 'é', '  ', 'C3'][Math.floor(random() * 7)] ?? '');
  };
  const cellOf = () => Array.from({ length: 1 + Math.floor(random() ** 3 * 20) }, itemOf).join(';');
  const rows = Array.from({ length: 15_000 }, () => [cellOf(), cellOf(), cellOf()]);
  const found = await compare({ pack: of, name: 'lists.csv', text: tableOf(['tags', 'kinds', 'others'], rows, random) });
  expect(found.records).toBe(15_000);
  // Most lists have no odd item, and few come twice.
  expect(found.opens[0]).toBeLessThan(7000);
  expect(found.opens[1]).toBeLessThan(7000);
  expect(found.opens[2]).toBeGreaterThan(9000);
  const lines = rows.map(([tags, kinds, others]) => JSON.stringify({ tags, kinds: kinds!.split(';'), others })).join('\n');
  expect((await compare({ pack: of, name: 'lists.jsonl', text: lines })).opens[0]).toBeLessThan(7000);
});

test('an item is not taken for the code whose bytes it would have in another encoding', async () => {
  const list = codelist('codes', [{ code: 'é' }, { code: 'c1' }, { code: 'c2' }]);
  const of = packOf(
    [field('tags', { codelist: 'codes', type: 'code', list: true }), field('other')],
    [rule('t/known', { at: ['tags'], when: { tags: true }, expect: { tags: { inCodelist: 'codes' } } })],
    [list],
  );
  const rows = ['c1;c2', 'é', 'c1;é', 'é;c2', 'c1;c1;Ã©', 'c1;c2;Ã©', 'c2;c1;c1', 'c2;c2;c1'].map((cell) => [cell, 'a']);
  const text = tableOf(['tags', 'other'], rows, () => 1);
  const found = await compare({ pack: of, name: 'codes.csv', text: Buffer.from(text, 'latin1'), encoding: 'windows-1252' });
  expect(found.records).toBe(rows.length);
});

test('lists whose codes are in force at some times only are recalled as they are written', async () => {
  const list = codelist('codes', [{ code: 'c1', valid_from: '2026-01-01' }, { code: 'c2', valid_to: '2026-01-31' }, { code: 'c3' }]);
  const of = packOf(
    [field('tags', { codelist: 'codes', type: 'code', list: true }), field('day', { type: 'date', role: 'date' })],
    [
      rule('t/known', { at: ['tags'], when: { tags: true }, expect: { tags: { inCodelist: 'codes' } } }),
      rule('t/known-ever', {
        at: ['tags'],
        when: { tags: true },
        expect: { tags: { inCodelist: { list: 'codes', state: 'known' } } },
      } as never),
    ],
    [list],
  );
  const random = chance(37);
  const itemOf = () => `c${1 + Math.floor(random() * 3)}`;
  const rows = Array.from({ length: 4000 }, () => [
    Array.from({ length: 1 + Math.floor(random() * 3) }, itemOf).join(';'),
    new Date(Date.UTC(2025, 11, 1 + Math.floor(random() * 80))).toISOString().slice(0, 10),
  ]);
  const found = await compare({ pack: of, name: 'dated.csv', text: tableOf(['tags', 'day'], rows, random) });
  expect(found.records).toBe(4000);
  // There are 39 lists, each once plain and once in quotes.
  expect(found.opens[0]).toBeLessThan(80);
});

test('what is beyond all measure is not recalled', () => {
  const sources = (count: number) => ({
    columnOf: new Int32Array(count),
    wholeOf: new Int32Array(count),
    isConstant: new Uint8Array(count),
  });
  const none = { fields: [0], questions: [], words: 1, unwanted: [] };
  const one = { fields: new Int32Array(300), bits: new Int32Array(300), identities: new Int32Array(0), isDated: false };
  expect(openRecall(sources(256), none, true)).toBeDefined();
  expect(openRecall(sources(257), none, true)).toBeUndefined();
  expect(openRecall(sources(8), { ...none, words: 17 }, true)).toBeUndefined();
  expect(openRecall(sources(8), { ...none, questions: [one] }, true)).toBeUndefined();
});

test('a rule that crashes is left out from the same record on', async () => {
  const list = codelist('codes', [{ code: 'A1' }]);
  const entries = { ...list.entries, values: () => list.entries.values(), get: (code: string) => throwing(list.entries.get(code), code) };
  const throwing = <T>(what: T, code: string): T => {
    if (code === 'A7') throw new Error('out of order');
    return what;
  };
  const of = packOf(
    [field('urn'), field('codes', { codelist: 'codes' }), field('more')],
    [
      rule('t/a', {
        at: ['codes', 'more'],
        when: { codes: true, more: true },
        expect: { codes: { inCodelist: 'codes' }, more: { maxLength: 2 } },
      }),
      rule('t/b', { at: ['urn'], expect: { urn: true } }),
    ],
    [{ ...list, entries: entries as never }],
  );
  const rows = Array.from({ length: 60 }, (_, n) => [n % 3 === 0 ? '' : `U${n % 5}`, `A${n < 30 ? n % 7 : 7}`, 'abc'.slice(0, n % 4)]);
  const found = await compare({ pack: of, name: 'codes.csv', text: tableOf(['urn', 'codes', 'more'], rows, chance(1)) });
  expect(found).toMatchObject({ records: 60, crashes: 1 });
});

test('long texts are judged by their bytes where these tell enough, and by what they say otherwise', async () => {
  const list = codelist('none', [{ code: 'NK' }, { code: 'none '.repeat(16).trim() }]);
  const noLines = rule('t/lines', { at: ['*'], when: { '@': true }, expect: { '@': { not: { characters: { any: ['000A'] } } } } });
  const withRules = (more: readonly object[]) =>
    packOf(
      [field('ref'), field('summary'), field('notes')],
      [
        ...more,
        rule('t/length', { at: ['summary'], when: { summary: true }, expect: { summary: { minLength: 80, maxLength: 300 } } }),
        rule('t/filler', { at: ['summary'], when: { summary: true }, expect: { summary: { not: { pattern: '^(?:tbc|none)' } } } }),
        rule('t/capital', { at: ['summary'], when: { summary: true }, expect: { summary: { pattern: '^[A-Z\\u00C0-\\u00DE]' } } }),
        rule('t/listed', {
          at: ['notes'],
          when: { notes: true },
          expect: { notes: { not: { inCodelist: { list: 'none', state: 'known' } } } },
        }),
        rule('t/either', { at: ['notes'], when: { notes: true }, expect: { notes: { anyOf: [{ maxLength: 90 }, { pattern: '^A' }] } } }),
        rule('t/control', { at: ['*'], when: { '@': true }, expect: { '@': { not: { pattern: '[\\u0080-\\u009F]' } } } }),
      ] as never,
      [list],
    );
  const random = chance(23);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const long = (): string => {
    const begin = pick(['tbc', 'none ', 'A ', 'a ', 'Éa', '"', ' ', '\t', '\u00a0', '\ufeff', '', 'Z']);
    const body = pick(['seen ', 'none ', 'w']).repeat(Math.floor(random() * 80));
    return `${begin}${body}${pick(['', '', '', 'é', '\u0085', '\n', '""', '\u007f', '€ '])}${pick(['.', ' ', ''])}`;
  };
  // This asks for each text, after some hundreds of which the bytes are left alone.
  for (let file = 0; file < 12; file++) {
    const rows = Array.from({ length: 500 }, (_, n) => [`R${n}`, long(), long()]);
    // Where a rule asks for line ends, a text with one is not as plain as others.
    const of = withRules(file % 2 === 0 ? [] : [noLines]);
    const found = await compare({ pack: of, name: 'long.csv', text: tableOf(['ref', 'summary', 'notes'], rows, random) });
    expect(found).toMatchObject({ records: 500, crashes: 0 });
  }
});
