import { fieldIndex, type Keyword } from './keyword.ts';

/** `agreesWithParts`: what the text splits into is, case aside, what the fields of the parts hold. Text that does not split agrees with anything. */
export const agreesWithParts: Keyword = {
  name: 'agreesWithParts',
  sees: (field) => field.name,
  reads: (_options, _pack, field) => [...new Set((field.splits ?? []).flatMap((split) => split.into))],
  prepare(_options, pack, field) {
    const splits = (field.splits ?? []).map(({ pattern, into }) => ({
      pattern: new RegExp(pattern, 'u'),
      parts: into.map((name) => fieldIndex(pack, name)),
    }));
    return (value, { record }) => {
      if (typeof value !== 'string') return true;
      for (const { pattern, parts } of splits) {
        const match = pattern.exec(value);
        if (match === null) continue;
        return parts.every((part, index) => {
          const text = match[index + 1] ?? '';
          const other = record.reading(part).value;
          return text === '' || typeof other !== 'string' || text.toUpperCase() === other.toUpperCase();
        });
      }
      return true;
    };
  },
};
