import { expect } from 'vitest';
import type { Cell } from '../../src/model/row.ts';
import { makeRecord, planColumns } from '../../src/normalise/index.ts';
import { viewOfCells } from '../../src/read/index.ts';
import { oicPack } from '../whole-runs/run.ts';
import type { Target } from './targets.ts';

const good = [
  'a;b;c',
  '2026-03-04',
  '04/03/2026 09:15',
  'yes',
  '2BP',
  '12',
  '51.5, -0.1',
  'Kent Police',
  '["x","y"]',
  'OFFICIAL-SENSITIVE',
];

/** Every field takes every text: it is read as a value or as no value, twice the same, and the text itself is kept. */
export const normaliserTarget: Target = {
  name: 'normaliser',
  good: good.map((text) => Buffer.from(text)),
  runs: 60,
  check(input) {
    const text = Buffer.from(input).toString();
    const pack = oicPack();
    const names = pack.fields.map(({ name }) => name);
    const record = makeRecord(pack, planColumns(names, 1, pack.fields, undefined, {}), undefined);
    const read = (cell: Cell) => {
      record.load(viewOfCells(names.map(() => cell)));
      return names.map((_, index) => {
        const { state, value, written } = record.reading(index);
        expect(state === 'absent').toBe(value === undefined && written === undefined);
        return structuredClone({ state, value, written });
      });
    };
    const once = read(text);
    expect(read(text)).toEqual(once);
    const list = read(text.split(';'));
    expect(list).toHaveLength(once.length);
    read(null);
    expect(read(text), 'what was read before changes nothing').toEqual(once);
  },
};
