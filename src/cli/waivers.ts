import { resolve } from 'node:path';
import type { Waiver } from '../index.ts';
import type { WaiversWords } from './command.ts';
import type { Api, Context } from './context.ts';
import { EXIT } from './context.ts';
import { loadPackOf } from './load.ts';
import { todayInLondon } from './today.ts';

/** Days before its end from which a waiver is said to end soon. */
const SOON = 30;

/** `waivers check`: proves a waiver file; all its problems are thrown at once. 1 if a waiver does not hold on the day. */
export async function checkWaivers(file: string, words: WaiversWords, context: Context): Promise<number> {
  const { api, out } = context;
  const { waivers, day } = load(file, words, context);
  const lines: string[] = [];
  let bad = 0;
  for (const waiver of waivers) {
    const phase = api.phaseOf(waiver, day);
    const left = daysBetween(day, waiver.expires);
    if (phase !== 'in-force') bad++;
    if (phase === 'expired') lines.push(`${waiver.id}: expired on ${waiver.expires}; renew it with a new approval, or take it out`);
    if (phase === 'premature') lines.push(`${waiver.id}: holds only from ${waiver.issued} on`);
    if (phase === 'in-force' && left < SOON) lines.push(`${waiver.id}: ends soon, on ${waiver.expires} (${api.counted(left, 'day')} left)`);
  }
  lines.push(`${api.counted(waivers.length, 'waiver')}, ${waivers.length - bad} in force on ${day}`);
  await out.print(lines.map((line) => `${api.forTerminal(line)}\n`).join(''));
  return bad > 0 ? EXIT.no : EXIT.done;
}

/** `waivers list`: every waiver with its state on the day, those that end first at the top. URNs are not shown: a list of them may be passed on. */
export async function listWaivers(file: string, words: WaiversWords, context: Context): Promise<number> {
  const { api, out } = context;
  const { waivers, day } = load(file, words, context);
  const sorted = [...waivers].sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : a.id < b.id ? -1 : 1));
  const rows = sorted.map((waiver) => rowOf(waiver, day, api));
  if (words.json) {
    await out.print(`${api.forJson(JSON.stringify(rows, null, 2))}\n`);
    return EXIT.done;
  }
  const lines = rows.flatMap(({ id, state, expires, daysLeft, rule, scope, cap, reason, owner, approver }) => [
    `${id}: ${state}, until ${expires}${state === 'in-force' ? ` (${api.counted(daysLeft, 'day')} left)` : ''}`,
    `  ${rule}`,
    `  for ${Object.entries(scope)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}${cap === null ? '' : `; cap: ${cap}`}`,
    `  ${reason}; owner ${owner}, approved by ${approver}`,
  ]);
  await out.print([...lines, api.counted(rows.length, 'waiver')].map((line) => `${api.forTerminal(line)}\n`).join(''));
  return EXIT.done;
}

function load(file: string, words: WaiversWords, { host, api }: Context): { readonly waivers: readonly Waiver[]; readonly day: string } {
  const { pack } = loadPackOf(words, host, api);
  const { waivers } = api.loadWaivers(resolve(host.cwd, file), pack);
  return { waivers, day: words.asOf ?? todayInLondon(host.now()) };
}

function rowOf(waiver: Waiver, day: string, api: Api) {
  const { id, rule, scope, cap, reason, owner, approver, issued, expires } = waiver;
  return {
    id,
    state: api.phaseOf(waiver, day),
    issued,
    expires,
    daysLeft: Math.max(0, daysBetween(day, expires)),
    rule,
    scope: { ...scope, ...(scope.urn === undefined ? {} : { urn: '[hidden]' }) },
    cap:
      cap === undefined ? null : 'count' in cap ? api.counted(cap.count, 'record') : `${Number((cap.share * 100).toFixed(4))}% of records`,
    reason,
    owner,
    approver,
  };
}

/** Days from one ISO day to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
