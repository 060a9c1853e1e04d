import type { PackWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { loadPackOf } from './load.ts';

/** `explain RULE`: one page about a rule, named by its id or, where that is clear, by the part after the slash. */
export async function explain(name: string, words: PackWords, { host, api, out }: Context): Promise<number> {
  const { pack } = loadPackOf(words, host, api);
  const exact = pack.rules.filter((rule) => rule.id === name);
  const found = exact.length > 0 ? exact : pack.rules.filter((rule) => rule.id.endsWith(`/${name}`));
  const [rule] = found;
  if (rule === undefined) {
    const ids = pack.rules.map((one) => one.id);
    throw new api.UsageError(`no rule "${name}"${api.didYouMean(name, ids)}: pnd-lint rules list shows them all`);
  }
  if (found.length > 1) throw new api.UsageError(`several rules "${name}": ${found.map((one) => one.id).join(', ')}`);
  await out.print(api.explainRule(rule, pack));
  return EXIT.done;
}
