import { foldSpelling } from '../../model/spelling.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

/** `standsIn`: the value stands somewhere in the text of another field, whatever its case, blanks and punctuation. False if the other is absent. */
export const standsIn: Keyword = {
  name: 'standsIn',
  reads: (options) => [(options as { field: string }).field],
  prepare(options, pack) {
    const index = fieldIndex(pack, (options as { field: string }).field);
    return (value, { record }) => {
      const other = record.reading(index).value;
      return typeof other === 'string' && foldSpelling(other).includes(foldSpelling(String(value)));
    };
  },
};
