import type { Finding } from './model/finding.ts';
import type { Answer, ListRow, NewFinding, Outcome, Recheck, ReturnedList } from './model/recheck.ts';

/** Newly broken findings that are told one by one. */
const MOST_TOLD = 1000;

/** What becomes of a row whose finding is there. */
const THERE: Readonly<Record<Answer, Outcome>> = {
  open: 'still-there',
  fixed: 'claimed-fixed',
  "can't fix": 'answered',
  'not a fault': 'answered',
  confirmed: 'reappeared',
  waived: 'waived',
};
/** Where fewer findings are there than rows of the same fingerprint, those that nobody claims to have fixed are there first. */
const ORDER: readonly Answer[] = ['waived', "can't fix", 'not a fault', 'open', 'confirmed', 'fixed'];

/**
 * Compares a fix list that came back with the findings of a new batch. Findings are matched by fingerprint, counted as a multiset.
 *
 * @param findings of the new batch; waived ones are there, as waived
 * @param isThere whether a row's record is in the new batch: one that is left out is not fixed
 */
export async function recheckList(
  name: string,
  list: ReturnedList,
  batch: { readonly files: readonly string[]; readonly complete: boolean; findings(): AsyncIterable<Finding> },
  isThere: (row: ListRow) => boolean,
): Promise<Recheck> {
  const rowsOf = new Map<string, ListRow[]>();
  for (const row of list.rows) {
    const own = rowsOf.get(row.fingerprint);
    if (own === undefined) rowsOf.set(row.fingerprint, [row]);
    else own.push(row);
  }
  const open = new Map<string, number>();
  const waived = new Map<string, number>();
  const newlyBroken: NewFinding[] = [];
  let added = 0;
  for await (const { fingerprint, rule, severity, agency, urn, at, status } of batch.findings()) {
    const seen = (open.get(fingerprint) ?? 0) + (waived.get(fingerprint) ?? 0);
    const counts = status === 'waived' ? waived : open;
    if (seen < (rowsOf.get(fingerprint)?.length ?? 0)) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    else if (status !== 'waived') {
      added++;
      if (newlyBroken.length < MOST_TOLD)
        newlyBroken.push({ rule, severity, agency, urn, field: at.field, record: at.record, fingerprint });
    }
  }
  const outcomes = new Map<ListRow, Outcome>();
  for (const [fingerprint, rows] of rowsOf) {
    let there = open.get(fingerprint) ?? 0;
    let set = waived.get(fingerprint) ?? 0;
    for (const row of rows.toSorted((a, b) => ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer)))
      if (there > 0) {
        there--;
        outcomes.set(row, THERE[row.answer]);
      } else if (set > 0) {
        set--;
        outcomes.set(row, 'waived');
      } else outcomes.set(row, isThere(row) ? 'fixed' : 'not-in-batch');
  }
  const rows = list.rows.map((row) => ({ ...row, outcome: outcomes.get(row)! }));
  const counts = { fixed: 0, 'still-there': 0, 'claimed-fixed': 0, reappeared: 0, answered: 0, waived: 0, 'not-in-batch': 0 };
  for (const { outcome } of rows) counts[outcome]++;
  const { files, complete } = batch;
  return { list: name, batch: files, complete, problems: list.problems, counts: { ...counts, 'newly-broken': added }, rows, newlyBroken };
}
