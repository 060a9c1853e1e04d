import { columns } from './columns.ts';
import { forTerminal } from './escape.ts';
import { count, counted } from './numbers.ts';
import { wrap } from './wrap.ts';

interface Changes {
  readonly new: number;
  readonly dropped: number;
  readonly regraded: number;
}

/** What another version of packs or code lists would change. */
export interface ImpactReport {
  readonly codelists: readonly {
    readonly list: string;
    readonly added: readonly string[];
    readonly gone: readonly string[];
    readonly replaced: readonly { readonly code: string; readonly by: string }[];
  }[];
  readonly findings: {
    readonly all: Changes;
    readonly rules: readonly ({ readonly rule: string } & Changes)[];
    readonly agencies: readonly ({ readonly agency: string | null } & Changes)[];
  };
  readonly scores: readonly {
    readonly agency: string | null;
    readonly score: readonly [number | null, number | null];
    readonly ready: readonly [number, number];
    readonly coding: readonly [number | null, number | null];
  }[];
}

/** Codes of a list that a line names. */
const MOST_CODES = 20;

/** The impact as text for a terminal. */
export function impactText({ codelists, findings, scores }: ImpactReport, width: number): string {
  const number = (value: number | null) => (value === null ? 'no data' : value.toFixed(2));
  const codes = (words: string, list: readonly string[]) =>
    list.length === 0
      ? []
      : [`  ${words} ${count(list.length)}: ${list.slice(0, MOST_CODES).join(', ')}${list.length > MOST_CODES ? ', …' : ''}`];
  const lists = codelists.flatMap(({ list, added, gone, replaced }) => [
    list,
    ...codes('added', added),
    ...codes('gone', gone),
    ...codes(
      'replaced',
      replaced.map(({ code, by }) => `${code} by ${by}`),
    ),
  ]);
  const right = (head: string) => ({ head, align: 'right' as const });
  const table = (head: string, rows: readonly (readonly [string, Changes])[]) =>
    columns(
      [{ head, align: 'left', flexible: true }, right('New'), right('Dropped'), right('Re-graded')],
      rows.map(([name, own]) => [forTerminal(name), count(own.new), count(own.dropped), count(own.regraded)].map((text) => ({ text }))),
      width,
    );
  const { all } = findings;
  const shifts = columns(
    [
      { head: 'Agency', align: 'left', flexible: true },
      right('Score'),
      right('then'),
      right('Ready'),
      right('then'),
      right('Coding %'),
      right('then'),
    ],
    scores.map(({ agency, score, ready, coding }) =>
      [agency ?? 'All records', ...score.map(number), ...ready.map(count), ...coding.map(number)].map((text) => ({
        text: forTerminal(text),
      })),
    ),
    width,
  );
  const sections = [
    lists.length === 0 ? 'No code list changes.' : ['Code lists', ...lists].flatMap((line) => wrap(forTerminal(line), width)).join('\n'),
    `${counted(all.new, 'new finding')}, ${count(all.dropped)} dropped, ${count(all.regraded)} re-graded`,
    ...(findings.rules.length === 0
      ? []
      : [
          table(
            'Rule',
            findings.rules.map((one) => [one.rule, one]),
          ),
          table(
            'Agency',
            findings.agencies.map((one) => [one.agency ?? '(no agency)', one]),
          ),
        ]),
    shifts,
  ];
  return `${sections.join('\n\n')}\n`;
}
