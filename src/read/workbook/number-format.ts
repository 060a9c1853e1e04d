import { dateFromSerial, format, getFormatDateInfo, getFormatFromId, isTextFormat, isValidFormat } from 'numfmt';

/** Makes the text that a cell shows of the number that it holds. */
export type NumberFormat = (value: number) => string;

/** What a cell shows whose number has no date: as if it were too narrow. */
const UNSHOWN = '########';
/** Days from 1900 to 1904: workbooks made on old Macs count from there. */
const DAYS_TO_1904 = 1462;
/** The last day that a spreadsheet knows: 31 December 9999. */
const LAST_DAY = 2_958_466;
/** Whole numbers below this are shown with all their digits where no format is set. */
const GENERAL_DIGITS = 1e11;

const two = (number: number): string => String(number).padStart(2, '0');

/** As ISO, whatever order of day and month the format has: which of them the screen shows may depend on the machine. */
function isoFormat(hasTime: boolean, hasSeconds: boolean, offset: number): NumberFormat {
  return (value) => {
    const serial = value + offset;
    if (!(serial >= 0 && serial < LAST_DAY)) return UNSHOWN;
    const [year, month, day, hour, minute, second] = dateFromSerial(serial);
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return hasTime ? `${date}T${two(hour)}:${two(minute)}${hasSeconds ? `:${two(second)}` : ''}` : date;
  };
}

const general: NumberFormat = (value) =>
  Number.isInteger(value) && Math.abs(value) < GENERAL_DIGITS ? String(value) : format('General', value);

/**
 * The number format of a code such as `dd/mm/yyyy` or `0.00E+00`. A date with day, month and year is given as ISO; all else as shown.
 * What no format is set for is shown as spreadsheets do: with at most 11 digits, and in powers of ten beyond.
 */
export function numberFormat(code: string, countsFrom1904: boolean): NumberFormat {
  if (/^general$/i.test(code) || isTextFormat(code) || !isValidFormat(code)) return general;
  const offset = countsFrom1904 ? DAYS_TO_1904 : 0;
  const { year, month, day, hours, seconds } = getFormatDateInfo(code);
  if (year && month && day) return isoFormat(hours, seconds, offset);
  const isDate = year || month || day;
  return (value) => format(code, value + (isDate ? offset : 0), { throws: false }).trim();
}

/** The code of a format that workbooks need not spell out (ECMA-376 part 1, 18.8.30). East Asian ones (27 to 36, 50 to 58) are dates. */
export function builtInFormat(id: number): string {
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'yyyy-mm-dd';
  return (id <= 49 ? getFormatFromId(id) : null) ?? 'General';
}
