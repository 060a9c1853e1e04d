import type { PackEvidence } from '../model/pack.ts';
import { compileModel, type EvidenceTables } from './compile.ts';
import { type EvidenceReader, openEvidence } from './judge.ts';
import { parseEvidenceModel } from './model.ts';
import type { EvidenceClass } from './types.ts';

/** The evidence model of a pack, with a reader of its own. */
export interface OpenedEvidence {
  readonly classes: readonly EvidenceClass[];
  readonly reader: EvidenceReader;
}

/**
 * Makes the evidence of a pack into tables.
 * @throws PackError if the model is not sound
 */
export const evidenceTables = (evidence: PackEvidence): EvidenceTables =>
  'tables' in evidence ? (evidence.tables as EvidenceTables) : compileModel(parseEvidenceModel(evidence.files));

/**
 * Opens the evidence of a pack.
 * @throws PackError if the model is not sound
 */
export function openPackEvidence(evidence: PackEvidence): OpenedEvidence {
  const tables = evidenceTables(evidence);
  return { classes: tables.model.classes, reader: openEvidence(tables) };
}
