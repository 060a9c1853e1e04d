import { LONGEST_TEXT, quickText } from './quick-text.ts';
import type { Units } from './units.ts';

/** Units of a text from which on WebAssembly is quicker. */
const LONG = 48;

/**
 * Makes a function that is true of texts only if they have none of these units, which hold no printable ASCII. It may be false of others
 * that have none, where more units are avoided elsewhere.
 * @param isQuick false to look without WebAssembly, as where it may not run
 */
export function makeLacks(units: readonly Units[], isQuick = true): (text: string) => boolean {
  const unwanted = new Uint8Array(0x10000);
  for (const [first, last] of units) unwanted.fill(1, first, last + 1);
  const quick = isQuick ? quickText() : null;
  quick?.avoid(units);
  return (text) => {
    if (quick !== null && text.length >= LONG && text.length <= LONGEST_TEXT) return quick.lacks(text);
    for (let at = 0; at < text.length; at++) if (unwanted[text.charCodeAt(at)] !== 0) return false;
    return true;
  };
}
