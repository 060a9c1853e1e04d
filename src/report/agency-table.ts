import type { AgencyScorecard, Score, Scorecards } from '../model/run.ts';
import { type Column, columns, type PaintedCell } from './columns.ts';
import { forTerminal } from './escape.ts';
import { count, interval, percent, percentOf, score } from './numbers.ts';
import type { Brush } from './paint.ts';
import { verdictInTable } from './sentences.ts';
import { wrap } from './wrap.ts';

/** From here on every figure of an agency stands on one line. */
const WIDE = 110;

/** Agencies with the nation below them: records, ready to submit, coding, findings, score, verdict. Lines are at most `width` long. */
export function agencyTable({ agencies, nation }: Scorecards, minimum: number, width: number, paint: Brush): string {
  const wide = width >= WIDE;
  const coding = nation.coding?.subject;
  const between = wide ? ' ' : '\n';
  const heads: Column[] = [
    { head: 'Agency', align: 'left', flexible: true },
    { head: 'Records', align: 'right' },
    { head: wide ? 'Ready (95% interval)' : 'Ready\n(95% interval)', align: 'right' },
    ...(coding === undefined ? [] : [{ head: `${forTerminal(coding)}${between}coding`, align: 'right' as const }]),
    ...(wide
      ? [
          { head: 'Errors', align: 'right' as const },
          { head: 'Warnings', align: 'right' as const },
        ]
      : [{ head: 'Errors\nWarnings', align: 'right' as const }]),
    { head: 'Score', align: 'right' },
    { head: 'Verdict', align: 'left' },
  ];
  const row = (label: string, card: Score): PaintedCell[] => [
    { text: forTerminal(label) },
    { text: count(card.records) },
    { text: card.ready.percent === null ? 'no data' : `${percent(card.ready)}${between}(${interval(card.ready)})` },
    ...(coding === undefined ? [] : [{ text: codingText(card, wide) }]),
    ...findingCells(card, wide),
    { text: score(card.score) },
    { text: wrap(verdictInTable(card.verdict), wide ? 18 : 12).join('\n'), paint: paint.verdict(card.verdict.verdict) },
  ];
  const rows = [...agencies.map((card) => row(card.label, card)), row('All records', nation)];
  const unranked = agencies.some((card) => card.rank === null && card.coding !== null);
  const note = unranked ? [`Not ranked: fewer than ${count(minimum)} records, nothing to code, or an unknown agency.`] : [];
  return [columns(heads, rows, width), ...note.flatMap((text) => wrap(text, width))].join('\n');
}

/** The rate with its base and, for a ranked agency, its place: agencies are ranked by this rate. */
function codingText(card: Score | AgencyScorecard, wide: boolean): string {
  const rate = card.coding?.rate;
  if (!rate || rate.percent === null) return 'no data';
  const place = 'rank' in card && card.rank !== null ? [`rank ${card.rank} of ${card.rankedOf}`] : [];
  return [wide ? percentOf(rate) : percentOf(rate).replace(' of', '\nof'), ...place].join('\n');
}

function findingCells(card: Score, wide: boolean): PaintedCell[] {
  const [errors, warnings] = [count(card.findings.error), count(card.findings.warning)];
  return wide ? [{ text: errors }, { text: warnings }] : [{ text: `${errors}\n${warnings}` }];
}
