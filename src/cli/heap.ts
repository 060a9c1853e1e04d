import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap close to what is in use. Left alone, V8 lets it grow to several times that on a large machine, and a run over a
 * million records would take more memory than its findings and counts ever need. Takes effect for threads too. Costs no measurable time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--max-semi-space-size=4');
}
