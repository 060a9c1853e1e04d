import { forHtml } from './escape.ts';

/** HTML that was made by `html` and may be put into other HTML as it is. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | readonly Part[];

/** Makes HTML: everything put in is escaped, but for other markup; null puts in nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((string, index) => string + put(parts[index] ?? null)).join('') };
}

function put(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'object') return 'markup' in part ? part.markup : part.map(put).join('');
  return forHtml(String(part));
}
