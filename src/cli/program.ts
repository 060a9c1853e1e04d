/** What the program is made of: see `bin/`. */
export { hostOf } from './host.ts';
export { main } from './main.ts';
