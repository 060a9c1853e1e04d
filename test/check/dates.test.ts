import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateAs } from '../../src/check/suggesters/dates.ts';

const LONG = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Mon Tue Tues Wed Thu Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');
const ordinal = (day: number): string => `${day}${['th', 'st', 'nd', 'rd'][(day > 10 && day < 14) || day % 10 > 3 ? 0 : day % 10]}`;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
const named = ({ month }: Day, short: boolean): string => (short ? LONG[month - 1]!.slice(0, 3) : LONG[month - 1]!);

/** Ways of writing a day that say for certain which is meant. */
const CERTAIN: Readonly<Record<string, (day: Day) => string>> = {
  'year first': ({ year, month, day }) => `${year}-${month}-${day}`,
  'year first with dots': ({ year, month, day }) => `${year}.${two(month)}.${two(day)}`,
  'year first with blanks and strokes': ({ year, month, day }) => `${year} / ${two(month)} / ${two(day)}`,
  'month by name': (of) => `${of.day} ${named(of, false)} ${of.year}`,
  'month by short name, joined': (of) => `${two(of.day)}${named(of, true).toUpperCase()}${of.year}`,
  'month by short name with dashes': (of) => `${of.day}-${named(of, true).toLowerCase()}-${of.year}`,
  ordinals: (of) => `${ordinal(of.day)} of ${named(of, false)}, ${of.year}`,
  'month first by name': (of) => `${named(of, false)} ${of.day}, ${of.year}`,
  'month first by short name': (of) => `${named(of, true)} ${ordinal(of.day)} ${of.year}`,
};
const TIMES: Readonly<Record<string, (hour: string, minute: string, second: string) => string>> = {
  T: (hour, minute) => `T${hour}:${minute}`,
  blank: (hour, minute) => ` ${hour}:${minute}`,
  'comma and seconds': (hour, minute, second) => `, ${hour}:${minute}:${second}`,
  at: (hour, minute) => ` at ${hour}.${minute}`,
  joined: (hour, minute) => ` ${hour}${minute}hrs`,
  hours: (hour, minute) => ` ${hour}:${minute} hours`,
  'with an h': (hour, minute) => ` ${hour}h${minute}`,
};

