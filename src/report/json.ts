import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AgencyScorecard, Run } from '../model/run.ts';
import { indented, pretty, type StandIns } from './pretty.ts';
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
  return pretty({ ...whole, $schema: RUN_SCHEMA, options, scorecards: cardsOf(run.scorecards) }, CARDS);
}

/** Text of `scorecards.json`: who made it and of what, then nation, regions and agencies. */
export const scorecardsJson = (run: Run): string => [...scorecardsJsonPieces(run)].join('');

/** The same piece by piece. */
export function scorecardsJsonPieces(run: Run): Generator<string> {
  return pretty({ ...headOf(run, SCORECARDS_SCHEMA), ...cardsOf(run.scorecards) }, CARDS);
}

/** Text of `scorecards/<agency>.json`: the same head, and this agency alone. */
export function agencyScorecardJson(run: Run, agency: AgencyScorecard): string {
  return [...pretty({ ...headOf(run, AGENCY_SCORECARD_SCHEMA), agency: cardOf(agency) }, CARDS)].join('');
}

/** Stands for what is written of a scorecard, so that it is made when it is asked for. */
const cards = new WeakMap<AgencyScorecard, object>();
const scorecardOf = new WeakMap<object, AgencyScorecard>();
/** Texts of scorecards at the margin, deflated: three files have them, and of a nation they are forty megabytes. The copies that they are made of go at once. */
const texts = new WeakMap<object, Uint8Array>();

function cardOf(agency: AgencyScorecard): object {
  const known = cards.get(agency);
  if (known !== undefined) return known;
  const card = {};
  cards.set(agency, card);
  scorecardOf.set(card, agency);
  return card;
}

/** Bytes of a scorecard that are made a text of at a time. */
const PIECE = 1 << 15;
const LINE_FEED = 0x0a;

/** What is written of a scorecard, by what stands for it, some lines at a time. */
function* linesOf(card: object): Generator<string> {
  const known = texts.get(card);
  const bytes = known === undefined ? Buffer.from(indented(shaped(scorecardOf.get(card)!, AGENCY) as object)) : inflateRawSync(known);
  if (known === undefined) texts.set(card, deflateRawSync(bytes, { level: 1 }));
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, from + PIECE);
    const to = end === -1 ? bytes.length : end;
    yield bytes.toString('utf8', from, to);
    from = to;
  }
}

const CARDS: StandIns = { has: (value) => scorecardOf.has(value), linesOf };

function cardsOf(scorecards: Run['scorecards']): object {
  return { ...(shaped(scorecards, { ...SCORECARDS, agencies: true }) as object), agencies: scorecards.agencies.map(cardOf) };
}

const HEAD = { complete: true, marking: true, asOf: true, tool: RUN.tool, packs: RUN.packs, codelists: RUN.codelists };

function headOf(run: Run, schema: string): object {
  const { complete, marking, asOf, tool, packs, codelists } = shaped(run, HEAD) as Run;
  const head = { $schema: schema, schemaVersion: 1, complete, marking, asOf, tool, placeholderCodes: hasPlaceholder(run) };
  return { ...head, suppressedBelow: run.options.suppress ?? null, packs, codelists };
}
