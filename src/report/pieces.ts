import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { forCsv, inJson } from './escape.ts';
import { type Wording, wordingOf } from './wording.ts';

/** Parts of the lines of findings that many of them share, escaped once, as bytes of UTF-8. */
export interface Pieces {
  /** Of a line of `findings.jsonl`. */
  readonly json: Uint8Array;
  /** Of a line of a fix list. */
  readonly row: Uint8Array;
}

type Text = string | null;

/** Things that are kept by three texts at most; when there are more all are forgotten. */
const MOST = 10_000;

/** Keeps things by three texts, each of which may be missing. */
function makeShelf<T>() {
  const all = new Map<Text, Map<Text, Map<Text, T>>>();
  let count = 0;
  return {
    find: (a: Text, b: Text, c: Text): T | undefined => all.get(a)?.get(b)?.get(c),
    keep(a: Text, b: Text, c: Text, thing: T): T {
      if (++count > MOST) {
        all.clear();
        count = 1;
      }
      const some = all.get(a) ?? new Map<Text, Map<Text, T>>();
      all.set(a, some);
      const few = some.get(b) ?? new Map<Text, T>();
      some.set(b, few);
      few.set(c, thing);
      return thing;
    },
  };
}

const jsonOf = (text: Text): string => (text === null ? 'null' : inJson(text));
const cellOf = (text: Text): string => (text === null ? '' : forCsv(text));

const holders = makeShelf<Pieces>();

/** Whom a finding counts for, and what stands before and behind: agency, source system and unit. */
export function holderPieces({ agency, source_system, unit }: Finding): Pieces {
  const known = holders.find(agency, source_system, unit);
  if (known !== undefined) return known;
  const json = `,"agency":${jsonOf(agency)},"source_system":${jsonOf(source_system)},"unit":${jsonOf(unit)},"officer":`;
  const row = `${cellOf(agency)},${cellOf(source_system)},${cellOf(unit)},`;
  return holders.keep(agency, source_system, unit, { json: Buffer.from(json), row: Buffer.from(row) });
}

/** What a rule found at a field: the rule with all that comes with it, the field and the status. */
export interface Kind extends Pick<Finding, 'severity' | 'basis' | 'dimension'>, Pieces {
  /** From the field in the place of the finding on, and from the status to the end of the line. */
  readonly field: Uint8Array;
  readonly status: Uint8Array;
  /** Of the pack that was asked for last. */
  wording: Wording | undefined;
}

const kinds = makeShelf<Kind>();

/** The same for the kind of a finding. */
export function kindPieces({ rule, severity, basis, dimension, at: { field }, status }: Finding): Kind {
  const known = kinds.find(rule, field, status);
  // The same rule may be another one in another pack.
  if (known !== undefined && known.severity === severity && known.basis === basis && known.dimension === dimension) return known;
  const json = `{"rule":${inJson(rule)},"severity":${inJson(severity)},"basis":${inJson(basis)},"dimension":${inJson(dimension)}`;
  return kinds.keep(rule, field, status, {
    severity,
    basis,
    dimension,
    json: Buffer.from(json),
    field: Buffer.from(`,"field":${jsonOf(field)}},"params":{`),
    status: Buffer.from(`,"status":${inJson(status)}}\n`),
    row: Buffer.from(`,${[field, rule, severity, dimension, status].map(cellOf).join()},`),
    wording: undefined,
  });
}

/** The words for it. */
export function wordsOf(kind: Kind, { at: { field } }: Finding, rule: Rule, pack: Pack, marking: string): Wording {
  const known = kind.wording;
  if (known !== undefined && known.rule === rule && known.pack === pack && known.marking === marking) return known;
  const made = wordingOf(rule, field, pack, marking);
  kind.wording = made;
  return made;
}

/** Remembers the bytes of texts that come again and again. */
export function steadily(make: (text: string) => string): (text: string) => Uint8Array {
  const kept = new Map<string, Uint8Array>();
  let last: string | undefined;
  let made: Uint8Array;
  return (text) => {
    if (text === last) return made;
    last = text;
    const known = kept.get(text);
    if (known !== undefined) {
      made = known;
      return made;
    }
    made = Buffer.from(make(text));
    if (kept.size === MOST) kept.clear();
    kept.set(text, made);
    return made;
  };
}
