import { AGENCIES } from '../agencies.ts';
import { REFERENCE_FAULTS, truthLine } from '../faults/references.ts';
import type { Random } from '../random.ts';
import type { Style } from '../style.ts';
import { type Companion, hasAgency } from './companion.ts';
import { rowWriter } from './row.ts';

/** The list of the agencies that submitted, and of some that did not. */
export function agencyList(style: Style, random: Random, faults: number): Companion {
  const writer = rowWriter(style, ['agency'], ['Force']);
  const seen = new Set<string>();
  return {
    head: writer.head,
    follow(written) {
      if (hasAgency(written)) seen.add(written.agency);
      return { rows: '', truth: '' };
    },
    finish() {
      const silent = faults === 0 ? 0 : 1 + Math.floor(faults * 10);
      const others = AGENCIES.filter((agency) => !seen.has(agency.id)).slice(0, silent);
      const expected = [...[...seen].sort(), ...others.map((agency) => agency.id)];
      let [rows, truth, count] = ['', '', 0];
      while (expected.length > 0) {
        const [agency] = expected.splice(random.below(expected.length), 1);
        rows += writer.row([agency!]);
        count++;
        if (!seen.has(agency!)) truth += truthLine(REFERENCE_FAULTS.silentAgency, count, '');
      }
      return { rows, truth };
    },
  };
}
