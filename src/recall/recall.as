// What cells of one file came to, and what rules made of the marks of several fields, looked up for a whole row at once.
// Entries are put here by what found them out the plain way; nothing is found out here.
export { alphabetOf, isAscii, keepsCells, learn, learnAbsent, learnList, learnLong, look, prefersShape } from './cells';
export { leaveOut, scratch } from './left-out';
export { learnItem } from './lists';
export { longsOf } from './long-texts';
export { begin, newProfile, place } from './memory';
export { judge, learnAnswer, newDesk } from './questions';
