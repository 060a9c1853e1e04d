import { type EvidenceReader, type OpenedEvidence, openPackEvidence } from '../../evidence/index.ts';
import { PackError } from '../../model/errors.ts';
import type { Param } from '../../model/finding.ts';
import type { Pack, PackEvidence } from '../../model/pack.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

/** What of a text's reading a rule asks for. */
interface Options {
  /** A class of the model, by name. */
  readonly class?: string;
  /** The classes that a column of the code list names for the code in another field. */
  readonly classOf?: { readonly field: string; readonly column: string };
  /** For the subject itself: the least probability, instead of the model's own threshold. */
  readonly atLeast?: number;
}

type Decisions = ReturnType<EvidenceReader['judge']>;

/** Terms that a finding shows at most. */
const SHOWN_TERMS = 8;

/** A model with its reader; the last text is remembered, so that a narrative is read once for all rules. */
interface Reading extends OpenedEvidence {
  decide(text: string): Decisions;
}

/** One reading a model: several rules ask it about the same narrative, and packs made of one pack have its model. */
const readings = new WeakMap<PackEvidence, Reading>();

function readingOf({ evidence }: Pack): Reading {
  if (evidence === undefined) throw new Error('the packs hold no evidence model');
  const known = readings.get(evidence);
  if (known !== undefined) return known;
  const opened = openPackEvidence(evidence);
  let last: string | undefined;
  let decisions: Decisions | undefined;
  const made: Reading = {
    ...opened,
    decide(text) {
      if (text !== last || decisions === undefined) {
        decisions = opened.reader.judge(text);
        last = text;
      }
      return decisions;
    },
  };
  readings.set(evidence, made);
  return made;
}

function decider(name: string, { classes }: Reading): (decisions: Decisions) => boolean {
  const role = classes.find((one) => one.name === name)?.role;
  if (role === 'subject') return (decisions) => decisions.oic;
  if (role === 'area') return (decisions) => decisions.areas.includes(name);
  if (role === 'smallBoat') return (decisions) => decisions.smallBoat;
  if (role === 'slavery') return (decisions) => decisions.slavery;
  const expected = classes.map((one) => one.name).join(', ');
  throw new PackError([
    { file: 'evidence/model.json', path: '$.classes', message: `a rule asks for class "${name}", expected one of ${expected}` },
  ]);
}

/** Which classes of the subject's areas a text speaks of, by name; none if it does not speak of the subject. */
export function areasOf(pack: Pack): (text: string) => readonly string[] {
  return (text) => {
    const { oic, areas } = readingOf(pack).decide(text);
    return oic ? areas : [];
  };
}

/** `evidence`: what the narrative speaks of, by the pack's evidence model. */
export const evidence: Keyword = {
  name: 'evidence',
  mayRefuse: true,
  reads: (options) => {
    const { classOf } = options as Options;
    return classOf === undefined ? [] : [classOf.field];
  },
  prepare(options, pack) {
    const { class: name, classOf, atLeast } = options as Options;
    const reading = readingOf(pack);
    if (atLeast !== undefined) return (value) => typeof value === 'string' && reading.decide(value).score >= atLeast;
    if (name !== undefined) {
      const holds = decider(name, reading);
      return (value) => typeof value === 'string' && holds(reading.decide(value));
    }
    const { field, column } = classOf!;
    const index = fieldIndex(pack, field);
    const list = pack.codelists.get(pack.fields[index]!.codelist ?? '');
    type Decider = ReturnType<typeof decider>;
    /** By code, made when one is first met: what a list names need not be a class of the model. */
    const named = new Map<string, readonly Decider[]>();
    const namedBy = (code: string): readonly Decider[] => {
      const made = (list?.entries.get(code)?.columns.get(column) ?? []).map((one) => decider(one, reading));
      // Other codes name nothing.
      if (made.length > 0) named.set(code, made);
      return made;
    };
    return (value, context) => {
      const code = context.record.reading(index).value;
      if (typeof code !== 'string' || typeof value !== 'string') return false;
      const deciders = named.get(code) ?? namedBy(code);
      for (let n = 0; n < deciders.length; n++) if (deciders[n]!(reading.decide(value))) return true;
      return false;
    };
  },
  facts(options, pack) {
    const { class: name, atLeast } = options as Options;
    const reading = readingOf(pack);
    const holds = name === undefined ? undefined : decider(name, reading);
    const subject = reading.classes.flatMap((one) => (one.role === 'subject' ? [one.name] : []));
    /** What the text reads as, of what the rule asks. */
    const spokenOf = (decisions: Decisions): readonly string[] => {
      if (atLeast !== undefined) return subject;
      if (name === undefined) return decisions.areas;
      return holds?.(decisions) ? [name] : [];
    };
    return (text): Readonly<Record<string, Param>> => {
      const spoken = spokenOf(reading.decide(text));
      return spoken.length === 0 ? {} : { evidence: reading.reader.termsFor(text, spoken, SHOWN_TERMS) };
    };
  },
};
