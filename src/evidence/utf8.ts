/** U+FFFD, one byte long: what stands for a byte that is no UTF-8. */
const INVALID = (1 << 16) | 0xfffd;

/** Whether the byte at `at` continues a character. */
function continues(bytes: Uint8Array, at: number, to: number): boolean {
  return at < to && (bytes[at]! & 0xc0) === 0x80;
}

/**
 * Reads the character of several bytes that begins at `at` and ends before `to`: its number of bytes × 65,536 + its UTF-16 unit.
 * A character beyond the basic plane is told as U+FFFD, and so is each byte that is no UTF-8 (overlong forms and surrogates too).
 */
export function wideAt(bytes: Uint8Array, at: number, to: number): number {
  const lead = bytes[at]!;
  if (lead >= 0xc2 && lead < 0xe0 && continues(bytes, at + 1, to)) return (2 << 16) | ((lead & 0x1f) << 6) | (bytes[at + 1]! & 0x3f);
  if (!continues(bytes, at + 1, to) || !continues(bytes, at + 2, to)) return INVALID;
  const tail = ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
  if (lead >= 0xe0 && lead < 0xf0) {
    const code = ((lead & 0x0f) << 12) | tail;
    return code < 0x800 || (code >= 0xd800 && code < 0xe000) ? INVALID : (3 << 16) | code;
  }
  return lead >= 0xf0 && lead < 0xf5 && continues(bytes, at + 3, to) ? (4 << 16) | 0xfffd : INVALID;
}
