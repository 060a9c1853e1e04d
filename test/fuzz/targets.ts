import { escapeTarget } from './escapes.ts';
import { fixTarget } from './fixes.ts';
import { normaliserTarget } from './normaliser.ts';
import { jsonTarget, packTarget } from './packs.ts';
import { fileTarget, readerTarget } from './readers.ts';
import { workbookTarget } from './workbooks.ts';

/** Something that takes bytes of any kind and must hold whatever they are. To add one, write it and name it below. */
export interface Target {
  /** Also the name of its folder in `corpus/`. */
  readonly name: string;
  /** Inputs that are well formed, or nearly; fuzzing spoils them. */
  readonly good: readonly Uint8Array[];
  /** Runs in an ordinary test run; a slow target takes fewer. */
  readonly runs: number;
  /** Throws if what must hold does not. */
  check(input: Uint8Array): void | Promise<void>;
}

export const TARGETS: readonly Target[] = [
  readerTarget,
  fileTarget,
  normaliserTarget,
  jsonTarget,
  packTarget,
  escapeTarget,
  fixTarget,
  workbookTarget,
];
