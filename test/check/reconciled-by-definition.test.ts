import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHits,
  buildIndex,
  compileRules,
  judgeRows,
  makeJudge,
  makeMatcher,
  noHits,
  openReference,
  plansToRead,
  ROW_FAILED,
  ROW_NOT_JUDGED,
  ROW_OUT_OF_PERIOD,
  ROW_PASSED,
} from '../../src/check/index.ts';
import type { Rule } from '../../src/model/pack.ts';
import type { Conditions } from '../../src/model/rule-words.ts';
import { memoryStore, openNumbers } from '../../src/spool/numbers.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';

const AS_OF = '2026-03-10';
type Cells = Readonly<Record<string, string>>;
const FIELDS = ['ref', 'agency', 'group', 'sent'];
const COLUMNS = ['day', 'status', 'agency', 'ref'];

const BY_REF = { relations: [{ kind: 'equal', field: 'ref', column: 'ref' }], when: {} };
const NEARLY = {
  relations: [
    { kind: 'near', field: 'sent', column: 'day', days: 1 },
    { kind: 'equal', field: 'agency', column: 'agency' },
    { kind: 'absent', field: 'ref', column: 'ref' },
  ],
  when: { group: { not: { const: 'shut' } } },
};
const BY_TWO = {
  relations: [
    { kind: 'equal', field: 'agency', column: 'agency' },
    { kind: 'equal', field: 'group', column: 'status' },
  ],
  when: { group: true },
};
const AGREES_AGENCY = { kind: 'equal', field: 'agency', column: 'agency' };
const NOT_LATE = { kind: 'notAfter', field: 'sent', column: 'day', days: 2 };
const OPEN = { status: { const: 'open' } };

const reconcile = (id: string, at: string, judges: string, more: object): Rule =>
  ({ ...rule(`t/${id}`, { at: [at] }), kind: 'reconcile', reference: 'log', judges, ...more }) as unknown as Rule;
const match = (id: string, at: string, ways: readonly object[], more: object = {}) =>
  reconcile(id, at, 'record', { match: ways, agrees: [], first: false, ...more });

const RULES: readonly Rule[] = [
  match('unknown', 'ref', [BY_REF], { when: { ref: true } }),
  match('mismatch', 'agency', [BY_REF, BY_TWO], { agrees: [AGREES_AGENCY] }),
  match('slow', 'sent', [BY_REF], { agrees: [AGREES_AGENCY, NOT_LATE] }),
  match('late', 'sent', [BY_REF], { agrees: [NOT_LATE], first: true }),
  match('shut', 'ref', [BY_TWO], { satisfies: OPEN, when: { group: { const: 'open' } } }),
  match('guessed', 'ref', [BY_REF, NEARLY], { byWay: 1, when: { group: { const: 'open' } } }),
  match('any', 'ref', [NEARLY, BY_REF]),
  match('other', 'group', [BY_REF], { agrees: [{ kind: 'equal', field: 'group', column: 'status' }] }),
  match('dated', 'group', [BY_TWO], { effective: { from: '2026-03-04', to: '2026-03-06' } }),
  match('from', 'group', [BY_TWO], { effective: { from: '2026-03-05' } }),
  match('to', 'group', [BY_TWO], { effective: { to: '2026-03-05' } }),
  reconcile('served', 'ref', 'row', { match: [BY_REF, NEARLY], period: { column: 'day', graceDays: 2 } }),
  reconcile('recent', 'status', 'row', { match: [BY_TWO, BY_REF], withinDays: 4, when: OPEN }),
  reconcile('near', 'agency', 'row', { match: [NEARLY], when: { agency: true } }),
  reconcile('repeated', 'ref', 'repeats', { columns: ['ref'] }),
  reconcile('twice', 'agency', 'repeats', { columns: ['status', 'agency'], when: OPEN }),
];
const numberOf = (id: string) => RULES.findIndex((one) => one.id === `t/${id}`);

