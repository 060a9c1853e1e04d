import type { Style } from '../style.ts';
import { changed, type FaultKind, replaced } from './kind.ts';

/** Styles written as UTF-8, which has every character. */
const UNICODE: readonly Style[] = ['plain', 'jsonl'];

/** Puts a mark inside a text, after its third character. */
const within = (text: string, mark: string): string => text.slice(0, 3) + mark + text.slice(3);

/** Damage that any cell may take, whatever its column. */
export const CELL_FAULTS: readonly FaultKind[] = [
  changed('file/invisible-character', 'unit', (record) => {
    record.unit = within(record.unit, '\u00ad');
  }),
  changed(
    'file/invisible-character',
    'narrative',
    (record, random) => {
      record.narrative = within(record.narrative, random.pick(['\u200b', '\u2060', '\u202e', '\ufeff']));
    },
    { kind: 'invisible-character-in-narrative', styles: UNICODE },
  ),
  replaced('file/double-encoded-text', 'unit', ['CafÃ© Watch', 'Porth TÅ·', 'Driverâ€™s Desk'], { styles: UNICODE }),
  replaced('file/spreadsheet-damage', 'unit', ['#REF!', '########', '1.23E+11', '#VALUE!']),
  replaced('intelligence-report/default-value-abuse', 'unit', ['UNK', 'Not known', 'n/a', 'XXX', '99999']),
  replaced('intelligence-report/default-value-abuse', 'event_on', ['1900-01-01', '1970-01-01'], { kind: 'default-date' }),
];