const days = fc
  .date({ min: new Date('1850-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date): Day => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const isoOf = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
const seeded = { seed: 7, numRuns: 60 };

describe('a date that is not written as it should be', () => {
  it.each(Object.keys(CERTAIN))('is certain with the %s', (way) => {
    fc.assert(
      fc.property(days, fc.option(fc.constantFrom(...WEEKDAYS)), (day, weekday) => {
        const text = `${weekday === null ? '' : `${weekday}${weekday.length % 2 ? ' ' : ', '}`}${CERTAIN[way]!(day)}`;
        expect(readDateAs(text), text).toEqual({ to: isoOf(day), confidence: 'certain', reason: 'date' });
      }),
      seeded,
    );
  });

  it.each(LONG)('knows %s by its name and short name', (month) => {
    const to = `2026-${two(LONG.indexOf(month) + 1)}-04`;
    for (const text of [`4 ${month} 2026`, `4 ${month.slice(0, 3)} 2026`, `${month.slice(0, 3).toUpperCase()} 4 2026`])
      expect(readDateAs(text), text).toEqual({ to, confidence: 'certain', reason: 'date' });
  });

  it.each(Object.keys(TIMES))('keeps its time: %s', (way) => {
    fc.assert(
      fc.property(days, fc.nat(23), fc.nat(59), fc.nat(59), (day, hour, minute, second) => {
        const time = TIMES[way]!(two(hour), two(minute), two(second));
        const to = `${isoOf(day)}T${two(hour)}:${two(minute)}${way.includes('seconds') ? `:${two(second)}` : ''}`;
        expect(readDateAs(`${day.year}.${day.month}.${day.day}${time}`)?.to).toBe(to);
        expect(readDateAs(`${day.day} ${named(day, true)} ${day.year}${time}`)?.to).toBe(to);
        expect(readDateAs(`${day.year}.${day.month}.${day.day}${TIMES.blank!(String(hour), two(minute), '')}`)?.to).toBe(to.slice(0, 16));
      }),
      seeded,
    );
  });

  it.each(['24:00', '12:60', '12:30:60', '99:00'])('is none with a time that no clock shows: %s', (time) => {
    expect(readDateAs(`2026.3.4 ${time}`)).toBeUndefined();
    expect(readDateAs(`4 March 2026 ${time}`)).toBeUndefined();
  });

  it('by numbers is day first, certain only where no month has that number or both are the same', () => {
    fc.assert(
      fc.property(days, (of) => {
        const { year, month, day } = of;
        const read = readDateAs(`${day}.${month}.${year}`);
        expect(read).toEqual({
          to: isoOf(of),
          confidence: day > 12 || day === month ? 'certain' : 'likely',
          reason: day > 12 ? 'date' : 'day-first',
        });
        expect(readDateAs(`${two(day)}-${two(month)}-${year}`)).toEqual(read);
        if (day > 12) expect(readDateAs(`${month}/${day}/${year}`)).toEqual({ to: isoOf(of), confidence: 'review', reason: 'month-first' });
        const short = readDateAs(`${day}/${month}/${two(year % 100)}`);
        expect([short?.to, short?.confidence]).toEqual([isoOf({ ...of, year: 2000 + (year % 100) }), 'review']);
      }),
      {
        ...seeded,
        examples: [[{ year: 2026, month: 12, day: 12 }], [{ year: 2026, month: 11, day: 13 }], [{ year: 2026, month: 5, day: 12 }]],
      },
    );
  });

  it('of digits alone is certain with the year first, likely at best with the day first', () => {
    fc.assert(
      fc.property(days, (of) => {
        const [year, month, day] = isoOf(of).split('-') as [string, string, string];
        const isClear = Number(day) > 12;
        expect(readDateAs(`${year}${month}${day}`)).toEqual({ to: isoOf(of), confidence: 'certain', reason: 'date' });
        expect(readDateAs(`${day}${month}${year}`)).toEqual({
          ...{ to: isoOf(of), confidence: isClear || day === month ? 'likely' : 'review' },
          reason: isClear ? 'date' : 'day-first',
        });
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(readDateAs('03252026')).toEqual({ to: '2026-03-25', confidence: 'review', reason: 'month-first' });
    expect(readDateAs('18501850')).toBeUndefined();
  });

  it.each([
    ['4.3.2O26', '2026-03-04', 'likely', 'day-first'],
    ['2O26-o3-04', '2026-03-04', 'likely', 'date'],
    ['2026-l2-3I', '2026-12-31', 'likely', 'date'],
    ['O4/03/2026', '2026-03-04', 'likely', 'day-first'],
    ['l5/03/2026', '2026-03-15', 'likely', 'date'],
    ['3/2O/2026', '2026-03-20', 'review', 'month-first'],
    ['O4/03/26', '2026-03-04', 'review', 'day-first'],
    ['I March 2026', undefined, undefined, undefined],
    ['1O March 2026', '2026-03-10', 'likely', 'date'],
    ['O', undefined, undefined, undefined],
  ])('with letters for digits, %s, is %s, %s', (text, to, confidence, reason) => {
    const read = readDateAs(text);
    expect([read?.to, read?.confidence, read?.reason]).toEqual([to, confidence, reason]);
  });

  it('is none beyond the years that records can be of, or where the calendar has no such day', () => {
    for (const text of [
      '1849.12.31',
      '2100.1.1',
      '29.2.2023',
      '2023.2.29',
      '31 April 2026',
      '0.3.2026',
      '4.0.2026',
      '13.13.2026',
      '99.99.99',
    ])
      expect(readDateAs(text), text).toBeUndefined();
    expect(readDateAs('1850.1.1')?.to).toBe('1850-01-01');
    expect(readDateAs('2099.12.31')?.to).toBe('2099-12-31');
    expect(readDateAs('29.2.2024')?.to).toBe('2024-02-29');
  });

  it.each([
    '2026.3.4x',
    'x2026.3.4',
    '2026.3',
    '4 Mai 2026',
    '4 Marching 2026',
    'Someday 4 March 2026',
    '2026.3.4 at',
    '2026.3.4 1',
    '123 March 2026',
    '4 March 26 2026',
    '202603041',
    '2026030',
    '4 March',
    '4.3.026',
    '',
    ' ',
    '2026:03:04',
    '2026-03-04T',
  ])('is not what "%s" is', (text) => {
    expect(readDateAs(text)).toBeUndefined();
  });
});
