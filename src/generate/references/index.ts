import { seededRandom } from '../random.ts';
import type { Style } from '../style.ts';
import { agencyList } from './agencies.ts';
import type { Companion, Written } from './companion.ts';
import { groupList } from './groups.ts';
import { referralLog } from './referrals.ts';

export const REFERENCE_FILES = ['referrals', 'ocg-list', 'agencies-expected'] as const;
/** A file that goes with a batch, by the option of `check` that takes it. */
export type ReferenceFileName = (typeof REFERENCE_FILES)[number];

const MAKERS = { referrals: referralLog, 'ocg-list': groupList, 'agencies-expected': agencyList } as const;

/** The files that go with a batch, while it is written. */
export interface Companions {
  /** The next record of the batch. @returns lines of the truth */
  follow(written: Written): string;
  /** There are no more records. @returns lines of the truth */
  finish(): string;
  /** What was written to each file since it was last asked for. */
  take(): Readonly<Partial<Record<ReferenceFileName, Uint8Array>>>;
}

/**
 * Each file has its own chance numbers, so that the batch does not depend on which of them are asked for, nor one on another.
 * @param faults share of faults in them, 0–1
 */
export function makeCompanions(names: readonly ReferenceFileName[], style: Style, seed: number, faults: number): Companions {
  const encoder = new TextEncoder();
  const files = names.map((name) => {
    const random = seededRandom(seed + (REFERENCE_FILES.indexOf(name) + 1) * 2 ** 40);
    const companion: Companion = MAKERS[name](style, random, faults);
    return { name, companion, text: companion.head };
  });
  return {
    follow(written) {
      let lines = '';
      for (const file of files) {
        const { rows, truth } = file.companion.follow(written);
        file.text += rows;
        lines += truth;
      }
      return lines;
    },
    finish() {
      let lines = '';
      for (const file of files) {
        const { rows, truth } = file.companion.finish();
        file.text += rows;
        lines += truth;
      }
      return lines;
    },
    take: () =>
      Object.fromEntries(
        files.map((file) => {
          const { text } = file;
          file.text = '';
          return [file.name, encoder.encode(text)];
        }),
      ),
  };
}
