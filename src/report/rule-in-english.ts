import { type Condition, type Conditions, EVERYWHERE, type Pack, type Rule } from '../model/pack.ts';
import type { ReconcileRule } from '../model/reference.ts';
import { batchRuleInEnglish } from './batch-rule-in-english.ts';
import { about, all, any, type Clause, clause, listed, negated } from './clause.ts';
import { reconcileInEnglish } from './reconcile-in-english.ts';
import { type LabelOf, valueInEnglish } from './value-in-english.ts';

/** What a rule asks: in its owner's words where it has any, else as its conditions say it. */
export const askedInEnglish = (rule: Rule, pack: Pack): string => rule.asks ?? ruleInEnglish(rule, pack);

/** What the conditions of a rule ask, as one English sentence: "When handling code is C, expect handling conditions." */
export function ruleInEnglish(rule: Rule, pack: Pack): string {
  if (rule.kind === 'file') return `Expect no fault of the kind “${rule.fault.replaceAll('-', ' ')}” in a file.`;
  const label = labels(pack);
  if (rule.kind === 'volume' || rule.kind === 'dominantValue') return `${batchRuleInEnglish(rule, label, undefined)}.`;
  if (rule.kind === 'reconcile') return `${reconciliation(rule, pack, label)}.`;
  const everywhere = rule.at.includes(EVERYWHERE);
  const several = rule.at.length > 1 || everywhere;
  const subject = subjectOf(rule, pack);
  const always = Object.keys(rule.when).length === 0;
  if (rule.kind === 'unique' || rule.kind === 'nearDuplicate')
    return `${batchRuleInEnglish(rule, label, always ? undefined : conditionsInEnglish(rule.when, subject).yes.text)}.`;
  const when = always ? 'in every record' : `when ${conditionsInEnglish(rule.when, subject).yes.text}`;
  const sentence = `${when}, expect ${expectation(rule.expect, subject)}.`;
  const places = everywhere ? 'every field, as the file has it' : `each of ${listed(rule.at.map(label), 'and')}`;
  const each = several ? `for ${places}: ` : '';
  return upperFirst(each + sentence);
}

/** The conditions of a rule one by one, the last of them what it expects; one sentence where they are few or of another kind. */
export function testInEnglish(rule: Rule, pack: Pack): readonly string[] {
  const whole = ruleInEnglish(rule, pack);
  if (rule.kind !== 'record' || whole.length < LONG || rule.at.length !== 1 || rule.at.includes(EVERYWHERE)) return [whole];
  const subject = subjectOf(rule, pack);
  const parts = Object.entries(rule.when).flatMap(([name, condition]): string[] => {
    const { anyOf } = (name === 'not' ? condition : {}) as { anyOf?: readonly Conditions[] };
    const refused =
      anyOf === undefined ? [{ [name]: condition } as Conditions] : anyOf.map((one) => ({ not: one }) as unknown as Conditions);
    return refused.map((one) => {
      const { text, joined } = conditionsInEnglish(one, subject).yes;
      return joined === 'or' ? `(${text})` : text;
    });
  });
  return [...parts.map((part, i) => `${i === 0 ? 'When' : 'and'} ${part},`), `expect ${expectation(rule.expect, subject)}.`];
}

function reconciliation(rule: ReconcileRule, pack: Pack, label: LabelOf): string {
  const reference = pack.references?.find((one) => one.name === rule.reference);
  if (reference === undefined) return `Expect no fault against the file ${rule.reference}`;
  const columnLabel = labels({ ...pack, fields: reference.columns });
  return reconcileInEnglish(rule, reference, label, columnLabel, (conditions, of) => {
    const subject: Subject = { labelOf: of === 'row' ? columnLabel : label, isList: (field) => isListIn(pack, field) && of === 'record' };
    return conditionsInEnglish(conditions, subject).yes.text;
  });
}

const isListIn = (pack: Pack, field: string): boolean => pack.fields.find((one) => one.name === field)?.list === true;

/** From so many letters on, a sentence of conditions is told in parts. */
const LONG = 300;

/** What a rule's conditions speak about: `@` is the field that it judges. */
function subjectOf({ at }: { readonly at: readonly string[] }, pack: Pack): Subject {
  const label = labels(pack);
  const [only] = at;
  const several = at.length !== 1 || at.includes(EVERYWHERE);
  return {
    labelOf: (field) => (field === '@' ? (several || only === undefined ? 'the field' : label(only)) : label(field)),
    isList: (field) => {
      const names = field === '@' ? at : [field];
      return names.length > 0 && names.every((name) => pack.fields.find((one) => one.name === name)?.list === true);
    },
  };
}

