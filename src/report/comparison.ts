import type { Changes, Comparison } from '../model/history.ts';
import { type Column, columns } from './columns.ts';
import { forJson, forMarkdown, forTerminal } from './escape.ts';
import { count, counted } from './numbers.ts';
import { wrap } from './wrap.ts';

/** Id of the schema that a comparison in JSON follows. */
export const COMPARISON_SCHEMA = 'https://pnd-lint.example/schemas/comparison.schema.json';
const NO_AGENCY = '(files, no known agency)';
const STATES = ['New', 'Reappeared', 'Persisting', 'Fixed'] as const;

/** A comparison for a terminal. */
export function comparisonTable(comparison: Comparison, marking: string, width: number): string {
  const table = ({ head, rows }: Section) => {
    const heads: Column[] = [{ head, align: 'left', flexible: true }, ...STATES.map((state) => ({ head: state, align: 'right' as const }))];
    return columns(
      heads,
      rows.map(([name, ...cells]) => [{ text: forTerminal(name) }, ...cells.map((text) => ({ text }))]),
      width,
    );
  };
  const lines = [titleOf(comparison), ...notesOf(comparison)].flatMap((line) => wrap(forTerminal(line), width));
  const parts = [forTerminal(marking), lines.join('\n'), ...sectionsOf(comparison).map(table), forTerminal(marking)];
  return `${parts.join('\n\n')}\n`;
}

/** A comparison as Markdown. */
export function comparisonMarkdown(comparison: Comparison, marking: string): string {
  const table = ({ head, rows }: Section) => {
    const line = (cells: readonly string[]) => `| ${cells.map(forMarkdown).join(' | ')} |`;
    return [line([head, ...STATES]), '| --- | ---: | ---: | ---: | ---: |', ...rows.map(line)].join('\n');
  };
  const notes = notesOf(comparison).map(forMarkdown);
  const title = `## ${forMarkdown(titleOf(comparison))}`;
  const parts = [forMarkdown(marking), title, ...notes, ...sectionsOf(comparison).map(table), forMarkdown(marking)];
  return `${parts.join('\n\n')}\n`;
}

/** A comparison as JSON. */
export function comparisonJson(comparison: Comparison, marking: string): string {
  const head = { $schema: COMPARISON_SCHEMA, schemaVersion: 1, marking };
  return `${forJson(JSON.stringify({ ...head, ...comparison }, null, 2))}\n`;
}

function titleOf({ before, after }: Comparison): string {
  const run = ({ name, asOf, records }: Comparison['before']) => `${name} (${asOf}, ${counted(records, 'record')})`;
  return `From ${run(before)} to ${run(after)}`;
}

function notesOf({ packsDiffer, total, notCompared }: Comparison): string[] {
  const left = [
    ...notCompared.agencies.map((one) => ({ ...one, name: one.agency })),
    ...notCompared.rules.map((one) => ({ ...one, name: one.rule })),
  ];
  return [
    ...(packsDiffer ? ['The packs or code lists of the two runs differ: some of this comes from the rules, not from the data.'] : []),
    ...(total.reappeared === null ? ['Findings that came back count as new: two runs alone do not tell. A history does.'] : []),
    ...left.map(({ name, only, findings }) => {
      const which = only === 'before' ? 'earlier' : 'later';
      return `Not compared: ${name}, which only the ${which} run judged, with ${counted(findings, 'finding')}.`;
    }),
  ];
}

interface Section {
  readonly head: string;
  readonly rows: readonly (readonly [string, ...string[]])[];
}

/** Agencies, then rules, those first in which most has changed. */
function sectionsOf({ total, agencies, rules }: Comparison): Section[] {
  const row = (name: string, changes: Changes) => [name, ...changeCells(changes)] as const;
  const all = row('All findings', total);
  const size = (one: Changes) => one.new + (one.reappeared ?? 0) + one.fixed;
  const changed = rules.filter((one) => size(one) > 0).sort((a, b) => size(b) - size(a));
  const same = rules.filter((one) => size(one) === 0);
  const persisting = same.reduce((sum, one) => sum + one.persisting, 0);
  const unchanged = row(`${counted(same.length, 'rule')} without change`, {
    new: 0,
    reappeared: total.reappeared && 0,
    persisting,
    fixed: 0,
  });
  return [
    { head: 'Agency', rows: [...agencies.map((one) => row(one.agency ?? NO_AGENCY, one)), all] },
    { head: 'Rule', rows: [...changed.map((one) => row(one.rule, one)), ...(same.length === 0 ? [] : [unchanged]), all] },
  ];
}

/** The four counts as text; a count that is not known is a dash. */
export function changeCells({ new: fresh, reappeared, persisting, fixed }: Changes): string[] {
  return [count(fresh), reappeared === null ? '–' : count(reappeared), count(persisting), count(fixed)];
}
