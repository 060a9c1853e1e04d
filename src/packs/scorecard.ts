import { join } from 'node:path';
import type { Codelist, Conditions, Field } from '../model/pack.ts';
import { NO_PLAN, type ScorecardPlan, type TopicPlan } from '../model/scorecard-plan.ts';
import { proveConditions } from './conditions.ts';
import { type Definitions, visible } from './definitions.ts';
import { withNamed } from './named.ts';
import type { Part } from './parts.ts';
import { didYouMean, quote, step } from './problems.ts';
import { fieldIn, proveColumn, type Scope } from './scope.ts';
import type { RuleJson, ScorecardJson, TopicJson } from './shapes.ts';

/** Codes of a list that become topics at most: a list put in the place of the pack's may be long, and every topic costs time on every record. */
const MOST_TOPICS = 40;

/** What all packs together count for scorecards: what a later pack names again wins, what it names anew is added. */
export function makePlan(
  parts: readonly Part[],
  fields: readonly Field[],
  codelists: ReadonlyMap<string, Codelist>,
  named: ReadonlyMap<string, Conditions>,
): ScorecardPlan | undefined {
  const all = parts.flatMap(({ json }) => (json.scorecard === undefined ? [] : [json.scorecard]));
  if (all.length === 0) return undefined;
  const timeliness = Object.assign({}, ...all.map((one) => one.timeliness ?? {})) as NonNullable<ScorecardJson['timeliness']>;
  const topics = Object.assign({}, ...all.map((one) => one.topics ?? {})) as NonNullable<ScorecardJson['topics']>;
  const union = (key: 'values' | 'defaults') => [...new Set(all.flatMap((one) => one[key] ?? []))];
  return {
    ...NO_PLAN,
    timeliness: Object.entries(timeliness).map(([id, { title = id, from = '', to = '', limits = [] }]) => ({
      ...{ id, title, from, to },
      limits: [...limits].sort((a, b) => a - b),
    })),
    topics: Object.entries(topics).flatMap(([id, json]) => topicsOf(id, json, fields, codelists, named)),
    values: union('values'),
    defaults: union('defaults'),
  };
}

function topicsOf(
  id: string,
  json: TopicJson,
  fields: readonly Field[],
  codelists: ReadonlyMap<string, Codelist>,
  named: ReadonlyMap<string, Conditions>,
): TopicPlan[] {
  const { title = id, kind = title, each, spoken, marked = {}, suspected } = json;
  if (each === undefined)
    return [{ id, title, kind, marked: withNamed(marked, named), ...(suspected && { suspected: withNamed(suspected, named) }) }];
  const field = fields.find((one) => one.name === each)!;
  const entries = [...(codelists.get(field.codelist!)?.entries.values() ?? [])].slice(0, MOST_TOPICS);
  return entries.map(({ code, label, columns }) => {
    const classes = spoken === undefined ? [] : (columns.get(spoken.column!) ?? []);
    return {
      ...{ id: code, title: label, kind: json.kind ?? field.label },
      marked: { [each]: { const: code } },
      ...(classes.length > 0 && {
        suspected: { [each]: false, anyOf: classes.map((name) => ({ [spoken!.in!]: { evidence: { class: name } } })) },
      }),
    };
  });
}

/** Proves what a pack says of scorecards: that all it names is there and of the right kind. */
export function proveScorecard(part: Part, scope: Scope, rules: Definitions<RuleJson>): void {
  const { scorecard } = part.json;
  if (scorecard === undefined) return;
  const file = join(part.shown, 'pack.json');
  const { problems } = scope;
  const at = (...keys: (string | number)[]) => keys.reduce<string>((path, key) => step(path, key), '$.scorecard');
  for (const [id, one] of Object.entries(scorecard.timeliness ?? {}))
    for (const key of ['from', 'to'] as const) {
      const name = one[key];
      const field = name === undefined ? undefined : fieldIn(scope, name, file, at('timeliness', id, key));
      if (field !== undefined && (field.type !== 'date' || field.list))
        problems.add(file, at('timeliness', id, key), `found ${quote(name)}, a field of type ${quote(field.type)}; expected one date`);
    }
  for (const [id, one] of Object.entries(scorecard.topics ?? {})) {
    for (const key of ['marked', 'suspected'] as const)
      if (one[key] !== undefined) proveConditions(one[key], [], file, at('topics', id, key), scope);
    if ((one.each === undefined) === (one.marked === undefined))
      problems.add(file, at('topics', id), 'expected either "each", the field whose codes are topics, or "marked", a condition');
    if (one.each === undefined) continue;
    const field = fieldIn(scope, one.each, file, at('topics', id, 'each'));
    if (field !== undefined && (field.codelist === undefined || field.list))
      problems.add(file, at('topics', id, 'each'), `found ${quote(one.each)}; expected a field with a code list that holds one value`);
    if (one.spoken?.in !== undefined) fieldIn(scope, one.spoken.in, file, at('topics', id, 'spoken', 'in'));
    if (one.spoken?.column !== undefined && field?.codelist !== undefined)
      proveColumn(scope, field.codelist, one.spoken.column, file, at('topics', id, 'spoken', 'column'));
  }
  for (const [index, name] of (scorecard.values ?? []).entries()) {
    const field = fieldIn(scope, name, file, at('values', index));
    if (field !== undefined && !field.coded)
      problems.add(file, at('values', index), `the field ${quote(name)} is not coded; only coded fields are counted by value`);
  }
  const known = visible(rules, part);
  for (const [index, id] of (scorecard.defaults ?? []).entries())
    if (!known.has(id)) problems.add(file, at('defaults', index), `there is no rule ${quote(id)}${didYouMean(id, known.keys())}`);
}
