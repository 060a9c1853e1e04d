import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { EvaluationPart } from '../src/evidence/evaluate.ts';

/** One measured row: shares from 0 to 1 to three places, null where there is nothing to divide by. */
export interface Figures {
  readonly measuredOn: string;
  readonly narratives: number;
  readonly oic: number | null;
  readonly precision: number | null;
  readonly areas: number | null;
  readonly smallBoat: number | null;
}

export interface FiguresFile {
  /** SHA-256 of every file that the figures follow from: while these are as they were, so are the figures. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly rows: readonly Figures[];
}

/** The file that `evidence-fit.ts --write` leaves for the tests, from the repository's root. */
export const FIGURES_FILE = 'bench/evidence-figures.json';
/** The page that shows them, between two marks. */
export const PAGE = 'rules/oic/evidence/README.md';
const MARKS = ['<!-- figures: written by bench/evidence-fit.ts -->', '<!-- end of figures -->'] as const;

/** Figures of one part of an evaluation. */
export function figuresOf(measuredOn: string, part: EvaluationPart): Figures {
  const share = (ratio: number | null): number | null => (ratio === null ? null : Math.round(ratio * 1000) / 1000);
  return {
    measuredOn,
    narratives: part.narratives,
    oic: share(part.oic.f1),
    precision: share(part.oic.precision),
    areas: share(part.areaMacroF1),
    smallBoat: share(part.smallBoat.f1),
  };
}

/** Hashes of the model's files and of all narratives, as they are now. */
export function inputsNow(root: string): Record<string, string> {
  const names = ['rules/oic/evidence', 'bench', 'test/evidence']
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`)
        .filter((name) => (folder.startsWith('rules') ? name.endsWith('.json') : name.endsWith('.jsonl')))
        .map((name) => `${folder}/${name}`),
    )
    .sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(`${root}/${name}`))
        .digest('hex'),
    ]),
  );
}

/** The page with the table of these rows between its marks. */
export function withFigures(page: string, rows: readonly Figures[]): string {
  const cell = (share: number | null): string => (share === null ? '–' : share.toFixed(3));
  const lines = rows.map(
    (row) =>
      `| ${row.measuredOn} | ${row.narratives.toLocaleString('en-GB')} | ${[row.oic, row.precision, row.areas, row.smallBoat].map(cell).join(' | ')} |`,
  );
  const table = [
    '| measured on | narratives | OIC F1 | precision | areas, macro-F1 | small boat F1 |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  const [from, to] = MARKS.map((mark) => page.indexOf(mark));
  if (from! < 0 || to! < 0) throw new Error(`${PAGE} lacks the marks between which the figures stand`);
  return `${page.slice(0, from)}${MARKS[0]}\n${table}\n${page.slice(to)}`;
}
