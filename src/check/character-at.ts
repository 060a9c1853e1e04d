/** 1-based number of the character (code point) that begins at a 0-based index of UTF-16 units. */
export const characterAt = (text: string, index: number): number => [...text.slice(0, index)].length + 1;
