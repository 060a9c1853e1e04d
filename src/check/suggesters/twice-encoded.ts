/** Characters of Windows-1252 for the bytes 0x80–0x9F. Source: Unicode Consortium, CP1252.TXT. */
const SPECIAL = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const byteOf = (character: string): number => {
  const at = SPECIAL.indexOf(character);
  return at === -1 ? character.charCodeAt(0) : 0x80 + at;
};
const RUN = new RegExp(`[\\u0080-\\u00ff${SPECIAL}]{2,}`, 'g');
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that was UTF-8, was taken for Windows-1252 and saved so: every run that is UTF-8 when its characters are bytes is read as that. */
export function decodeTwiceEncoded(text: string): string {
  return text.replace(RUN, (run) => {
    try {
      return decoder.decode(Uint8Array.from(run, byteOf));
    } catch {
      return run;
    }
  });
}
