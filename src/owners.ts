import type { Holder } from './check/index.ts';
import { rememberBy } from './model/remember.ts';

/** Agency, source system and unit of a record, as tallies name them. */
export type StateOwner = readonly [agency: string | null, sourceSystem: string | null, unit: string | null];

/** Whose the records of a part are and when they were made, one entry each, in order. */
export interface Owners {
  /** Places in `names`. */
  readonly owner: Uint32Array;
  /** Days since 1970 by the records' own dates; Infinity where there is none. */
  readonly day: Float64Array;
  readonly names: readonly StateOwner[];
}

export interface OwnerNotes {
  add(holder: Holder, day: number | null): void;
  owners(): Owners;
}

/** Notes whose each record is, so that a merge can count a finding on it without reading it again. */
export function noteOwners(): OwnerNotes {
  const places = new Map<string, number>();
  const names: StateOwner[] = [];
  const owner: number[] = [];
  const days: number[] = [];
  const placeOf = rememberBy(({ agency, source_system, unit }: Holder): number => {
    const key = JSON.stringify([agency, source_system, unit]);
    const place = places.get(key) ?? names.length;
    places.set(key, place);
    if (place === names.length) names.push([agency, source_system, unit]);
    return place;
  });
  return {
    add(holder, day) {
      owner.push(placeOf(holder));
      days.push(day ?? Number.POSITIVE_INFINITY);
    },
    owners: () => ({ owner: Uint32Array.from(owner), day: Float64Array.from(days), names }),
  };
}
