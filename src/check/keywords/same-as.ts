import { NO_DAY } from '../../model/day.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

/** `sameAs`: the value equals that of another field; dates to the day. False if the other is absent. */
export const sameAs: Keyword = {
  name: 'sameAs',
  reads: (options) => [(options as { field: string }).field],
  dates(options, pack, own) {
    const index = fieldIndex(pack, (options as { field: string }).field);
    if (pack.fields[index]!.type !== 'date') return undefined;
    return ({ record }) => {
      const day = record.day?.(own) ?? NO_DAY;
      const other = record.day?.(index) ?? NO_DAY;
      return day === NO_DAY || other === NO_DAY ? undefined : day === other;
    };
  },
  prepare(options, pack) {
    const { field } = options as { field: string };
    const index = fieldIndex(pack, field);
    const isDate = pack.fields[index]!.type === 'date';
    return (value, context) => {
      const other = context.record.reading(index).value;
      if (isDate && typeof other === 'string' && typeof value === 'string') return other.slice(0, 10) === value.slice(0, 10);
      return other === value;
    };
  },
};