const agencies = codelist('agencies', [{ code: 'a' }, { code: 'b' }]);
const agency = field('agency', { type: 'lookup', codelist: 'agencies', role: 'agency' });
const OF = pack([field('ref'), agency, field('group'), field('sent', { type: 'date', role: 'date' })], RULES, [agencies], {
  references: [{ name: 'log', title: 'Log', columns: [field('day', { type: 'date' }), field('status'), agency, field('ref')] }],
});

/** Compares records, cut into jobs, with rows as a run does. */
function reconciled(jobs: readonly (readonly Cells[])[], rows: readonly Cells[], missing: readonly string[] = []) {
  const rules = compileRules(OF, AS_OF);
  const plan = rules.references[0]!;
  const builder = buildIndex(plan, 'log.csv', AS_OF, memoryStore(), openNumbers);
  for (const [at, row] of rows.entries()) builder.add(recordOf(plan.view, row, at + 1));
  const reference = openReference(plan, builder.finish(), openNumbers);
  const places = rows.map((_, at) => [reference.line(at), reference.start(at), reference.end(at)]);
  expect(places).toEqual(rows.map((_, at) => [at + 2, at * 100 + 100, at * 100 + 199]));
  const merged = noHits(plan.trackers);
  const lacking = missing.map((name) => FIELDS.indexOf(name));
  const found: { job: number; record: number; passed: number[]; failures: object[] }[] = [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let skipped: ReadonlyMap<number, readonly number[]> = new Map();
  for (const [job, records] of jobs.entries()) {
    const judge = makeJudge(rules, lacking);
    const matcher = makeMatcher(rules, [reference], lacking);
    skipped = matcher.skipped;
    for (const [at, cells] of records.entries()) {
      const record = recordOf(OF, cells, at + 1);
      const { own } = judge.judge(record);
      const failures = matcher.judge(record, own);
      found.push({ job, record: at + 1, passed: [...own.passed], failures: [...failures] });
      expect(own.failed).toEqual(failures.map((one) => one.rule));
    }
    expect(matcher.crashes.size).toBe(0);
    const hits = matcher.hits();
    addHits(merged, hits.references[0]!, job);
    first = Math.min(first, hits.period.first);
    last = Math.max(last, hits.period.last);
  }
  const {
    rows: judged,
    lateFailures,
    lags,
    judged: rulesOfRows,
  } = judgeRows(plan, reference, merged, { first, last }, AS_OF, new Set(skipped.keys()));
  const outcomes = Array.from(judged(), (one) => ({ row: one.row, outcomes: new Map(one.outcomes), failures: one.failures }));
  reference.close();
  return { found, lateFailures, lags, outcomes, rulesOfRows, skipped, period: { first, last } };
}

const dayOf = (iso: string | undefined) => (iso === undefined ? Number.NaN : Date.parse(iso.slice(0, 10)) / 86_400_000);
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const isDate = (text: string | undefined): text is string => text !== undefined && /^2026/.test(text);
const isLater = (date: string, other: string, days: number) =>
  date.length > 10 && other.length > 10
    ? Date.parse(`${date}Z`) - Date.parse(`${other}Z`) > days * 86_400_000
    : dayOf(date) - dayOf(other) > days;
const cell = (cells: Cells, name: string) => (cells[name] === '' ? undefined : cells[name]);
const fold = (text: string | undefined) => text?.toUpperCase();

interface Owner {
  readonly job: number;
  readonly record: number;
  readonly cells: Cells;
}

/** The same by what each rule means, looking at all pairs. */
function byDefinition(jobs: readonly (readonly Cells[])[], rows: readonly Cells[]) {
  const records: readonly Owner[] = jobs.flatMap((all, job) => all.map((cells, at) => ({ job, record: at + 1, cells })));
  const keyOf = (cells: Cells, names: readonly string[]) => {
    const key = names.map((name) => fold(cell(cells, name)));
    return key.includes(undefined) ? undefined : key.join('|');
  };
  const rowWith = (names: readonly string[], key: string | undefined) =>
    key === undefined ? -1 : rows.findIndex((row) => keyOf(row, names) === key);
  const byRef = ({ cells }: Owner) => rowWith(['ref'], keyOf(cells, ['ref']));
  const byTwo = ({ cells }: Owner) => rowWith(['agency', 'status'], keyOf(cells, ['agency', 'group']));
  const sent = ({ cells }: Owner) => (isDate(cell(cells, 'sent')) ? cells.sent : undefined);
  const counts = (one: Owner) => (sent(one) !== undefined && sent(one)!.slice(0, 10) <= AS_OF ? sent(one) : undefined);
  const mayGuess = ({ cells }: Owner) => cell(cells, 'ref') === undefined && cell(cells, 'group') !== undefined && cells.group !== 'shut';
  const nearRows = (one: Owner) =>
    rows.filter(
      (row) =>
        cell(row, 'ref') === undefined &&
        fold(cell(row, 'agency')) === fold(cell(one.cells, 'agency')) &&
        cell(row, 'agency') !== undefined &&
        isDate(cell(row, 'day')) &&
        Math.abs(dayOf(row.day) - dayOf(sent(one))) <= 1,
    );
  /** Rows in order of day take the earliest record that is left. */
  const guesses = new Map<number, Owner>();
  const taken = new Set<Owner>();
  const inOrder = [...rows.keys()]
    .filter((at) => isDate(cell(rows[at]!, 'day')))
    .sort((a, b) => dayOf(rows[a]!.day) - dayOf(rows[b]!.day) || a - b);
  const candidates = records
    .filter((one) => mayGuess(one) && sent(one) !== undefined)
    .sort((a, b) => dayOf(sent(a)) - dayOf(sent(b)) || a.job - b.job || a.record - b.record);
  for (const at of inOrder) {
    const one = candidates.find((owner) => !taken.has(owner) && nearRows(owner).includes(rows[at]!));
    if (one === undefined) continue;
    taken.add(one);
    guesses.set(at, one);
  }
  const dayKnown = (one: Owner) => (cell(one.cells, 'sent') === undefined ? AS_OF : sent(one)?.slice(0, 10));
  const within = (from: string, to: string) => (one: Owner) =>
    dayKnown(one) !== undefined && dayKnown(one)! >= from && dayKnown(one)! <= to;
  const isListed = (text: string | undefined) => text === 'a' || text === 'b';

  const place = (row: number, name: string) => ({ file: 'log.csv', line: row + 2, record: row + 1, field: name });
  /** Undefined: not judged. Null: passes. */
  type Verdict = { also: readonly object[]; facts: object } | null | undefined;
  const firstOf = (...found: readonly (readonly [row: number, column: string])[]) => found.find(([row]) => row !== -1);
  const ref = (one: Owner) => [byRef(one), 'ref'] as const;
  const two = (one: Owner) => [byTwo(one), 'agency'] as const;
  const exists = (found: readonly [number, string] | undefined): Verdict => (found === undefined ? { also: [], facts: {} } : null);
  const agencyOf = (one: Owner, found: readonly [number, string]): Verdict => {
    const [own, other] = [cell(one.cells, 'agency'), cell(rows[found[0]]!, 'agency')];
    if (!isListed(own) || !isListed(other)) return undefined;
    return own === other ? null : { also: [place(...found)], facts: { other } };
  };
  const lateFor = (one: Owner, row: number) => {
    const [own, other] = [sent(one), cell(rows[row]!, 'day')];
    return own === undefined || !isDate(other) ? undefined : isLater(own, other, 2);
  };
  const verdicts: Readonly<Record<string, (one: Owner) => Verdict>> = {
    unknown: (one) => (cell(one.cells, 'ref') === undefined ? undefined : exists(firstOf(ref(one)))),
    mismatch: (one) => {
      const found = firstOf(ref(one), two(one));
      return found && agencyOf(one, found);
    },
    slow: (one) => {
      const found = firstOf(ref(one));
      const agency = found && agencyOf(one, found);
      if (found === undefined || agency !== null) return agency;
      const late = lateFor(one, found[0]);
      return late === undefined ? undefined : late ? { also: [place(...found)], facts: {} } : null;
    },
    late: (one) => {
      const found = firstOf(ref(one));
      return found === undefined || lateFor(one, found[0]) === undefined ? undefined : null;
    },
    shut: (one) => {
      const found = cell(one.cells, 'group') === 'open' ? firstOf(two(one)) : undefined;
      return found && (rows[found[0]]!.status === 'open' ? null : { also: [place(...found)], facts: {} });
    },
    guessed: (one) => {
      if (one.cells.group !== 'open') return undefined;
      return byRef(one) !== -1 || (mayGuess(one) && nearRows(one).length > 0) ? null : undefined;
    },
    any: (one) => (mayGuess(one) && nearRows(one).length > 0 ? null : exists(firstOf(ref(one)))),
    other: (one) => {
      const found = firstOf(ref(one));
      const [own, other] = [cell(one.cells, 'group'), found && cell(rows[found[0]]!, 'status')];
      if (found === undefined || own === undefined || other === undefined) return undefined;
      return own === other ? null : { also: [place(...found)], facts: { other } };
    },
    dated: (one) => (within('2026-03-04', '2026-03-06')(one) ? exists(firstOf(two(one))) : undefined),
    from: (one) => (within('2026-03-05', '9999')(one) ? exists(firstOf(two(one))) : undefined),
    to: (one) => (within('0000', '2026-03-05')(one) ? exists(firstOf(two(one))) : undefined),
  };
  const atOf = (id: string) =>
    FIELDS.indexOf(RULES[numberOf(id)]!.kind === 'reconcile' ? (RULES[numberOf(id)] as { at: readonly string[] }).at[0]! : '');
  const found = records.map((one) => {
    const all = Object.entries(verdicts).map(([id, verdict]) => [id, verdict(one)] as const);
    return {
      job: one.job,
      record: one.record,
      passed: all.flatMap(([id, verdict]) => (verdict === null ? [numberOf(id)] : [])),
      failures: all.flatMap(([id, verdict]) => (verdict ? [{ rule: numberOf(id), at: atOf(id), ...verdict }] : [])),
    };
  });
  const days = records.flatMap((one) => (counts(one) === undefined ? [] : [dayOf(counts(one))]));
  const period = { first: Math.min(...days, Number.POSITIVE_INFINITY), last: Math.max(...days, Number.NEGATIVE_INFINITY) };

  const outcomes = rows.map((row, at) => {
    const all = new Map<number, number>();
    const failures: object[] = [];
    const note = (id: string, outcome: number, failure: object = {}) => {
      all.set(numberOf(id), outcome);
      if (outcome === ROW_FAILED)
        failures.push({
          rule: numberOf(id),
          at: COLUMNS.indexOf((RULES[numberOf(id)] as { at: readonly string[] }).at[0]!),
          also: [],
          facts: {},
          ...failure,
        });
    };
    const isRepeat = (names: readonly string[]) => keyOf(row, names) !== undefined && rowWith(names, keyOf(row, names)) !== at;
    const has = (find: (one: Owner) => number) => records.filter((one) => find(one) === at);

    const day = isDate(cell(row, 'day')) ? dayOf(row.day) : Number.NaN;
    const to = period.last - 2;
    if (isRepeat(['ref'])) note('served', ROW_NOT_JUDGED);
    else if (has(byRef).length > 0 || guesses.has(at)) note('served', ROW_PASSED);
    else if (!(day >= period.first && day <= to)) note('served', ROW_OUT_OF_PERIOD);
    else note('served', ROW_FAILED, { facts: { from: isoOf(period.first), to: isoOf(to) } });

    const own = [...has(byTwo), ...has(byRef)];
    const known = own.flatMap((one) => (counts(one) === undefined ? [] : [dayOf(counts(one))]));
    const age = known.length === 0 ? null : dayOf(AS_OF) - Math.max(...known);
    if (row.status !== 'open' || isRepeat(['agency', 'status'])) note('recent', ROW_NOT_JUDGED);
    else if (own.length > 0 && age === null) note('recent', ROW_NOT_JUDGED);
    else if (age !== null && age <= 4) note('recent', ROW_PASSED);
    else note('recent', ROW_FAILED, { facts: { limit: 4, last: age === null ? null : isoOf(dayOf(AS_OF) - age), days: age } });

    note('near', cell(row, 'agency') === undefined ? ROW_NOT_JUDGED : guesses.has(at) ? ROW_PASSED : ROW_FAILED);

    const repeats = (id: string, names: readonly string[], column: string, counted: boolean) => {
      const key = keyOf(row, names);
      if (key === undefined || !counted) return note(id, ROW_NOT_JUDGED);
      note(id, isRepeat(names) ? ROW_FAILED : ROW_PASSED, { also: [place(rowWith(names, key), column)] });
    };
    repeats('repeated', ['ref'], 'ref', true);
    repeats('twice', ['agency', 'status'], 'agency', row.status === 'open');
    return { row: at, outcomes: all, failures };
  });

  /** Of each row the earliest record that can be compared. */
  const earliest = rows.flatMap((row, at) => {
    const own = records.filter((one) => byRef(one) === at && lateFor(one, at) !== undefined);
    const minute = (one: Owner) => Date.parse(`${sent(one)!.padEnd(16, 'T00:00')}Z`) / 60_000 + (sent(one)!.length > 10 ? 0.5 : 0);
    const [first] = own.sort((a, b) => minute(a) - minute(b) || a.job - b.job || a.record - b.record);
    return first === undefined ? [] : [{ row: at, first, late: lateFor(first, at)!, days: dayOf(sent(first)) - dayOf(row.day) }];
  });
  const tardy = earliest.flatMap(({ row, first, late, days: lag }) =>
    late
      ? [
          {
            rule: numberOf('late'),
            row,
            job: first.job,
            record: first.record,
            also: [place(row, 'ref')].map((one) => ({ ...one, field: 'day' })),
            facts: { days: lag, limit: 2, other: isoOf(dayOf(rows[row]!.day)) },
          },
        ]
      : [],
  );
  const guessed = [...guesses].flatMap(([row, one]) =>
    one.cells.group !== 'open'
      ? []
      : [
          {
            rule: numberOf('guessed'),
            row,
            job: one.job,
            record: one.record,
            also: [{ ...place(row, 'ref'), field: 'day' }],
            facts: { days: Math.abs(dayOf(sent(one)) - dayOf(rows[row]!.day)) },
          },
        ],
  );
  const lags = new Map([[numberOf('late'), new Map(earliest.map(({ row, late, days: lag }) => [row, { days: lag, late }]))]]);
  return { found, period, outcomes, late: [...tardy, ...guessed], lags };
}

const text = (...texts: readonly string[]) => fc.constantFrom('', ...texts);
const date = text(
  '2026-03-01',
  '2026-03-03',
  '2026-03-04',
  '2026-03-05T10:30',
  '2026-03-05T10:31',
  '2026-03-06',
  '2026-03-07',
  '2026-03-10',
  '2026-03-11',
  'soon',
);
const record: fc.Arbitrary<Cells> = fc.record({
  ref: fc.oneof(fc.constant(''), text('R1', 'r1', 'R2', 'R3', 'R9')),
  agency: text('a', 'b', '?'),
  group: text('open', 'shut', 'x'),
  sent: date,
});
const row: fc.Arbitrary<Cells> = fc.record({
  day: date,
  status: text('open', 'shut'),
  agency: text('a', 'b', '?'),
  ref: fc.oneof(fc.constant(''), text('R1', 'R2', 'R3', 'R4')),
});

describe('records and the rows of another file', () => {
  it('have to do with each other what the rules mean, in whatever jobs the records are read', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(fc.array(record, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(row, { maxLength: 7 }),
        (jobs, rows) => {
          const made = reconciled(jobs, rows);
          const expected = byDefinition(jobs, rows);
          expect(made.found).toEqual(expected.found);
          expect(made.period).toEqual(expected.period);
          expect(made.outcomes).toEqual(expected.outcomes);
          expect(made.lags).toEqual(expected.lags);
          const late = made.lateFailures
            .filter(({ match: { rule: index }, rules }) => rules?.includes(index) !== false)
            .map(({ match: { rule: index }, row: at, job, record: number, line, start, end, also, facts, rules }) => {
              if (index === numberOf('guessed')) expect(rules).toEqual([index]);
              expect([line, start, end]).toEqual([number + 1, number * 100, number * 100 + 99]);
              return { rule: index, row: at, job, record: number, also, facts };
            });
          const inOrder = (all: readonly { rule: number; row: number }[]) => [...all].sort((a, b) => a.rule - b.rule || a.row - b.row);
          expect(inOrder(late)).toEqual(inOrder(expected.late));
          for (const { failures } of made.found) for (const one of failures) count(`${(one as { rule: number }).rule}`);
          for (const one of made.outcomes) for (const [index, outcome] of one.outcomes) count(`${index} ${outcome}`);
          for (const { match } of made.lateFailures) count(`late ${match.rule}`);
        },
      ),
      { seed: 20, numRuns: 150 },
    );
    function count(what: string) {
      seen.set(what, (seen.get(what) ?? 0) + 1);
    }
    // Each rule failed, and rows came to everything that they can come to.
    expect([...seen].filter(([, times]) => times > 5).length).toBeGreaterThan(20);
    expect(seen.get(`late ${numberOf('guessed')}`)).toBeGreaterThan(5);
  });

  it('are not compared by what a missing column holds, and the rules that need it are skipped', () => {
    const jobs = [[{ agency: 'a', group: 'open', sent: '2026-03-04' }]];
    const made = reconciled(jobs, [{ day: '2026-03-04', status: 'open', agency: 'a', ref: '' }], ['ref']);
    const skipped = ['unknown', 'mismatch', 'slow', 'late', 'guessed', 'any', 'other', 'served', 'recent'].map((id) => [numberOf(id), [0]]);
    expect([...made.skipped].sort(([a], [b]) => a - b)).toEqual(skipped);
    expect(made.rulesOfRows.map((index) => RULES[index]!.id)).toEqual(['t/near', 't/repeated', 't/twice']);
    expect(made.found).toMatchObject([{ passed: [numberOf('shut'), numberOf('dated'), numberOf('to')], failures: [] }]);
    // The row could have been served by a guess: none is made where nobody knows whether the record has a reference.
    expect(made.outcomes[0]!.outcomes.get(numberOf('near'))).toBe(ROW_FAILED);
    expect([...made.lags.keys()]).toEqual([]);
    const undated = reconciled([[{ ref: 'R1', agency: 'a', group: 'open' }]], [], ['sent']).skipped;
    expect([...undated.keys()].sort((a, b) => a - b)).toEqual(['slow', 'late', 'guessed', 'any', 'recent'].map(numberOf));
  });
});

