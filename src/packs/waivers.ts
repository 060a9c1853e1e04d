import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { EVERYWHERE, type Pack, type Rule } from '../model/pack.ts';
import { foldSpelling } from '../model/spelling.ts';
import type { Waiver, WaiverList } from '../model/waiver.ts';
import { jsonOf } from './files.ts';
import { MAX_JSON_BYTES } from './json.ts';
import { didYouMean, noProblems, type Problems, quote } from './problems.ts';
import { bytesUpTo } from './reading.ts';

/** A waiver as far as its schema found no fault in it. */
type WaiverJson = Partial<Waiver>;

/**
 * Reads a waiver file and proves it for the rules, agencies and fields of `pack`.
 *
 * @param path absolute
 * @throws UsageError if it can't be read
 * @throws PackError with every problem found
 */
export function loadWaivers(path: string, pack: Pack): WaiverList {
  const file = basename(path);
  let bytes: Buffer | undefined;
  try {
    bytes = bytesUpTo(path, MAX_JSON_BYTES);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`the waiver file ${quote(file)} ${code === 'ENOENT' ? 'is not there' : `can't be read (${code})`}`);
  }
  if (bytes === undefined) throw new UsageError(`the waiver file ${quote(file)} is larger than 5 MB`);
  return waiversOf(bytes, file, pack);
}

/** As `loadWaivers`, of bytes. @throws PackError with every problem found */
export function waiversOf(bytes: Uint8Array, file: string, pack: Pack): WaiverList {
  const problems = noProblems();
  const json = jsonOf(bytes, 'waivers', file, problems) as { readonly waivers?: readonly WaiverJson[] } | undefined;
  const waivers = json?.waivers ?? [];
  const seen = new Map<string, number>();
  for (const [index, waiver] of waivers.entries()) {
    const path = `$.waivers[${index}]`;
    if (waiver.id !== undefined) {
      const twin = seen.get(waiver.id);
      if (twin !== undefined) problems.add(file, `${path}.id`, `${quote(waiver.id)} is also the id of $.waivers[${twin}]; give it its own`);
      else seen.set(waiver.id, index);
    }
    proveWaiver(waiver, pack, file, path, problems);
  }
  problems.refuse();
  const text = new TextDecoder().decode(bytes);
  const sound = waivers as readonly Waiver[];
  return {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    waivers: sound,
    lines: sound.map(({ id }) => lineOf(text, id)),
  };
}

/** 1-based line on which the id is given; 1 if it is written in some other way than usual. */
function lineOf(text: string, id: string): number {
  const at = text.search(new RegExp(`"id"\\s*:\\s*"${id.replace(/[./-]/g, '\\$&')}"`));
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function proveWaiver(waiver: WaiverJson, pack: Pack, file: string, path: string, problems: Problems): void {
  const { rule: id, scope = {}, owner, approver, issued, expires, cap } = waiver;
  const add = (key: string, message: string) => problems.add(file, `${path}.${key}`, message);
  const rule = pack.rules.find((one) => one.id === id);
  if (id !== undefined && rule === undefined) {
    const ids = pack.rules.map((one) => one.id);
    add('rule', `there is no rule ${quote(id)}${didYouMean(id, ids) || '; pnd-lint rules list shows them all'}`);
  }
  if (rule?.kind === 'file')
    add('rule', `${quote(rule.id)} is about the file itself: such a fault belongs to no agency and is to be mended, not waived`);
  if (owner !== undefined && approver !== undefined && foldSpelling(owner) === foldSpelling(approver))
    add('approver', 'the approver is the owner; expected somebody else');
  if (issued !== undefined && expires !== undefined) {
    if (expires < issued) add('expires', `${expires} is before the day of issue, ${issued}`);
    else if (expires > yearAfter(issued))
      add('expires', `${expires} is more than a year after ${issued}; expected ${yearAfter(issued)} at most`);
  }
  proveScope(scope, rule, pack, add);
  if (cap !== undefined && 'share' in cap && (scope.urn !== undefined || scope.fingerprint !== undefined))
    add('cap.share', 'a share of one record says nothing; give a count, or leave the cap out');
}

function proveScope(scope: Waiver['scope'], rule: Rule | undefined, pack: Pack, add: (key: string, message: string) => void): void {
  const { agency, field } = scope;
  const list = pack.codelists.get(pack.fields.find((one) => one.role === 'agency')?.codelist ?? '');
  if (agency !== undefined && list !== undefined && !list.entries.has(agency))
    add('scope.agency', `there is no agency ${quote(agency)}${didYouMean(agency, list.entries.keys())}`);
  if (field === undefined || rule === undefined || !('at' in rule) || rule.at.includes(EVERYWHERE) || rule.at.length === 0) return;
  if (!rule.at.includes(field))
    add(
      'scope.field',
      `${quote(rule.id)} is never found at ${quote(field)}${didYouMean(field, rule.at) || `; expected ${rule.at.join(' or ')}`}`,
    );
}

/** The same day a year later; 1 March for 29 February. */
function yearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
}
