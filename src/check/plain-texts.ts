import type { Value } from '../model/record.ts';
import { makeLacks } from './lacks.ts';
import type { Units } from './units.ts';

/** The texts that have none of some units, which are no printable ASCII. */
export interface PlainTexts {
  /** From now on they lack these too. */
  lack(units: readonly Units[]): void;
  has(text: Value | undefined): boolean;
  /** The units that they lack. */
  lacked(): readonly Units[];
  /** Whether all texts of printable ASCII, tabs and line ends are among them. */
  haveBlanks(): boolean;
}

const [TAB, LINE_FEED, CARRIAGE_RETURN] = [0x09, 0x0a, 0x0d];

export function makePlainTexts(): PlainTexts {
  const units: Units[] = [];
  /** Made when first asked. */
  let lacks: ((text: string) => boolean) | undefined;
  let areBlanksIn: boolean | undefined;
  const isNone = (unit: number): boolean => !units.some(([first, last]) => unit >= first && unit <= last);
  return {
    lack(more) {
      units.push(...more);
      lacks = areBlanksIn = undefined;
    },
    has(text) {
      lacks ??= makeLacks(units);
      return typeof text === 'string' && lacks(text);
    },
    lacked: () => units,
    haveBlanks() {
      areBlanksIn ??= [TAB, LINE_FEED, CARRIAGE_RETURN].every(isNone);
      return areBlanksIn;
    },
  };
}
