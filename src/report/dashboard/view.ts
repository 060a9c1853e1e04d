import type { Dashboard, Places, ShownAgency } from '../../model/dashboard.ts';
import type { Pack, Rule } from '../../model/pack.ts';
import { forFileName } from '../escape.ts';
import { html, type Markup } from '../markup.ts';
import { rulesById } from '../totals.ts';

/** What every part of a page may look at. */
export interface View {
  readonly dashboard: Dashboard;
  readonly pack: Pack;
  readonly places: Places;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly agencies: ReadonlyMap<string, ShownAgency>;
  readonly paths: Paths;
  /** Where the dashboard's folder is, seen from the page: empty, or `../`. */
  readonly root: '' | '../';
}

/** Paths of pages below the dashboard's folder, by code or id; undefined where there is no page. */
export interface Paths {
  readonly agency: ReadonlyMap<string, string>;
  readonly region: ReadonlyMap<string, string>;
  readonly rule: ReadonlyMap<string, string>;
}

/** The view from the first page. */
export function viewOf(dashboard: Dashboard, pack: Pack, places: Places): View {
  const { run } = dashboard;
  const { agencies, regions } = run.scorecards;
  const rules = run.rules.map(({ rule }) => rule);
  const paths = {
    agency: pathsOf(
      'agencies',
      agencies.map(({ agency }) => agency),
    ),
    region: pathsOf(
      'regions',
      regions.map(({ region }) => region),
    ),
    rule: pathsOf('rules', [...new Set(rules)]),
  };
  return {
    dashboard,
    pack,
    places,
    rules: rulesById(pack),
    agencies: new Map(agencies.map((card) => [card.agency, card])),
    paths,
    root: '',
  };
}

/** Names differ in more than case: some file systems take them for one. */
function pathsOf(folder: string, names: readonly string[]): ReadonlyMap<string, string> {
  const folds = new Set<string>();
  return new Map(
    names.map((name) => {
      const plain = name.replace('/', '.');
      const isFirst = !folds.has(plain.toLowerCase());
      folds.add(plain.toLowerCase());
      return [name, `${folder}/${forFileName(plain, () => isFirst)}.html`];
    }),
  );
}

/** Name of an agency as people know it; the code if the run has no card of it. */
export const agencyName = ({ agencies }: View, code: string): string => agencies.get(code)?.label ?? code;

export const regionName = ({ places }: View, code: string): string => places.regions.get(code) ?? code;

export const ruleTitle = ({ rules }: View, id: string): string => rules.get(id)?.title ?? id;

export const agencyLink = (view: View, code: string): Markup => linkTo(view, view.paths.agency.get(code), agencyName(view, code));

export const regionLink = (view: View, code: string): Markup => linkTo(view, view.paths.region.get(code), regionName(view, code));

export const ruleLink = (view: View, id: string): Markup => linkTo(view, view.paths.rule.get(id), ruleTitle(view, id));

function linkTo({ root }: View, path: string | undefined, text: string): Markup {
  return path === undefined ? html`${text}` : html`<a href="${root}${encodeURI(path)}">${text}</a>`;
}
