/** A piece of a sentence that says something is so (`yes`) and the piece that says it is not (`no`). */
export interface Clause {
  readonly yes: Phrase;
  readonly no: Phrase;
}

interface Phrase {
  readonly text: string;
  /** The word that joins its parts, if it has several: decides where brackets are needed. */
  readonly joined: 'and' | 'or' | null;
}

/** A clause of one part. */
export function clause(yes: string, no: string): Clause {
  return { yes: { text: yes, joined: null }, no: { text: no, joined: null } };
}

/** All of the parts are so; it is not so if one of them is not. */
export function all(parts: readonly Clause[]): Clause {
  return {
    yes: join(
      parts.map((part) => part.yes),
      'and',
    ),
    no: join(
      parts.map((part) => part.no),
      'or',
    ),
  };
}

/** At least one of the parts is so. */
export function any(parts: readonly Clause[]): Clause {
  return negated(all(parts.map(negated)));
}

export function negated({ yes, no }: Clause): Clause {
  return { yes: no, no: yes };
}

/** A clause about something, put in front of both of its pieces. */
export function about(subject: string, { yes, no }: Clause, subjectOfNo = subject): Clause {
  return { yes: { ...yes, text: `${subject} ${bracketed(yes)}` }, no: { ...no, text: `${subjectOfNo} ${bracketed(no)}` } };
}

function bracketed(phrase: Phrase): string {
  return phrase.joined === 'or' ? `either ${phrase.text}` : phrase.text;
}

function join(parts: readonly Phrase[], word: 'and' | 'or'): Phrase {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const texts = parts.map((part) => (part.joined !== null && part.joined !== word ? `(${part.text})` : part.text));
  return { text: texts.join(` ${word} `), joined: word };
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
