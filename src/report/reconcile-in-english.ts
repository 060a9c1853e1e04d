import type { Conditions } from '../model/pack.ts';
import type { MatchRule, ReconcileRule, Reference, Relation, Way } from '../model/reference.ts';
import { listed } from './clause.ts';
import { counted } from './numbers.ts';
import type { LabelOf } from './value-in-english.ts';

/** What is asked of a record or a row, as the words that follow "when". */
type ConditionsText = (conditions: Conditions, of: 'record' | 'row') => string;

/** What a rule about records and the rows of a reference file asks, without the full stop. */
export function reconcileInEnglish(
  rule: ReconcileRule,
  reference: Reference,
  fieldLabel: LabelOf,
  columnLabel: LabelOf,
  when: ConditionsText,
): string {
  const file = within(reference.title);
  const wayText = (way: Way): string => wayInEnglish(way, fieldLabel, columnLabel, when);
  const ways = rule.judges === 'repeats' ? '' : rule.match.map(wayText).join(', or else ');
  const always = Object.keys(rule.when).length === 0;
  if (rule.judges === 'repeats') {
    const columns = listed(rule.columns.map(columnLabel), 'and');
    const asked = always ? '' : `, of rows for which ${when(rule.when, 'row')}`;
    return `In the ${file}, expect each ${columns} only once${asked}`;
  }
  if (rule.judges === 'row') {
    const { period, withinDays } = rule;
    const rows = always ? `each row of the ${file}` : `each row of the ${file} for which ${when(rule.when, 'row')}`;
    const grace = period === undefined ? 0 : period.graceDays;
    const dated =
      period === undefined
        ? ''
        : `, its ${columnLabel(period.column)} lying from the first record to the last${grace === 0 ? '' : ` less ${counted(grace, 'day')}`}`;
    const recent = withinDays === undefined ? '' : ` dated at most ${counted(withinDays, 'day')} before the as-of day,`;
    return `For ${rows}${dated}, expect a record${recent} with ${ways}`;
  }
  const start = always ? 'For every record' : `When ${when(rule.when, 'record')}`;
  return `${start}, ${matchInEnglish(rule, file, ways, wayText, (relation) => relationInEnglish(relation, fieldLabel, columnLabel), when)}`;
}

function matchInEnglish(
  rule: MatchRule,
  file: string,
  ways: string,
  wayText: (way: Way) => string,
  relationText: (relation: Relation) => string,
  when: ConditionsText,
): string {
  const row = `a row of the ${file}`;
  if (rule.byWay !== undefined)
    return `if it has ${row}, expect that to be by ${listed(rule.match.slice(0, rule.byWay).map(wayText), 'or')}, not by ${listed(rule.match.slice(rule.byWay).map(wayText), 'or')}`;
  const asked = [
    ...rule.agrees.map(relationText),
    ...(rule.satisfies === undefined ? [] : [`a row for which ${when(rule.satisfies, 'row')}`]),
  ];
  if (asked.length === 0) return `expect ${row} with ${ways}`;
  const earliest = rule.first ? ' and is the earliest of it' : '';
  return `if it has ${row} with ${ways}${earliest}, expect ${listed(asked, 'and')}`;
}

function wayInEnglish({ relations, when: conditions }: Way, fieldLabel: LabelOf, columnLabel: LabelOf, when: ConditionsText): string {
  const parts = relations.map((relation) => relationInEnglish(relation, fieldLabel, columnLabel));
  const asked = Object.keys(conditions).length === 0 ? '' : ` (if ${when(conditions, 'record')})`;
  return `${listed(parts, 'and')}${asked}`;
}

function relationInEnglish(relation: Relation, fieldLabel: LabelOf, columnLabel: LabelOf): string {
  const [field, column] = [fieldLabel(relation.field), columnLabel(relation.column)];
  switch (relation.kind) {
    case 'equal':
      return field === column ? `the same ${field}` : `a ${field} that is its ${column}`;
    case 'absent':
      return field === column ? `no ${field} on either side` : `neither ${field} nor ${column}`;
    case 'near':
      return `${field} at most ${counted(relation.days, 'day')} from ${column}`;
    case 'notAfter':
      return `${field} at most ${counted(relation.days, 'day')} after ${column}`;
  }
}

/** "Referral log" reads "referral log" within a sentence. */
const within = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
