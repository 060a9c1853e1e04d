import type { Codelist, Field, Rule } from '../model/pack.ts';
import { placesOf } from './rule.ts';
import type { RuleJson } from './shapes.ts';

/**
 * The rule, milder if it says so for a code list that does not hold every right code: that of a field it stands at.
 * @param lists those that are used, replacements among them
 */
export function mildened(rule: Rule, json: RuleJson, fields: readonly Field[], lists: ReadonlyMap<string, Codelist>): Rule {
  const { ifIncomplete } = json;
  if (ifIncomplete === undefined) return rule;
  const places = placesOf(json);
  const isIncomplete = fields.some((field) => places.includes(field.name) && lists.get(field.codelist ?? '')?.complete === false);
  return isIncomplete ? { ...rule, severity: ifIncomplete.severity, weight: ifIncomplete.weight ?? rule.weight } : rule;
}
