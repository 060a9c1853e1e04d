import type { Topic } from '../corpus/theme.ts';
import { type FaultKind, left, replaced } from './kind.ts';

const PAPERS: readonly Topic[] = ['documents', 'legitimate-means'];
const ASHORE: readonly Topic[] = ['other-route', ...PAPERS];
const SCOPED: readonly Topic[] = ['small-boat', ...ASHORE];

/** Faults of threat area, small-boat flag, four Ps and references. */
export const SCOPE_FAULTS: readonly FaultKind[] = [
  left('oic/missing-threat-area', 'threat_area', { shape: { topics: ASHORE } }),
  replaced('oic/unknown-threat-area', 'threat_area', ['SMUGGLED GOODS', 'AREA 4', 'MARITIME'], { shape: { topics: ASHORE } }),
  replaced('oic/small-boat-flag-without-facilitation', 'small_boat', ['yes'], { shape: { topics: PAPERS } }),
  replaced('oic/unreadable-small-boat-flag', 'small_boat', ['maybe', '?', 'RHIB'], { shape: { topics: SCOPED } }),
  replaced('oic/unknown-four-p', 'four_p', ['PERSUADE', 'P5'], { shape: { topics: SCOPED } }),
  replaced('oic/nccu-reference-malformed', 'nccu_reference', ['phoned through', '??'], { shape: { topics: SCOPED } }),
  replaced('oic/ocg-reference-malformed', 'ocg_reference', ['the usual lot', '??']),
  replaced('oic/apmis-reference-malformed', 'apmis_reference', ['not on there', '??']),
];
