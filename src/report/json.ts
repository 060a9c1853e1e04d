import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AgencyScorecard, Run } from '../model/run.ts';
import { forJson } from './escape.ts';
import { shaped } from './shape.ts';
import { AGENCY, RUN, SCORECARDS } from './shapes.ts';
import { hasPlaceholder } from './totals.ts';

const SCHEMAS = 'https://pnd-lint.example/schemas/';
/** Id of the schema that `run.json` follows. */
export const RUN_SCHEMA = `${SCHEMAS}run.schema.json`;
/** Id of the schema that `scorecards.json` follows. */
export const SCORECARDS_SCHEMA = `${SCHEMAS}scorecards.schema.json`;
/** Id of the schema that `scorecards/<agency>.json` follows. */
export const AGENCY_SCORECARD_SCHEMA = `${SCHEMAS}agency-scorecard.schema.json`;
/** Id of the schema that each line of `findings.jsonl` follows. */
export const FINDING_SCHEMA = `${SCHEMAS}finding.schema.json`;

/** Text of `run.json`: keys in the order of the types, options by name, two blanks, a line end at the end. */
export const runJson = (run: Run): string => [...runJsonPieces(run)].join('');

/** The same piece by piece: of a nation it is many megabytes. */
export function runJsonPieces(run: Run): Generator<string> {
  const options = Object.fromEntries(Object.entries(run.options).sort(([a], [b]) => (a < b ? -1 : 1)));
  const whole = shaped(run, { ...RUN, scorecards: true }) as Run;
  return pretty({ ...whole, $schema: RUN_SCHEMA, options, scorecards: cardsOf(run.scorecards) });
}

/** Text of `scorecards.json`: who made it and of what, then nation, regions and agencies. */
export const scorecardsJson = (run: Run): string => [...scorecardsJsonPieces(run)].join('');

/** The same piece by piece. */
export function scorecardsJsonPieces(run: Run): Generator<string> {
  return pretty({ ...headOf(run, SCORECARDS_SCHEMA), ...cardsOf(run.scorecards) });
}

/** Text of `scorecards/<agency>.json`: the same head, and this agency alone. */
export function agencyScorecardJson(run: Run, agency: AgencyScorecard): string {
  return [...pretty({ ...headOf(run, AGENCY_SCORECARD_SCHEMA), agency: cardOf(agency) })].join('');
}

/** Stands for what is written of a scorecard, so that it is made when it is asked for. */
const cards = new WeakMap<AgencyScorecard, object>();
const scorecardOf = new WeakMap<object, AgencyScorecard>();
/** Texts of scorecards at the margin, deflated: three files have them, and of a nation they are forty megabytes. The copies that they are made of go at once. */
const texts = new WeakMap<object, Uint8Array>();

function cardOf(agency: AgencyScorecard): object {
  const known = cards.get(agency);
  if (known !== undefined) return known;
  // Told to fit on no line.
  const card = { toJSON: () => ' '.repeat(LINE + 1) };
  cards.set(agency, card);
  scorecardOf.set(card, agency);
  return card;
}

/** What is written of a scorecard, by what stands for it; undefined of all else. */
function textOf(card: object): string | undefined {
  const agency = scorecardOf.get(card);
  if (agency === undefined) return undefined;
  const known = texts.get(card);
  if (known !== undefined) return inflateRawSync(known).toString();
  const text = indented(shaped(agency, AGENCY), '\n');
  texts.set(card, deflateRawSync(text, { level: 1 }));
  return text;
}

function cardsOf(scorecards: Run['scorecards']): object {
  return { ...(shaped(scorecards, { ...SCORECARDS, agencies: true }) as object), agencies: scorecards.agencies.map(cardOf) };
}

const HEAD = { complete: true, marking: true, asOf: true, tool: RUN.tool, packs: RUN.packs, codelists: RUN.codelists };

function headOf(run: Run, schema: string): object {
  const { complete, marking, asOf, tool, packs, codelists } = shaped(run, HEAD) as Run;
  const head = { $schema: schema, schemaVersion: 1, complete, marking, asOf, tool, placeholderCodes: hasPlaceholder(run) };
  return { ...head, suppressedBelow: run.options.suppress ?? null, packs, codelists };
}

function* pretty(value: object): Generator<string> {
  for (const piece of piecesOf(value, '\n', DEEP)) yield forJson(piece);
  yield '\n';
}

/**
 * JSON with two blanks a level, but what fits on a line of its own on one line: scorecards of a nation have hundreds of thousands of figures.
 *
 * @param margin line end and blanks that stand before what the value is part of
 */
function indented(value: unknown, margin: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = textOf(value);
  // No line end within a text of JSON is one of the text's own.
  if (known !== undefined) return known.replaceAll('\n', margin);
  const line = JSON.stringify(value);
  return line.length <= LINE ? line : [...piecesOf(value, margin, 0)].join('');
}

/** The same piece by piece: from the first item on that no longer fits on the line, each by itself, and so their own down to a depth. */
function* piecesOf(value: object, margin: string, depth: number): Generator<string> {
  const inner = `${margin}  `;
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  /** Items as long as all of them may fit on one line, and their names. */
  const items: string[] = [];
  const names: string[] = [];
  let length = 1;
  let isOpen = false;
  for (const [name, item] of isList ? value.entries() : Object.entries(value)) {
    if (item === undefined && !isList) continue;
    const own = isList ? '' : JSON.stringify(name);
    if (isOpen) {
      yield `,${inner}${isList ? '' : `${own}: `}`;
      if (depth > 0 && typeof item === 'object' && item !== null && !scorecardOf.has(item)) yield* piecesOf(item, inner, depth - 1);
      else yield indented(item ?? null, inner);
      continue;
    }
    const text = indented(item ?? null, inner);
    names.push(own);
    items.push(text);
    length += text.includes('\n') ? Number.POSITIVE_INFINITY : text.length + 1 + (isList ? 0 : own.length + 1);
    if (length <= LINE) continue;
    isOpen = true;
    yield open + items.map((one, at) => inner + (isList ? one : `${names[at]}: ${one}`)).join(',');
  }
  yield isOpen ? margin + close : open! + items.map((text, at) => (isList ? text : `${names[at]}:${text}`)).join(',') + close!;
}

/** Characters of a line that may hold a whole object or list: with 120, blanks would be a third of the text. */
const LINE = 300;
/** Levels down to which large parts may lie: a run has scorecards, these have a list of agencies, and an agency stands in it. */
const DEEP = 3;
