import { fieldIndex, type Keyword } from './keyword.ts';

interface Options {
  readonly born: string;
  readonly on: string;
  readonly within?: number;
}

/** Whole years from one ISO day to another. */
const yearsBetween = (born: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5, 10) < born.slice(5, 10) ? 1 : 0);

/** `ageAt`: the number of years is, give or take `within`, the age on one date of who was born on another. Without readable dates it holds. */
export const ageAt: Keyword = {
  name: 'ageAt',
  reads: (options) => [(options as Options).born, (options as Options).on],
  prepare(options, pack) {
    const { born, on, within = 0 } = options as Options;
    const [from, to] = [fieldIndex(pack, born), fieldIndex(pack, on)];
    return (value, { record }) => {
      const [birth, day] = [record.reading(from), record.reading(to)];
      if (birth.state !== 'readable' || day.state !== 'readable') return true;
      return Math.abs(Number(value) - yearsBetween(String(birth.value), String(day.value))) <= within;
    };
  },
};
