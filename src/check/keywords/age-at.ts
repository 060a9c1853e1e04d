import { NO_DAY, numberOfDay } from '../../model/day.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

interface Options {
  readonly born: string;
  readonly on: string;
  readonly within?: number;
}

/** Whole years from one ISO day to another. */
const yearsBetween = (born: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5, 10) < born.slice(5, 10) ? 1 : 0);

/** The same of days since 1970. */
const yearsBetweenDays = (born: number, day: number): number => Math.floor((numberOfDay(day) - numberOfDay(born)) / 10_000);

/** `ageAt`: the number of years is, give or take `within`, the age on one date of who was born on another. Without readable dates it holds. */
export const ageAt: Keyword = {
  name: 'ageAt',
  reads: (options) => [(options as Options).born, (options as Options).on],
  prepare(options, pack) {
    const { born, on, within = 0 } = options as Options;
    const [from, to] = [fieldIndex(pack, born), fieldIndex(pack, on)];
    return (value, { record }) => {
      const bornOn = record.day?.(from) ?? NO_DAY;
      const onDay = record.day?.(to) ?? NO_DAY;
      if (bornOn !== NO_DAY && onDay !== NO_DAY) return Math.abs(Number(value) - yearsBetweenDays(bornOn, onDay)) <= within;
      const [birth, day] = [record.reading(from), record.reading(to)];
      if (birth.state !== 'readable' || day.state !== 'readable') return true;
      return Math.abs(Number(value) - yearsBetween(String(birth.value), String(day.value))) <= within;
    };
  },
};
