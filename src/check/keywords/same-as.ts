import { fieldIndex, type Keyword } from './keyword.ts';

/** `sameAs`: the value equals that of another field; dates to the day. False if the other is absent. */
export const sameAs: Keyword = {
  name: 'sameAs',
  reads: (options) => [(options as { field: string }).field],
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
