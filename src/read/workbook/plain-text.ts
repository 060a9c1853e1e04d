const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** A text as the cell shows it: `_x000D_` stands for a character that XML can't hold or would change (ECMA-376 part 1, 22.9.2.19). */
export const plainText = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
