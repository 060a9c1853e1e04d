import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileRules, makeJudge } from '../../src/check/index.ts';
import { makeRecord, planColumns } from '../../src/normalise/index.ts';
import { makeOverlay } from '../../src/overlay.ts';
import { loadPack } from '../../src/packs/index.ts';
import { viewOfCells } from '../../src/read/index.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));

test('a record with other cells in some places fails the same checks whether all are made or those that look there', () => {
  const pack = loadPack({ packs: ['oic', 'pole'], codelists: [], rulesRoot: RULES });
  const rules = compileRules(pack, '2026-06-30');
  const headings = pack.fields.map(({ name }) => name);
  const plan = planColumns(headings, 1, pack.fields, undefined, {});
  const judge = makeJudge(rules, plan.missing);
  const [record, other] = [makeRecord(pack, plan, undefined, rules.shapes), makeRecord(pack, plan, undefined)];
  const overlay = makeOverlay(pack, plan, undefined);
  let state = 20261122;
  const pick = <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)]!;
  };
  const texts = headings.map((name) => [
    ...new Set([
      '',
      'N/A',
      ...pack.rules
        .flatMap(({ examples }) => [...examples.pass, ...examples.fail])
        .flatMap(({ records = [] }) => records)
        .flatMap((one) => (typeof one[name] === 'string' ? [one[name]] : [])),
    ]),
  ]);
  let brought = 0;
  let mended = 0;
  for (let trial = 0; trial < 3000; trial++) {
    const cells = texts.map((own) => pick(own));
    const view = viewOfCells(cells);
    record.load(view);
    const before = [...judge.judge(record).failed];
    const columns = [...new Set([0, 1].slice(0, pick([1, 2])).map(() => pick([...headings.keys()])))];
    const edits = columns.map((column) => ({ column, cell: pick(texts[column]!) }));
    const after = new Set(judge.failsAfter(overlay.over(record, view, edits), overlay.fieldsOf(edits), before));
    other.load(viewOfCells(cells.map((cell, column) => edits.find((edit) => edit.column === column)?.cell ?? cell)));
    const whole = new Set(judge.judge(other).failed);
    expect(after, JSON.stringify([cells, edits])).toEqual(whole);
    if (before.some((check) => !after.has(check))) mended++;
    if ([...after].some((check) => !before.includes(check))) brought++;
  }
  expect(judge.crashes.size).toBe(0);
  expect(Math.min(mended, brought)).toBeGreaterThan(300);
});