describe('the plan of a comparison', () => {
  it('has each way, key, text, date and condition once', () => {
    const { keys, ways, texts, dates, conditions, trackers, agency: ofAgency } = plansToRead(OF)[0]!;
    const columns = (all: readonly number[]) => all.map((at) => COLUMNS[at]);
    expect(keys.map(columns)).toEqual([['ref'], ['status', 'agency']]);
    expect(
      ways.map(({ key, near, equal, absent, fields }) => [key, near?.days, columns(equal.map((one) => one.column)), absent.length, fields]),
    ).toEqual([
      [0, undefined, ['ref'], 0, [0]],
      [1, undefined, ['status', 'agency'], 0, [1, 2]],
      [-1, 1, ['agency'], 1, [3, 1, 0]],
    ]);
    expect([columns(texts), columns(dates), conditions as readonly Conditions[], trackers]).toEqual([
      ['agency', 'status'],
      ['day'],
      [OPEN, {}, { agency: true }],
      4,
    ]);
    expect(ofAgency).toBe(0);
  });

  it('has the dates that rows are near by, also where nothing else is asked of them', () => {
    const near = [
      reconcile('near', 'agency', 'row', { match: [NEARLY] }),
      reconcile('by-two', 'ref', 'row', { match: [BY_TWO], withinDays: 3 }),
    ];
    const { dates, texts, rows, repeats, matches } = plansToRead({ ...OF, rules: near })[0]!;
    expect([dates, texts, repeats, matches]).toEqual([[0], [2], [], []]);
    // Which records count rests on their date too.
    expect(rows.map(({ fields }) => fields)).toEqual([[], [1, 2, 3]]);
    const undated = { ...OF, rules: near, fields: OF.fields.map((one) => ({ ...one, role: undefined })) } as unknown as typeof OF;
    expect(plansToRead(undated)[0]!.rows.map(({ fields }) => fields)).toEqual([[], [1, 2]]);
    expect(plansToRead({ ...OF, rules: [rule('t/other', {})] })[0]).toMatchObject({
      ways: [],
      rows: [],
      matches: [],
      repeats: [],
      trackers: 0,
    });
  });
});

