import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/check/compile.ts';
import { compileRules } from '../../src/check/index.ts';
import { makeShiftTest } from '../../src/check/shift.ts';
import type { Field } from '../../src/model/pack.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';

const FIELDS: readonly Field[] = [
  field('text'),
  field('area', { codelist: 'areas' }),
  field('kinds', { codelist: 'kinds', list: true }),
  field('day', { type: 'date' }),
  field('grade', { codelist: 'grades' }),
  field('name', { sensitive: true }),
  field('note'),
  field('flag', { type: 'yesno' }),
  field('ref', { role: 'urn' }),
];
const lists = [
  codelist('areas', [{ code: 'NORTH', label: 'The north' }, { code: 'SOUTH' }]),
  codelist('kinds', [{ code: 'KA' }, { code: 'KB' }]),
  codelist('grades', [{ code: 'P' }, { code: 'C' }]),
];
const judged = FIELDS.map(({ name }) => rule(`t/${name}`, { at: [name], when: { [name]: true }, expect: { [name]: { const: 'never' } } }));
const of = pack(FIELDS, judged, lists);
const columns = (without: readonly string[] = []) => Int32Array.from(FIELDS, ({ name }, index) => (without.includes(name) ? -1 : index));
const GOOD = ['seen there', 'NORTH', 'KA;KB', '2026-03-04', 'P', 'Zaleska', 'more', 'Y', 'U-1'];

const recordFrom = (cells: readonly string[], by = 0) =>
  recordOf(of, Object.fromEntries(FIELDS.map(({ name }, index) => [name, cells[index - by] ?? ''])));
/** From which column on the cells of a row look as if they stood one column off. */
const shiftedFrom = (cells: readonly string[], without: readonly string[] = []) =>
  makeShiftTest(of, columns(without)).from(recordFrom(cells), recordFrom(cells, 1), recordFrom(cells, -1));
/** The good row with other cells. */
const row = (over: Readonly<Record<string, string>>) => FIELDS.map(({ name }, index) => over[name] ?? GOOD[index]!);

describe('cells that stand one column off', () => {
  it('are none in a row that is as it should be, however its codes are written', () => {
    expect(shiftedFrom(GOOD)).toBe(-1);
    expect(shiftedFrom(row({ area: 'the north', kinds: 'ka', flag: 'no' }))).toBe(-1);
    expect(shiftedFrom(FIELDS.map(() => ''))).toBe(-1);
  });

  it('are seen from where a delimiter was lost, or one too many stands', () => {
    const lost = [`${GOOD[0]} ${GOOD[1]}`, ...GOOD.slice(2), ''];
    expect(shiftedFrom(lost)).toBe(1);
    const added = ['seen', ' there', ...GOOD.slice(1, 8)];
    expect(shiftedFrom(added)).toBe(1);
    const later = [...GOOD.slice(0, 2), 'x', ...GOOD.slice(2, 8)];
    expect(shiftedFrom(later)).toBe(2);
  });

  it('are not what is merely wrong', () => {
    expect(shiftedFrom(row({ area: 'x', kinds: 'y', day: 'z' }))).toBe(-1);
    expect(shiftedFrom(row({ area: 'KA' }))).toBe(-1);
    // One value that fits its neighbour may do so by chance, unless three are wrong and none points the other way.
    expect(shiftedFrom(row({ area: 'KA', kinds: 'x' }))).toBe(-1);
    expect(shiftedFrom(row({ area: 'KA', kinds: 'x', day: 'y' }))).toBe(1);
    expect(shiftedFrom(row({ area: 'KA', kinds: '2026-03-04' }))).toBe(1);
    expect(shiftedFrom(row({ area: 'KA', kinds: 'NORTH' }))).toBe(-1);
    expect(shiftedFrom(row({ area: 'KA', kinds: 'NORTH', day: 'y' }))).toBe(-1);
  });

  it('weigh half where they are one character, as gradings fit each other by chance', () => {
    expect(shiftedFrom(row({ area: 'x', kinds: 'y', day: 'P' }))).toBe(-1);
    expect(shiftedFrom(row({ area: 'x', kinds: '2026-01-01', day: 'P' }))).toBe(1);
    expect(shiftedFrom(row({ kinds: '2026-01-01', day: 'P' }))).toBe(-1);
  });

  it('are none with a value at home between them', () => {
    expect(shiftedFrom(row({ area: 'KA', kinds: 'KA', day: 'P', grade: '2026-01-01' }))).toBe(-1);
    // A date between says nothing: dates stand side by side.
    expect(shiftedFrom(row({ area: 'KA', kinds: '2026-01-01', grade: 'x' }))).toBe(1);
    expect(shiftedFrom(row({ area: 'KA', kinds: '2026-01-01', day: 'q', grade: 'P', flag: 'x' }))).toBe(1);
  });

  it('are looked for only among columns that are there', () => {
    const lost = [`${GOOD[0]} ${GOOD[1]}`, ...GOOD.slice(2), ''];
    expect(shiftedFrom(lost, ['area'])).toBe(2);
    expect(shiftedFrom(lost, ['area', 'kinds', 'day', 'grade'])).toBe(-1);
  });
});

describe('a record that may have shifted cells', () => {
  const checks = compileRules(of, '2026-06-30').checks;
  const failing = (...names: string[]): readonly Check[] =>
    names.flatMap((name) => checks.filter((check) => FIELDS[check.at]!.name === name));

  it('fails rules at two fields whose values are known beforehand', () => {
    const { mayBe } = makeShiftTest(of, columns());
    expect(mayBe([])).toBe(false);
    expect(mayBe(failing('area'))).toBe(false);
    expect(mayBe(failing('area', 'area'))).toBe(false);
    expect(mayBe(failing('area', 'text', 'note'))).toBe(false);
    expect(mayBe(failing('text', 'area', 'text', 'day'))).toBe(true);
    expect(mayBe(failing('kinds', 'flag'))).toBe(true);
  });

  it('may be any where half of such fields have no rule', () => {
    const blind = (count: number) =>
      makeShiftTest(
        pack(
          FIELDS,
          judged.filter(({ at }) => !['area', 'kinds', 'day', 'grade', 'flag'].slice(0, count).includes(at[0]!)),
          lists,
        ),
        columns(),
      ).mayBe([]);
    expect([blind(0), blind(2), blind(3), blind(5)]).toEqual([false, false, true, true]);
  });
});

describe('fields whose values may be those of a sensitive one', () => {
  const strays = (over: Readonly<Record<string, string>>, without: readonly string[] = []) =>
    [...makeShiftTest(of, columns(without)).strays(recordFrom(row(over)))].sort();

  it('stand beside it, with a value that is none of their own, or of free text', () => {
    expect(strays({})).toEqual([]);
    expect(strays({ area: 'x' })).toEqual([]);
    expect(strays({ area: 'x', kinds: 'y' })).toEqual(['note']);
    expect(strays({ area: 'x', grade: 'y' })).toEqual(['grade', 'note']);
    expect(strays({ area: 'x', grade: 'y' }, ['note'])).toEqual(['grade']);
    expect(strays({ area: 'x', grade: 'y' }, ['name'])).toEqual([]);
  });
});
