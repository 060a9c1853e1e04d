import { type CompiledRules, compileRules, type ReferenceIndex } from './check/index.ts';
import { InputError } from './model/errors.ts';
import { withColumns } from './normalise/index.ts';
import { type LoadPackOptions, loadPack } from './packs/index.ts';
import { withReferences } from './references.ts';
import { lintSegment } from './segment.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';

/** One part of a run, for a thread that must load the pack by itself. */
export interface WorkerTask {
  readonly packOptions: LoadPackOptions;
  readonly asOf: string;
  /** Headings of all files, if the pack takes them for fields; else none. */
  readonly headings: readonly string[];
  /** Null for none: the thread makes itself ready. */
  readonly job: SegmentJob | null;
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly references: readonly (ReferenceIndex | undefined)[];
}

/** What is wrong with an input: an error's class does not pass between threads. */
export interface Problem {
  readonly problem: string;
}

/** What the system refused to a thread, of which an error that passes between threads keeps only the message. */
export interface Refused {
  readonly refused: { readonly message: string; readonly code: string; readonly syscall: string };
}

/** The rules of the run this thread works for: a pool serves one run, so they are compiled once. */
let rules: CompiledRules | undefined;

/** What a thread of the pool does with a task. */
export default async function work({
  packOptions,
  asOf,
  headings,
  job,
  references,
}: WorkerTask): Promise<SegmentResult | Problem | Refused | undefined> {
  rules ??= compileRules(withColumns(loadPack(packOptions), headings), asOf);
  if (job === null) return undefined;
  try {
    const own = rules;
    return await withReferences(own, references, (opened) => lintSegment(own, job, opened));
  } catch (error) {
    if (error instanceof InputError) return { problem: error.message };
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && syscall !== undefined) return { refused: { message, code, syscall } };
    throw error;
  }
}
