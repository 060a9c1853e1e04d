import { InvalidArgumentError } from 'commander';
import type { Shard } from '../index.ts';
import { isDay } from './today.ts';

/** Parsers of option arguments. Each throws commander's error with a text that completes "argument 'x' is invalid.". */

/** A parser of a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** A parser of a decimal number from `least` to `most`. */
export function number(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`Give a number from ${least} to ${most}.`);
    return value;
  };
}

/** A day written `YYYY-MM-DD`. */
export function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Give a day as YYYY-MM-DD, for example 2026-06-30.');
  return text;
}

/** `NAME=VALUE`, gathered over repeated options; `form` is shown when the text is not of it. */
export function pair(
  form: string,
): (text: string, before?: readonly (readonly [string, string])[]) => readonly (readonly [string, string])[] {
  return (text, before = []) => {
    const cut = text.indexOf('=');
    const name = text.slice(0, cut).trim();
    const value = text.slice(cut + 1);
    if (cut < 1 || name === '' || value.trim() === '') throw new InvalidArgumentError(`Write it as ${form}.`);
    return [...before, [name, value]];
  };
}

/** Text, gathered over repeated options. */
export function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** `I/N`: one of N shards. */
export function shard(text: string): Shard {
  const [index, of] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).slice(1).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of)
    throw new InvalidArgumentError('Give a shard and how many there are, for example 2/4.');
  return { index, of };
}

/** The character between cells; `tab` and `\t` mean a TAB. */
export function delimiter(text: string): string {
  const character = /^(tab|\\t)$/i.test(text) ? '\t' : text;
  if (character.length !== 1 || /["\r\n]/.test(character)) throw new InvalidArgumentError('Give one character, or the word tab.');
  return character;
}

/** A protective marking that fits on one line. */
export function marking(text: string): string {
  if (text.trim() === '' || text.length > 100 || /\p{Cc}/u.test(text))
    throw new InvalidArgumentError('Give a text of 1 to 100 characters.');
  return text;
}

/** A parser of words parted by commas, each of them one of `known`. */
export function severalOf<T extends string>(known: readonly T[]): (text: string) => readonly T[] {
  return (text) => {
    const words = text.split(',').map((word) => word.trim());
    const found = known.filter((one) => words.includes(one));
    if (found.length !== words.length) throw new InvalidArgumentError(`Give any of ${known.join(', ')}, each once, parted by commas.`);
    return found;
  };
}
