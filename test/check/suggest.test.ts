import { describe, expect, it } from 'vitest';
import { makeSuggest } from '../../src/check/index.ts';
import type { CodelistEntry } from '../../src/model/pack.ts';
import { codelist, field, pack } from '../small-pack.ts';

const list = codelist('marks', [
  { code: 'NEW', aliases: 'newest' },
  { code: 'OLD', replaced_by: 'NEW' },
]);
const withdrawn: CodelistEntry = { ...list.entries.get('OLD')!, code: 'GONE', reviewed: true };
const lists = [{ ...list, entries: new Map([...list.entries, ['GONE', withdrawn]]) }];
const suggest = makeSuggest(pack([field('mark', { type: 'code', codelist: 'marks' })], [], lists));
const to = (text: string) => {
  const suggestion = suggest(0, text, []);
  return suggestion && [suggestion.to, suggestion.confidence, suggestion.reason];
};

describe('what a code should be', () => {
  it('is certain for another way of writing it, likely for another name', () => {
    expect(to('new')).toEqual(['NEW', 'certain', 'spelling']);
    expect(to('Newest')).toEqual(['NEW', 'likely', 'alias']);
  });

  it('is its successor, for review only where the list says that each record must be looked at', () => {
    expect(to('OLD')).toEqual(['NEW', 'likely', 'successor']);
    expect(to('GONE')).toEqual(['NEW', 'review', 'successor']);
  });

  it('is not known for a code in force or a text that names none', () => {
    expect(to('NEW')).toBeNull();
    expect(to('other')).toBeNull();
  });
});
