import type { Outcome, Recheck } from '../model/recheck.ts';
import { columns } from './columns.ts';
import { forCsv, forJson, forTerminal } from './escape.ts';
import { count, counted } from './numbers.ts';
import { wrap } from './wrap.ts';

/** Rows that a screen shows of each kind. */
const SHOWN = 10;

/** Kinds of which rows are named, worst first. */
const LISTED = ['claimed-fixed', 'reappeared', 'still-there', 'not-in-batch'] as const;

const WORDS: Readonly<Record<Outcome | 'newly-broken', string>> = {
  'claimed-fixed': 'claimed fixed, but still there',
  reappeared: 'reappeared',
  'still-there': 'still there',
  answered: "still there, answered can't fix or not a fault",
  'not-in-batch': 'not told: the record is not in this batch',
  waived: 'waived',
  fixed: 'fixed',
  'newly-broken': 'newly broken: not in the list',
};

/** What became of a fix list, for a terminal. */
export function recheckTable(recheck: Recheck, marking: string, width: number): string {
  const { counts, rows, newlyBroken, problems, list, batch } = recheck;
  const kinds = Object.keys(WORDS) as (Outcome | 'newly-broken')[];
  const summary = columns(
    [
      { head: `${forTerminal(list)} against ${forTerminal(batch.join(', '))}`, align: 'left', flexible: true },
      { head: 'Findings', align: 'right' },
    ],
    kinds.map((kind) => [{ text: WORDS[kind] }, { text: count(counts[kind]) }]),
    width,
  );
  const lines = LISTED.flatMap((kind) => {
    const own = rows.filter(({ outcome }) => outcome === kind);
    return listed(
      WORDS[kind],
      own.length,
      own.map(({ row, rule, urn, field }) => `row ${row}: ${rule}${urn === '' ? '' : `, URN ${urn}`}${field === '' ? '' : `, ${field}`}`),
    );
  });
  const added = newlyBroken.map(({ rule, severity, urn, field }) => {
    return `${severity}: ${rule}${urn === null ? '' : `, URN ${urn}`}${field === null ? '' : `, ${field}`}`;
  });
  lines.push(...listed(WORDS['newly-broken'], counts['newly-broken'], added));
  const parts = [marking, ...problems].map((line) => wrap(forTerminal(line), width).join('\n'));
  return `${[...parts, summary, ...lines, forTerminal(marking)].join('\n')}\n`;
}

function listed(title: string, total: number, rows: readonly string[]): readonly string[] {
  if (total === 0) return [];
  const shown = rows.slice(0, SHOWN).map((row) => `  ${forTerminal(row)}`);
  return [`${title} (shown ${count(shown.length)} of ${counted(total, 'finding')})`, ...shown];
}

/** The same as JSON, all rows in it. */
export function recheckJson(recheck: Recheck, marking: string): string {
  return `${forJson(JSON.stringify({ schemaVersion: 1, marking, ...recheck }, null, 2))}\n`;
}

/** The rows with what became of them: a list for the next round. What was seen to be gone is `confirmed`. */
export function nextList({ rows, newlyBroken }: Recheck, marking: string): string {
  const head = ['agency', 'urn', 'record', 'field', 'rule', 'status', 'reason', 'outcome', 'fingerprint', 'marking'];
  const old = rows.map((row) => {
    const status =
      row.outcome === 'fixed' ? 'confirmed' : row.outcome === 'answered' ? row.answer : row.outcome === 'waived' ? 'waived' : 'open';
    return [row.agency, row.urn, row.record, row.field, row.rule, status, row.reason, row.outcome, row.fingerprint, marking];
  });
  const added = newlyBroken.map((one) => {
    return [
      one.agency ?? '',
      one.urn ?? '',
      one.record === null ? '' : String(one.record),
      one.field ?? '',
      one.rule,
      'open',
      '',
      'newly-broken',
      one.fingerprint,
      marking,
    ];
  });
  return `\uFEFF${[head, ...old, ...added].map((cells) => cells.map(forCsv).join(',')).join('\r\n')}\r\n`;
}
