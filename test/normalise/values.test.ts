import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerFinder, londonTime, planColumns, readDate } from '../../src/normalise/index.ts';
import { codelist, field, pack, recordOf } from '../small-pack.ts';

describe('dates', () => {
  it.each([
    ['2026-03-04', '2026-03-04'],
    ['2026-03-04 09:15', '2026-03-04T09:15'],
    ['2026-03-04T09:15:30Z', '2026-03-04T09:15:30'],
    ['2026-07-04T09:15Z', '2026-07-04T10:15'],
    ['2026-07-04T00:30+02:00', '2026-07-03T23:30'],
    ['03/04/2026', '2026-04-03'],
    ['3/4/2026 9:05', '2026-04-03T09:05'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2026', undefined],
    ['2026-13-01', undefined],
    ['04/23/2026', undefined],
    ['2026-03-04 24:00', undefined],
    ['04/03/26', undefined],
    ['', undefined],
    ['yesterday', undefined],
  ])('%s reads as %s', (text, expected) => {
    expect(readDate(text)).toBe(expected);
  });

  it('agrees with the time zone database on London time', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1997, 0), max: Date.UTC(2037, 0) }), (instant) => {
        const local = format.format(instant - (instant % 1000)).replace(' ', 'T');
        expect(londonTime(instant)).toBe(local);
        expect(readDate(`${new Date(instant).toISOString().slice(0, 19)}Z`)).toBe(local);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('columns', () => {
  const fields = [
    field('urn', { required: 'always', aliases: ['Report Ref'] }),
    field('crime_identifier_codes', { required: 'in-scope', list: true }),
    field('grading', { splits: [{ pattern: '^([0-9])([A-Z])([A-Z])?$', into: ['source', 'assessment', 'handling'] }] }),
    field('source', { required: 'always' }),
    field('assessment', { required: 'always' }),
    field('handling', { required: 'always' }),
    field('unit'),
  ];
  const faults = (columns: string[]) =>
    planColumns(columns, 1, fields, undefined, {}).faults.map((f) => [f.fault, f.detail.field ?? f.detail.headings]);

  it('are matched ignoring case, spaces, underscores and punctuation', () => {
    const plan = planColumns(['REPORT-REF.', 'Crime Identifier Codes', '3x5x2', 'Grading', 'unit'], 1, fields, undefined, {});
    expect([...plan.columnOf]).toEqual([0, 1, 3, -1, -1, -1, 4]);
    expect(plan.faults.map((f) => f.fault)).toEqual(['unknown-column']);
  });

  it('a slip in a heading is one finding that names the field, and the column is read', () => {
    expect(faults(['urn', 'Crime Identifer Codes', 'grading', 'unit'])).toEqual([['near-miss-column', 'crime_identifier_codes']]);
  });

  it('a missing required column is an error, a missing optional one is not', () => {
    expect(faults(['crime_identifier_codes', 'grading'])).toEqual([
      ['missing-column', 'urn'],
      ['missing-optional-column', 'unit'],
    ]);
  });

  it('a constant stands in for a column', () => {
    expect(planColumns(['grading', 'crime_identifier_codes', 'unit'], 1, fields, undefined, { urn: 'X' }).faults).toEqual([]);
  });

  it('a layout of which nothing is known is one finding', () => {
    expect(faults(['apples', 'pears'])).toEqual([['unrecognised-layout', undefined]]);
  });

  it('a header is found below other lines, and its absence is seen', () => {
    const find = headerFinder(fields, undefined);
    expect(find([['Export of intelligence'], ['Report ref', 'unit']])).toBe(1);
    expect(find([['KE-2026-1', 'x', '2B']])).toBe(-1);
    expect(find([['apples', 'pears']])).toBe(0);
  });

  it('a heading named __proto__ is data', () => {
    expect(faults(['urn', 'crime_identifier_codes', 'grading', 'unit', '__proto__'])).toEqual([['unknown-column', ['__proto__']]]);
  });
});

describe('a record', () => {
  const fields = [
    field('agency', { type: 'lookup', codelist: 'agencies' }),
    field('grading', { splits: [{ pattern: '^([0-9])([A-Z])([A-Z])?$', into: ['source', 'assessment', 'handling'] }] }),
    field('source'),
    field('assessment'),
    field('handling'),
    field('day', { type: 'date' }),
    field('boat', { type: 'yesno' }),
    field('codes', { list: true }),
  ];
  const of = pack(fields, [], [codelist('agencies', [{ code: 'kent', label: 'Kent Police', aliases: '46;E23000032' }])]);
  const at = (name: string) => fields.findIndex((f) => f.name === name);
  const read = (cells: Record<string, string | readonly string[] | null>, name: string) => {
    const record = recordOf(of, cells);
    const { state, value } = record.reading(at(name));
    return [state, value, record.original(at(name))];
  };

  it('finds an agency by any listed spelling and leaves an unknown one as written', () => {
    expect(read({ agency: 'KENT  police' }, 'agency')).toEqual(['readable', 'kent', 'KENT  police']);
    expect(read({ agency: '46' }, 'agency')[1]).toBe('kent');
    expect(read({ agency: 'Atlantis' }, 'agency')[1]).toBe('Atlantis');
  });

  it('splits a grading; a blank part is absent, a string that does not split makes parts unreadable', () => {
    expect(read({ grading: '2BP' }, 'handling')).toEqual(['readable', 'P', 'P']);
    expect(read({ grading: '2B' }, 'handling')[0]).toBe('absent');
    expect(read({ grading: 'B21' }, 'source')).toEqual(['unreadable', 'B21', 'B21']);
    expect(read({ grading: 'B21' }, 'grading')[0]).toBe('unreadable');
    expect(read({ grading: '2BP', source: '3' }, 'source')[1]).toBe('3');
  });

  it('keeps what it cannot read', () => {
    expect(read({ day: '31/31/2026' }, 'day')).toEqual(['unreadable', '31/31/2026', '31/31/2026']);
    expect(read({ boat: 'maybe' }, 'boat')[0]).toBe('unreadable');
    expect(read({ boat: 'TRUE' }, 'boat')[1]).toBe(true);
  });

  it('reads lists from cells and from JSON alike; blanks are absent', () => {
    expect(read({ codes: 'a; b;;' }, 'codes')[1]).toEqual(['a', 'b']);
    expect(read({ codes: ['a', ' b '] }, 'codes')[1]).toEqual(['a', 'b']);
    expect(read({ codes: [] }, 'codes')[0]).toBe('absent');
    expect(read({ codes: ' ; ' }, 'codes')[0]).toBe('absent');
    expect(read({ codes: null }, 'codes')).toEqual(['absent', undefined, null]);
  });
});
