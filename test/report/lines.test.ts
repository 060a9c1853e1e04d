import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { forCsv, forJson } from '../../src/report/escape.ts';
import { findingJson } from '../../src/report/finding-json.ts';
import { FIX_LIST_COLUMNS, fixListCells, fixListRow } from '../../src/report/fixlist.ts';
import { makeForms } from '../../src/report/forms.ts';
import { packOf, RULES } from './invented.ts';

const pack = packOf(RULES);
const ruleOf = (finding: Finding) => pack.rules.find(({ id }) => id === finding.rule)!;
const seeded = { seed: 9, numRuns: 400 };

const text = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '=1', 'a,b', ' a', 'é'.repeat(9_000)),
);
const orNull = fc.option(text, { nil: null });
const number = fc.oneof(fc.nat({ max: 12 }), fc.nat(), fc.constantFrom(9, 10, 99, 100, 0x7fffffff, 0x80000000, Number.MAX_SAFE_INTEGER));
const place = fc.record({
  file: text,
  line: number,
  record: fc.option(number, { nil: null }),
  field: fc.option(fc.constantFrom('colour', 'é', '')),
});
const change = { field: fc.constantFrom('colour', 'secret'), from: orNull, to: text };
const suggestion = fc.record(
  {
    ...change,
    confidence: fc.constantFrom('certain', 'review'),
    reason: fc.constantFrom('near', 'rule'),
    also: fc.array(fc.record(change), { maxLength: 2 }),
  },
  { requiredKeys: ['field', 'from', 'to', 'confidence', 'reason'] },
);
const param = fc.oneof(
  text,
  fc.constant(null),
  fc.integer(),
  fc.boolean(),
  fc.array(text),
  fc.array(fc.record({ index: number, value: text })),
);
const findings = fc.record({
  rule: fc.constantFrom(...RULES.map(({ id }) => id)),
  severity: fc.constantFrom('error', 'warning'),
  basis: fc.constantFrom('record', 'text'),
  dimension: fc.constantFrom('conformity', 'integrity'),
  ...{ agency: orNull, source_system: orNull, unit: orNull, officer: orNull, urn: orNull },
  at: place,
  params: fc.dictionary(fc.constantFrom('value', 'items', 'colour', 'é"'), param),
  also: fc.array(place, { maxLength: 2 }),
  suggestion: fc.option(suggestion, { nil: null }),
  fingerprint: text,
  status: fc.constantFrom('open', 'waived'),
}) as fc.Arbitrary<Finding>;

/** The cells of a row, each escaped by itself. */
const plainRow = (finding: Finding): string => {
  const cells = fixListCells(finding, ruleOf(finding), pack, 'OFFICIAL');
  return `${FIX_LIST_COLUMNS.map((column) => (cells[column] === null ? '' : typeof cells[column] === 'number' ? cells[column] : forCsv(cells[column]))).join()}\r\n`;
};

describe('lines of findings', () => {
  it('are what JSON makes of the finding, escaped', () => {
    fc.assert(
      fc.property(findings, (one) => {
        const { also, ...change } = one.suggestion ?? {};
        const suggestion = one.suggestion === null ? null : also === undefined ? change : { ...change, also };
        expect(findingJson(one)).toBe(`${forJson(JSON.stringify({ ...one, suggestion }))}\n`);
      }),
      seeded,
    );
  });

  it('hold the cells of a fix list one by one, escaped', () => {
    fc.assert(
      fc.property(findings, (one) => {
        expect(fixListRow(one, ruleOf(one), pack, 'OFFICIAL')).toBe(plainRow(one));
      }),
      seeded,
    );
  });

  it('are put together one behind the other, whatever their length', () => {
    const formsOf = makeForms(pack, 'OFFICIAL');
    fc.assert(
      fc.property(findings, (one) => {
        const { rule, json, row } = formsOf(one);
        expect(pack.rules[rule]!.id).toBe(one.rule);
        expect(Buffer.from(json).toString()).toBe(findingJson(one));
        expect(Buffer.from(row).toString()).toBe(plainRow(one));
      }),
      seeded,
    );
  });

  it('tell rules of the same name apart that weigh otherwise', () => {
    fc.assert(
      fc.property(findings, fc.constantFrom('error', 'warning', 'info'), (one, severity) => {
        findingJson(one);
        expect(JSON.parse(findingJson({ ...one, severity }))).toMatchObject({ severity });
        expect(fixListRow({ ...one, severity }, ruleOf(one), pack, 'OFFICIAL')).toBe(plainRow({ ...one, severity }));
      }),
      { ...seeded, numRuns: 50 },
    );
  });
});
