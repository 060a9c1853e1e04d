import { describe, expect, it } from 'vitest';
import { isDay, todayInLondon } from '../../src/cli/today.ts';

describe('today', () => {
  it('is the day in London: in summer an hour ahead of Greenwich', () => {
    expect(todayInLondon(new Date('2026-06-30T22:59:59Z'))).toBe('2026-06-30');
    expect(todayInLondon(new Date('2026-06-30T23:00:00Z'))).toBe('2026-07-01');
    expect(todayInLondon(new Date('2026-12-31T23:59:59Z'))).toBe('2026-12-31');
  });

  it('is that at any hour of any day of a year', () => {
    const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
    for (let now = Date.parse('2026-01-01T00:30:00Z'); now < Date.parse('2027-01-01'); now += 3_600_000)
      expect(todayInLondon(new Date(now))).toBe(london.format(now));
  });

  it('can be given as a day of the calendar only', () => {
    expect(['2026-06-30', '2024-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-29', '2026-6-30', '30/06/2026', '2026-06-30T00:00', '2026-13-01', ''].some(isDay)).toBe(false);
  });
});
