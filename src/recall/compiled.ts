import type { ModuleMemory } from '../model/web-assembly.ts';

/** What `recall.as` is compiled to; what each does is told there. */
export interface Compiled {
  readonly memory: ModuleMemory;
  place(which: number): number;
  begin(fields: number, words: number): void;
  look(from: number, cells: number, verbatim: number, doubled: number): void;
  judge(era: number): void;
  keepsCells(field: number, isPart: number): number;
  isAscii(column: number): number;
  learnAbsent(field: number, number: number, marks: number, identity: number, outcome: number): number;
  prefersShape(field: number, isPart: number): number;
  learn(
    field: number,
    cells: number,
    number: number,
    marks: number,
    identity: number,
    outcome: number,
    isShape: number,
    date: number,
    after: number,
    before: number,
    hasBut: number,
  ): number;
  longsOf(field: number, lengths: number): number;
  learnLong(field: number, cells: number, number: number, marks: number, outcome: number): number;
  learnItem(field: number, length: number, marks: number, identity: number, most: number): number;
  learnList(field: number, cells: number, number: number, marks: number, outcome: number): number;
  alphabetOf(field: number, isPart: number): number;
  leaveOut(field: number, isPart: number, length: number): number;
  scratch(): number;
  newProfile(): number;
  newDesk(marked: number, identified: number, isDated: number): number;
  learnAnswer(question: number, era: number, outcome: number): number;
}
