import type { Pack } from '../model/pack.ts';
import type { Topic } from '../model/scorecard.ts';
import { NO_PLAN } from '../model/scorecard-plan.ts';
import type { Measures } from '../model/tally.ts';
import { TOPIC_STATES } from './measures.ts';
import { share } from './share.ts';

/** Records by part of the subject. */
export function topicsOf({ topics: counts }: Measures, pack: Pack): Topic[] {
  return (pack.scorecard ?? NO_PLAN).topics.map(({ id, title, kind, suspected }, index) => {
    const [correct, wrong, missing, spoken] = TOPIC_STATES.map((_, state) => counts[index * TOPIC_STATES.length + state] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    const records = correct + wrong + missing;
    return { topic: id, title, kind, records, tagged: share(correct, records), suspectedUntagged: suspected === undefined ? null : spoken };
  });
}
