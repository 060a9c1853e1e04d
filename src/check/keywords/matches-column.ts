import { makePatternTest } from '../quick-pattern.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

interface Options {
  readonly field: string;
  readonly column: string;
  readonly otherwise: string;
}

/**
 * `matchesColumn`: the text matches one of the patterns that a column of another field's code list has for that field's code;
 * where the code is unknown or its cell empty, the pattern `otherwise`.
 */
export const matchesColumn: Keyword = {
  name: 'matchesColumn',
  reads: (options) => [(options as Options).field],
  prepare(options, pack) {
    const { field, column, otherwise } = options as Options;
    const index = fieldIndex(pack, field);
    const list = pack.codelists.get(pack.fields[index]!.codelist ?? '');
    if (list === undefined) throw new Error(`the field ${field} has no code list`);
    const patterns = new Map<unknown, readonly ReturnType<typeof makePatternTest>[]>();
    for (const entry of list.entries.values()) {
      const own = entry.columns.get(column) ?? [];
      if (own.length > 0)
        patterns.set(
          entry.code,
          own.map((pattern) => makePatternTest(pattern)),
        );
    }
    const usual = [makePatternTest(otherwise)];
    return (value, { record }) => {
      if (typeof value !== 'string') return true;
      const tests = patterns.get(record.reading(index).value) ?? usual;
      for (let n = 0; n < tests.length; n++) if (tests[n]!(value)) return true;
      return false;
    };
  },
};