describe('files of which what is kept can not be read', () => {
  const names = ['log', 'list'];
  const columns = [field('ref'), field('day', { type: 'date' })];
  const rules = names.flatMap((reference) => [
    { ...match(`${reference}-unknown`, 'ref', [BY_REF]), reference } as Rule,
    { ...reconcile(`${reference}-served`, 'ref', 'row', { match: [BY_REF] }), reference } as Rule,
  ]);
  const of = pack([field('ref')], rules, [], { references: names.map((name) => ({ name, title: name, columns })) });
  const compiled = compileRules(of, AS_OF);
  const closed: object[] = [];
  let asked = 0;
  const opened = names.map((name, number) => {
    const plan = compiled.references[number]!;
    const builder = buildIndex(plan, name, AS_OF, memoryStore(), openNumbers);
    builder.add(recordOf(plan.view, { ref: 'R1', day: '' }));
    return openReference(plan, builder.finish(), (stored) => {
      const reader = openNumbers(stored);
      const at = (place: number): number => {
        if (number === 0 && asked++ === 0) throw new Error('EIO');
        return reader.at(place);
      };
      return { ...reader, at, close: () => void closed.push(stored) };
    });
  });

  it('crash the rules that compare with them, once, and no others; nothing is left open', () => {
    const matcher = makeMatcher(compiled, opened, []);
    const judge = makeJudge(compiled, []);
    const passed = ['R1', 'R1'].map((ref) => {
      const one = recordOf(of, { ref });
      const { own } = judge.judge(one);
      expect(matcher.judge(one, own)).toEqual([]);
      return [...own.passed];
    });
    expect(passed).toEqual([[2], [2]]);
    expect([...matcher.crashes]).toEqual([
      [0, 'EIO'],
      [1, 'EIO'],
    ]);
    for (const one of opened) one.close();
    // Numbers, texts, sorted keys, of each.
    expect([closed.length, new Set(closed).size]).toEqual([6, 6]);
  });

  it('and files that were not given are not compared with', () => {
    const matcher = makeMatcher(compiled, [undefined, opened[1]], []);
    const one = recordOf(of, { ref: 'R2' });
    const { own } = makeJudge(compiled, []).judge(one);
    expect(matcher.judge(one, own)).toMatchObject([{ rule: 2, at: 0, also: [], facts: {} }]);
    expect(matcher.hits().references.map((hits) => hits !== undefined)).toEqual([false, true]);
    expect(makeMatcher(compiled, [undefined, undefined], []).judge(one, own)).toEqual([]);
    expect(compiled.references.map(({ agency }) => agency)).toEqual([-1, -1]);
  });
});
