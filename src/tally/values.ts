import type { Pack } from '../model/pack.ts';
import type { DefaultValues, FieldValues } from '../model/scorecard.ts';
import { defaultFields, NO_PLAN } from '../model/scorecard-plan.ts';
import type { Measures, Tally } from '../model/tally.ts';
import { share } from './share.ts';

/** Records that must share a value for it to be shown. */
export const SHOWN_FROM = 20;

/** Records by the values of the fields that the packs name. Fields that no record was asked for are left out. */
export function valuesOf({ values }: Measures, pack: Pack, { dropped }: Tally): FieldValues[] {
  return (pack.scorecard ?? NO_PLAN).values.flatMap((name, index) => {
    const counted = values[index];
    const field = pack.fields.find((one) => one.name === name);
    if (counted === undefined || field === undefined) return [];
    const list = field.codelist === undefined ? undefined : pack.codelists.get(field.codelist);
    const sorted = [...counted.counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const shown = sorted.filter(([, records]) => records >= SHOWN_FROM);
    const others = sorted.slice(shown.length);
    return [
      {
        field: name,
        label: field.label,
        records: counted.present,
        absent: counted.absent,
        values: shown.map(([value, records]) => ({
          value,
          label: list?.entries.get(value)?.label ?? null,
          share: share(records, counted.present),
        })),
        others: dropped.has(`values:${index}`)
          ? null
          : { values: others.length, records: others.reduce((sum, [, records]) => sum + records, 0) },
      },
    ];
  });
}

/** Share of meaningless values by field, fields without any value left out. */
export function defaultsOf({ defaults }: Measures, pack: Pack): DefaultValues[] {
  return defaultFields(pack).flatMap((field, place) => {
    const { name, label } = pack.fields[field]!;
    const n = defaults[2 * place] ?? 0;
    return n === 0 ? [] : [{ field: name, label, share: share(defaults[2 * place + 1] ?? 0, n) }];
  });
}
