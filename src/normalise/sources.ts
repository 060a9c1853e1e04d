import type { Pack } from '../model/pack.ts';
import type { Sources } from '../model/recall.ts';
import type { ColumnPlan } from './columns.ts';
import { partsOf } from './parts.ts';

/** Where the values of the fields stand, by a plan. */
export function sourcesOf(pack: Pack, { columnOf, constantOf }: ColumnPlan): Sources {
  const parts = partsOf(pack);
  return {
    columnOf,
    wholeOf: Int32Array.from(pack.fields, (_, index) => columnOf[parts.get(index)?.whole ?? -1] ?? -1),
    isConstant: Uint8Array.from(pack.fields, (_, index) => (columnOf[index] === -1 && constantOf[index] !== undefined ? 1 : 0)),
  };
}
