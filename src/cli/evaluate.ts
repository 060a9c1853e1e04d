import { resolve } from 'node:path';
import type { EvaluateWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { loadPackOf } from './load.ts';
import { writeWhole } from './single-file.ts';
import { wholeText } from './whole-file.ts';
import { writing } from './writing.ts';

/** `evaluate FILE`: how well the evidence model of the packs reads labelled narratives. 1 if a line is none. */
export async function evaluate(file: string, words: EvaluateWords, { host, api, out, err, atEnd }: Context): Promise<number> {
  const { pack } = loadPackOf(words, host, api);
  const lines = wholeText(resolve(host.cwd, file), file, 'give a file of labelled narratives, one JSON object a line', api).split('\n');
  const evaluation = api.evaluateNarratives(pack, lines);
  if (words.predictions !== undefined) {
    const path = words.predictions;
    const predictions = writing(api, path, () => writeWhole(resolve(host.cwd, path), host));
    atEnd(predictions.discard);
    writing(api, path, () => {
      for (const prediction of evaluation.predictions) predictions.write(`${JSON.stringify(prediction)}\n`);
      predictions.close();
      predictions.place();
    });
  }
  const { predictions: _, ...figures } = evaluation;
  const macro = evaluation.areaMacroF1 === null ? 'no data' : evaluation.areaMacroF1.toFixed(3);
  const text =
    words.format === 'json'
      ? `${JSON.stringify(figures, null, 2)}\n`
      : `${evaluation.narratives} narratives, area macro-F1 ${macro}\n\n${api.evaluationTable(api.evaluationRows(evaluation), host.stdout.columns)}`;
  await out.print(text);
  const [bad] = evaluation.badLines;
  if (bad === undefined) return EXIT.done;
  await err.print(
    `${file}: ${evaluation.badLines.length} lines are no labelled narratives, the first is line ${bad.line}: ${bad.problem}\n`,
  );
  return EXIT.no;
}