interface Subject {
  readonly labelOf: LabelOf;
  readonly isList: (field: string) => boolean;
}

/** What is asked to be there or not is named alone ("expect handling conditions"); all else follows in a "that". */
function expectation(expect: Conditions, subject: Subject): string {
  const plain: string[] = [];
  const rest: Record<string, Conditions[string]> = {};
  for (const [field, condition] of Object.entries(expect)) {
    if (condition === true && isField(field)) plain.push(subject.labelOf(field));
    else if (condition === false && isField(field)) plain.push(`no ${subject.labelOf(field)}`);
    else rest[field] = condition;
  }
  const that = Object.keys(rest).length === 0 ? [] : [`that ${conditionsInEnglish(rest, subject).yes.text}`];
  if (plain.length + that.length === 0) return 'nothing more';
  return [...(plain.length === 0 ? [] : [listed(plain, 'and')]), ...that].join(', and ');
}

function isField(name: string): boolean {
  return name !== 'anyOf' && name !== 'not' && name !== 'is';
}

function conditionsInEnglish(conditions: Conditions, subject: Subject): Clause {
  const parts = Object.entries(conditions).map(([name, condition]) => {
    if (name === 'anyOf') return any((condition as readonly Conditions[]).map((one) => conditionsInEnglish(one, subject)));
    if (name === 'not') return notAllOf(condition as Conditions, subject);
    if (name === 'is') return clause(`the record is ${condition}`, `the record is not ${condition}`);
    return fieldInEnglish(name, condition as Condition, subject);
  });
  return parts.length === 0 ? clause('the record is any', 'the record is none') : all(parts);
}

/** Several conditions that must not all hold are easier to read whole than turned round one by one. */
function notAllOf(conditions: Conditions, subject: Subject): Clause {
  const [only, another] = Object.entries(conditions);
  if (only?.[0] === 'anyOf' && another === undefined) return all((only[1] as readonly Conditions[]).map((one) => notAllOf(one, subject)));
  const inner = conditionsInEnglish(conditions, subject);
  if (another === undefined) return negated(inner);
  return { ...negated(inner), yes: { text: `it is not so that (${inner.yes.text})`, joined: null } };
}

function fieldInEnglish(field: string, condition: Condition, { labelOf, isList }: Subject): Clause {
  const label = labelOf(field);
  if (condition === true) return clause(`the record has ${label}`, `the record has no ${label}`);
  if (condition === false) return clause(`the record has no ${label}`, `the record has ${label}`);
  const inner = onlyKeyword(condition, 'contains');
  if (inner !== undefined) return someItem(label, inner, labelOf);
  const refused = onlyKeyword(condition, 'not');
  const unwanted = refused === undefined ? undefined : onlyKeyword(refused, 'contains');
  if (unwanted !== undefined) return negated(someItem(label, unwanted, labelOf));
  const asked = valueInEnglish(condition, labelOf);
  return isList(field) && !speaksOfList(condition) ? about(`each of the ${label}`, asked, `one of the ${label}`) : about(label, asked);
}

/** Not so: no item is, rather than some item is not; and of what no item may fail, each is so. */
function someItem(label: string, schema: unknown, labelOf: LabelOf): Clause {
  const refused = onlyKeyword(schema, 'not');
  if (refused !== undefined) {
    const asked = valueInEnglish(refused, labelOf);
    return { yes: about(`at least one of the ${label}`, negated(asked)).yes, no: about(`each of the ${label}`, asked).yes };
  }
  const inner = valueInEnglish(schema, labelOf);
  return { yes: about(`at least one of the ${label}`, inner).yes, no: about(`none of the ${label}`, inner).yes };
}

function onlyKeyword(schema: unknown, keyword: string): unknown {
  const entries = typeof schema === 'object' && schema !== null ? Object.entries(schema) : [];
  return entries.length === 1 && entries[0]?.[0] === keyword ? entries[0][1] : undefined;
}

function speaksOfList(schema: object): boolean {
  return ['contains', 'minItems', 'maxItems', 'uniqueItems', 'readable'].some((keyword) => keyword in schema);
}

function labels(pack: Pack): LabelOf {
  const byName = new Map(pack.fields.map((field) => [field.name, field.label]));
  return (name) => lowerFirst(byName.get(name) ?? name);
}

/** "Handling code" reads "handling code" within a sentence; "URN", "PNC ID" and "Home Office class" stay as they are. */
function lowerFirst(label: string): string {
  const isName = !/^\p{Lu}(?:\p{Ll}| )/u.test(label) || /^\S+ \p{Lu}\p{Ll}/u.test(label);
  return isName ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
