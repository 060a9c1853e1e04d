/** Folds a code, label or name so that case, spaces and punctuation do not matter: compatibility forms unified, letters and digits only, upper case. */
export function foldSpelling(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) return foldAny(text);
    if ((unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90)) folded += text[at];
    else if (unit >= 97 && unit <= 122) folded += String.fromCharCode(unit - 32);
  }
  return folded;
}

function foldAny(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Number of edits (insert, delete, replace, swap of neighbours) between two texts, or `limit + 1` if there are more than `limit`.
 * Optimal string alignment distance; linear memory, at most length² steps.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
