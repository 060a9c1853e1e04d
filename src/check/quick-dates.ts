import type { Pack } from '../model/pack.ts';
import { KEYWORDS } from './keywords/index.ts';
import type { QuickAnswer } from './keywords/keyword.ts';
import { isMap } from './schema.ts';

/**
 * A schema of a date as a question about days that are known as numbers: where it has an answer, that is what the schema says of the date's text.
 *
 * @param index of the field that it stands at
 * @returns undefined if the schema asks for anything but days
 */
export function quickDates(schema: unknown, pack: Pack, index: number): QuickAnswer | undefined {
  if (!isMap(schema)) return undefined;
  const answers: QuickAnswer[] = [];
  for (const [name, options] of Object.entries(schema)) {
    const answer = ofKeyword(name, options, pack, index);
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers.length === 1 ? answers[0] : every(answers);
}

function ofKeyword(name: string, options: unknown, pack: Pack, index: number): QuickAnswer | undefined {
  if (name === 'not') {
    const answer = quickDates(options, pack, index);
    return answer && negated(answer);
  }
  return KEYWORDS.find((keyword) => keyword.name === name)?.dates?.(options, pack, index);
}

const negated =
  (answer: QuickAnswer): QuickAnswer =>
  (context) => {
    const holds = answer(context);
    return holds === undefined ? undefined : !holds;
  };

const every =
  (answers: readonly QuickAnswer[]): QuickAnswer =>
  (context) => {
    for (let n = 0; n < answers.length; n++) {
      const holds = answers[n]!(context);
      if (holds !== true) return holds;
    }
    return true;
  };
