import { readFileSync } from 'node:fs';
import { compileEvidence, type EvidenceReader } from '../../src/evidence/judge.ts';
import { parseEvidenceModel } from '../../src/evidence/model.ts';
import type { EvidenceModel } from '../../src/evidence/types.ts';

const FILES = ['model.json', 'vocabulary.json', 'neighbours.json', 'negation.json', 'combinations.json', 'weights.json'];

/** The shipped model's files, parsed afresh. */
export function shippedFiles(): Record<string, unknown> {
  return Object.fromEntries(
    FILES.map((name) => [name, JSON.parse(readFileSync(new URL(`../../rules/oic/evidence/${name}`, import.meta.url), 'utf8'))]),
  );
}

/** The shipped model. */
export function shippedModel(): EvidenceModel {
  return parseEvidenceModel(shippedFiles());
}

/** A reader of the shipped model. */
export function shippedReader(): EvidenceReader {
  return compileEvidence(shippedModel());
}

/** Files of a model of two concepts, a combination and a neighbour, with weights that can be followed by hand. */
export function smallFiles(): Record<string, unknown> {
  return {
    'model.json': {
      version: '1',
      status: 'test',
      sequenceReach: 4,
      classes: [
        { name: 'MATTER', role: 'subject', threshold: 0.5 },
        { name: 'SEA', role: 'area', threshold: 0.5 },
        { name: 'LAND', role: 'area', threshold: 0.5 },
        { name: 'BOAT', role: 'smallBoat', threshold: 0.5 },
        { name: 'BOND', role: 'slavery', threshold: 0.5 },
      ],
    },
    'vocabulary.json': {
      concepts: {
        smuggle: { title: 'smuggling', terms: ['smuggl(e|er|ing)', 'people (mover|runner)'], misspellings: true },
        dinghy: { title: 'boats', terms: ['dinghy', 'small boat'] },
        lorry: { title: 'lorries', terms: ['lorry'] },
        coast: { title: 'coast', terms: ['beach'], company: true },
      },
    },
    'neighbours.json': { concepts: { drugs: { title: 'drugs', terms: ['cocaine'] } } },
    'negation.json': {
      cues: ['no', 'no evidence of'],
      ends: ['but'],
      reach: 4,
      concepts: { disproof: { title: 'disproved', terms: ['unfounded'], negatable: false } },
    },
    'combinations.json': {
      combinations: {
        landing: { title: 'a boat on a beach', in: 'sentence', all: [['dinghy'], ['coast']], none: ['drugs'] },
      },
    },
    'weights.json': {
      classes: ['MATTER', 'SEA', 'LAND', 'BOAT', 'BOND'],
      bias: [-1, 0, 0, -1, -1],
      words: { wet: [0.5, 0, 0, 0, 0] },
      concepts: {
        smuggle: [3, 0, 0, 0, 0],
        dinghy: [0, 2, -1, 3, 0],
        lorry: [0, -1, 2, 0, 0],
        drugs: [-3, 0, 0, 0, 0],
        disproof: [-4, 0, 0, 0, 0],
      },
      negated: { smuggle: [-2, 0, 0, 0, 0] },
      repeated: {},
      closing: { disproof: [-1, 0, 0, 0, 0] },
      sequences: { 'smuggle > dinghy': [1, 0, 0, 0, 0] },
      combinations: { landing: [2, 0, 0, 0, 0] },
    },
  };
}
