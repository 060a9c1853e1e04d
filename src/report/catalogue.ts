import type { Pack, Rule } from '../model/pack.ts';
import { forMarkdown } from './escape.ts';
import { sourceInWords } from './explain.ts';
import { counted } from './numbers.ts';
import { askedInEnglish } from './rule-in-english.ts';

/** The text of `rules/README.md`: every rule of the packs, grouped by the pack it comes from, each once. Generated, so never edited. */
export function rulesReadme(packs: readonly Pack[]): string {
  const rules = new Map<string, Placed>();
  for (const pack of packs) for (const rule of pack.rules) if (!rules.has(rule.id)) rules.set(rule.id, { rule, pack });
  const byPack = new Map<string, Placed[]>();
  for (const placed of [...rules.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1))) {
    const [pack = ''] = placed.rule.id.split('/');
    byPack.set(pack, [...(byPack.get(pack) ?? []), placed]);
  }
  const parts = [...byPack].map(([id, own]) => packSection(id, own, packs));
  return [
    '# Rules',
    '',
    'Generated from the files in this folder: edit those, never this page.',
    '',
    '*Error*: provable from the record, and the record is held until it is put right. *Warning* and *info*: worth a look, nothing is held.',
    'What rests on the wording of text or on statistics is never an error and weighs in no score.',
    '',
    ...parts,
  ].join('\n');
}

type Placed = { readonly rule: Rule; readonly pack: Pack };

function packSection(id: string, own: readonly Placed[], packs: readonly Pack[]): string {
  const identity = packs.flatMap((pack) => pack.identities).find((one) => one.id === id);
  const facts = identity ? `Version ${identity.version}, ${identity.status}, owned by ${identity.owner}.` : '';
  return [
    `## ${forMarkdown(id)}`,
    '',
    `${[...(facts === '' ? [] : [forMarkdown(facts)]), counted(own.length, 'rule')].join(' ')}.`,
    '',
    '| rule | severity | rests on | dimension | weight | fault |',
    '|---|---|---|---|---|---|',
    ...own.map(
      ({ rule }) =>
        `| ${[linkTo(rule), ...[rule.severity, rule.basis, rule.dimension, String(rule.weight), rule.title].map(forMarkdown)].join(' | ')} |`,
    ),
    '',
    ...own.map(ruleSection),
  ].join('\n');
}

/** A link to the rule's own heading, whose anchor leaves the slash out. */
function linkTo({ id }: Rule): string {
  return `[${forMarkdown(id.slice(id.indexOf('/') + 1))}](#${id.replaceAll('/', '')})`;
}

function ruleSection({ rule, pack }: Placed): string {
  const points = (heading: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`**${heading}**`, '', ...texts.map((text) => `- ${forMarkdown(text)}`), ''];
  return [
    `### ${forMarkdown(rule.id)}`,
    '',
    `${forMarkdown(rule.title)}. ${forMarkdown(askedInEnglish(rule, pack))}`,
    '',
    ...points('Why', rule.why),
    ...points('How to fix', rule.fix),
    ...points('Training that prevents it', rule.training),
    ...points('Sources', rule.source.map(sourceInWords)),
  ].join('\n');
}
