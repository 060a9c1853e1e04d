import type { Keyword } from './keyword.ts';

/** Check letters of PNC IDs and CRO numbers (NPCC POLE data standard v1.1): a remainder of 0–22 picks one. */
const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** The check letter of a two-digit year followed by a serial number of `width` digits: that number mod 23 picks it. */
const letterOf = (year: string, serial: string, width: number): string => LETTERS[Number(`${year}${serial.padStart(width, '0')}`) % 23]!;

/** The ways to read a PNC ID as the last two digits of its year, its serial and its letter: where the slash lacks there may be two. */
const PNC_IDS = [/^\d\d(\d\d)\/?(\d{1,7})([A-Z])$/, /^(\d\d)\/?(\d{1,7})([A-Z])$/];

/** `YYYY/NNNNNNND` (the year may have two digits, the slash may lack): true if the letter is right, or the form is not a PNC ID's at all. */
function pncId(text: string): boolean {
  let isRead = false;
  for (const form of PNC_IDS) {
    const read = form.exec(text);
    if (read === null) continue;
    if (letterOf(read[1]!, read[2]!, 7) === read[3]) return true;
    isRead = true;
  }
  return !isRead;
}

/**
 * `N…N/YYD` or `SFYY/N…ND`: true if the letter is right, or the form is not a CRO number's at all.
 * Public sources differ on how many digits the serial is filled up to (7, 6 or as written), so a letter that is right by any of them passes.
 */
function cro(text: string): boolean {
  const plain = /^(\d{1,6})\/(\d{2})([A-Z])$/.exec(text);
  const summary = /^SF(\d{2})\/(\d{1,6})([A-Z])$/.exec(text);
  const [year, serial, letter] = plain ? [plain[2], plain[1], plain[3]] : summary ? summary.slice(1) : [];
  return year === undefined || [7, 6, 0].some((width) => letterOf(year, serial!, width) === letter);
}

const ALGORITHMS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['pnc-id', pncId],
  ['cro', cro],
]);

/** `checkDigit`: the check letter is the one that the rest gives. Text of another form passes: that is a fault of form, not of the letter. */
export const checkDigit: Keyword = {
  name: 'checkDigit',
  prepare(options) {
    const algorithm = ALGORITHMS.get(String(options));
    if (algorithm === undefined) throw new Error(`no check digit algorithm ${String(options)}`);
    return (value) => typeof value !== 'string' || algorithm(value);
  },
};
