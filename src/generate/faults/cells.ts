import type { Style } from '../style.ts';
import { changed, type FaultKind, replaced } from './kind.ts';

/** Styles written as UTF-8, which has every character. */
const UNICODE: readonly Style[] = ['plain', 'jsonl'];

/** Names of units, and how they read when their UTF-8 is taken for Windows-1252. */
const TWICE_ENCODED: Readonly<Record<string, string>> = {
  'Café Watch': 'CafÃ© Watch',
  'Porth Tŷ': 'Porth TÅ·',
  'Driver’s Desk': 'Driverâ€™s Desk',
};

/** Puts a mark inside a text, after its third character. */
const within = (text: string, mark: string): string => text.slice(0, 3) + mark + text.slice(3);

/** Damage that any cell may take, whatever its column. */
export const CELL_FAULTS: readonly FaultKind[] = [
  changed(
    'file/invisible-character',
    'unit',
    (record) => {
      record.unit = within(record.unit, '\u00ad');
    },
    { slip: true },
  ),
  changed(
    'file/invisible-character',
    'narrative',
    (record, random) => {
      record.narrative = within(record.narrative, random.pick(['\u200b', '\u2060', '\u202e', '\ufeff']));
    },
    { kind: 'invisible-character-in-narrative', styles: UNICODE, slip: true },
  ),
  changed(
    'file/double-encoded-text',
    'unit',
    (record) => {
      record.unit = TWICE_ENCODED[record.unit] ?? TWICE_ENCODED['Café Watch']!;
    },
    {
      styles: UNICODE,
      slip: true,
      mean: (record, random) => {
        record.unit = random.pick(Object.keys(TWICE_ENCODED));
      },
    },
  ),
  replaced('file/spreadsheet-damage', 'unit', ['#REF!', '########', '1.23E+11', '#VALUE!']),
  replaced('intelligence-report/default-value-abuse', 'unit', ['UNK', 'Not known', 'n/a', 'XXX', '99999']),
  replaced('intelligence-report/default-value-abuse', 'event_on', ['1900-01-01', '1970-01-01'], { kind: 'default-date' }),
];
