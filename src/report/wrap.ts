/** Breaks text into lines of at most `width` characters at blanks; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    let rest = [...word];
    const room = width - [...line].length - 1;
    if (line !== '' && rest.length > room) {
      lines.push(line);
      line = '';
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width).join(''));
      rest = rest.slice(width);
    }
    line = line === '' ? rest.join('') : `${line} ${rest.join('')}`;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Wrapped text whose first line starts with `first` and whose others with as many blanks, all within `width`. */
export function indented(text: string, width: number, first: string): string[] {
  const room = Math.max(10, width - [...first].length);
  return wrap(text, room).map((line, index) => (index === 0 ? first : ' '.repeat([...first].length)) + line);
}
