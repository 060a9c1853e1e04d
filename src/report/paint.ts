import type { Severity } from '../model/pack.ts';
import type { VerdictWord } from '../model/run.ts';

type Paint = (text: string) => string;

/** Colours by meaning; without colour all of them leave text as it is. */
export interface Brush {
  readonly bold: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  severity(severity: Severity): Paint;
  verdict(verdict: VerdictWord): Paint;
}

/** A brush that paints by ANSI codes of the 16 colours, or not at all. Each line is painted by itself. */
export function brush(color: boolean): Brush {
  const painter = (on: number, off: number): Paint =>
    color ? (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`) : (text) => text;
  const [bold, red, yellow, green, blue] = [painter(1, 22), painter(31, 39), painter(33, 39), painter(32, 39), painter(34, 39)];
  return {
    bold,
    error: red,
    warning: yellow,
    severity: (severity) => ({ error: red, warning: yellow, info: blue })[severity],
    verdict: (verdict) => ({ ready: green, 'ready-with-waivers': yellow, 'not-ready': red })[verdict],
  };
}
