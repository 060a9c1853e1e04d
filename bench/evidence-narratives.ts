import { readFileSync } from 'node:fs';
import type { EvidenceClass } from '../src/evidence/types.ts';

/** A labelled, invented narrative of `test/evidence/` or `bench/`. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly oic: boolean;
  readonly areas: readonly string[];
  readonly smallBoat: boolean;
  readonly slavery?: boolean;
  readonly difficulty: string;
  readonly kind: string;
}

/** Reads JSON Lines of labelled narratives. */
export function readLabelled(file: string | URL): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Labelled);
}

/** Files that a model is made of, parsed; weights are empty if there are none yet. */
export function readModelFiles(folder: string): Record<string, unknown> {
  const names = ['model.json', 'vocabulary.json', 'neighbours.json', 'negation.json', 'combinations.json'];
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))]));
}

/** Whether a narrative belongs to a class. Development narratives carry no slavery label: their `kind` tells. */
export function belongs(one: Labelled, to: EvidenceClass): boolean {
  switch (to.role) {
    case 'subject':
      return one.oic;
    case 'area':
      return one.areas.includes(to.name);
    case 'smallBoat':
      return one.smallBoat;
    case 'slavery':
      return one.slavery ?? one.kind.startsWith('modern slavery');
  }
}
