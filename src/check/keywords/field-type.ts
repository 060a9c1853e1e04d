import type { Keyword } from './keyword.ts';

/** `fieldType`: the field that it stands at is of this type, whatever its value. Of use to rules that stand everywhere. */
export const fieldType: Keyword = {
  name: 'fieldType',
  sees: (field) => field.type,
  outline(options, _pack, field) {
    const holds = field.type === options;
    return () => holds;
  },
  prepare(options, _pack, field) {
    const holds = field.type === options;
    return () => holds;
  },
};
