import type { DashboardPage, ShownAgency, ShownScore } from '../../model/dashboard.ts';
import { referenceSection } from '../html-references.ts';
import { html, type Markup } from '../markup.ts';
import { count, counted } from '../numbers.ts';
import { ageingNotice, ageingTable, changesTable } from './ageing.ts';
import { volumeBars } from './bars.ts';
import { headlineCards } from './cards.ts';
import { causeList } from './causes.ts';
import { shown } from './figures.ts';
import { whereToAct } from './first.ts';
import { costTable, fixList, trainingTable } from './fixes.ts';
import { heatMap } from './heat-map.ts';
import { leagueTable, partsTable, verdictWords } from './league.ts';
import { type PageContent, pageOf, type Section } from './page.ts';
import { tileMap } from './tile-map.ts';
import { timelinessTable, topicTable } from './topics.ts';
import { changedAgencies, trendCharts } from './trends.ts';
import { agencyLink, regionLink, regionName, ruleLink, type View } from './view.ts';

const home = ({ root }: View): Markup => html`<a href="${root}index.html">National picture</a>`;

/** `Not ready: 123 of 4,000 records held`. */
function headlineOf({ verdict, records }: ShownScore): Pick<PageContent, 'headline' | 'tone'> {
  const word = verdictWords({ ...verdict, held: 0 });
  const held = verdict.held === 0 ? `: ${shown(records)} records` : `: ${shown(verdict.held)} of ${shown(records)} records held`;
  return { headline: `${word.charAt(0).toUpperCase()}${word.slice(1)}${held}`, tone: verdict.verdict };
}

/** Sections that every scorecard has. */
function ofEveryCard(card: ShownScore): Section[] {
  return [
    { id: 'topics', heading: 'Threat areas and small boats', body: topicTable(card) },
    { id: 'timeliness', heading: 'How long it takes', body: timelinessTable(card) },
    { id: 'volumes', heading: 'How much is submitted', body: volumeBars(card) },
  ];
}

/** The first page: all agencies. */
export function nationPage(view: View): DashboardPage {
  const { run, ageing, changes, suppressedBelow } = view.dashboard;
  const { nation, agencies, regions, rootCauses } = run.scorecards;
  const ready = agencies.filter(({ verdict }) => verdict.verdict !== 'not-ready').length;
  const ranked = agencies.filter(({ rank }) => rank !== null).length;
  const more = [
    {
      title: 'Agencies ready',
      figure: `${count(ready)} of ${count(agencies.length)}`,
      under: [`${counted(ranked, 'agency', 'agencies')} ranked`],
    },
  ];
  const nameOf = (agency: string | null) => (agency === null ? '(files, or no known agency)' : agencyLink(view, agency));
  return pageOf(view, {
    path: 'index.html',
    title: 'National picture',
    ...headlineOf(nation),
    above: [],
    lead: headlineCards(nation, more),
    sections: [
      { id: 'first', heading: 'Where to act first', body: whereToAct(view, agencies) },
      { id: 'changed', heading: 'What changed', body: changedAgencies(view) },
      { id: 'league', heading: 'League table', body: leagueTable(view, agencies, { label: 'All records', card: nation }) },
      { id: 'map', heading: 'Map of force areas', body: tileMap(view, agencies) },
      { id: 'trends', heading: 'Trends', body: trendCharts(view, 'nation', '', nation.coding?.subject) },
      { id: 'causes', heading: 'Root causes', body: causeList(view, rootCauses, 20, false) },
      { id: 'heat', heading: 'Rules and agencies', body: heatMap(view, agencies) },
      ...ofEveryCard(nation),
      { id: 'references', heading: 'Referrals and organised crime groups', body: referenceSection(run.scorecards, false) },
      {
        id: 'ageing',
        heading: 'How old the findings are',
        body:
          ageing === null
            ? suppressedBelow === null
              ? null
              : ageingNotice()
            : html`${changes === null ? null : changesTable(changes, nameOf)}${ageingTable(
                ageing.filter(({ isAgency, rule }) => isAgency && rule === null),
                { head: 'Agency', name: ({ agency }) => nameOf(agency), filter: 'agencies' },
              )}`,
      },
      { id: 'training', heading: 'Training', body: trainingTable(view, nation) },
      {
        id: 'regions',
        heading: 'Regions and rules',
        body: html`<h3>Regions</h3><ul>${regions.map(({ region, records }) => html`<li>${regionLink(view, region)}: ${shown(records)} records</li>`)}</ul>
<h3>Rules</h3><p>Every rule has a page that says what it asks, why, how to fix what it finds, and which agencies fail it.</p>${costTable(view, nation)}
<details><summary>All ${count(view.paths.rule.size)} rules</summary><ul>${[...view.paths.rule.keys()].map((rule) => html`<li>${ruleLink(view, rule)}</li>`)}</ul></details>`,
      },
    ],
  });
}

/** A region and its agencies. */
export function regionPage(view: View, card: ShownScore & { readonly region: string }): DashboardPage {
  const agencies = view.dashboard.run.scorecards.agencies.filter(({ region }) => region === card.region);
  const codes = new Set(agencies.map(({ agency }) => agency));
  const causes = view.dashboard.run.scorecards.rootCauses.filter(({ agency }) => codes.has(agency));
  return pageOf(view, {
    path: view.paths.region.get(card.region)!,
    title: `Region ${regionName(view, card.region)}`,
    ...headlineOf(card),
    above: [home(view)],
    lead: headlineCards(card),
    sections: [
      { id: 'first', heading: 'Where to act first', body: whereToAct(view, agencies) },
      { id: 'league', heading: 'Agencies', body: leagueTable(view, agencies, { label: 'All of the region', card }) },
      { id: 'trends', heading: 'Trends', body: trendCharts(view, 'region', card.region, card.coding?.subject) },
      { id: 'causes', heading: 'Root causes', body: causeList(view, causes, 15, false) },
      { id: 'fixes', heading: 'What would make it ready', body: fixList(view, card) },
      { id: 'heat', heading: 'Rules and agencies', body: heatMap(view, agencies) },
      { id: 'costs', heading: 'Rules that cost most', body: costTable(view, card) },
      ...ofEveryCard(card),
      { id: 'training', heading: 'Training', body: trainingTable(view, card) },
    ],
  });
}

/** One agency: its verdict, what is behind it, what to fix first. */
export function agencyPage(view: View, card: ShownAgency): DashboardPage {
  const { rank, rankedOf, peers, region, agency } = card;
  const peer = (value: number | null, unit: string) => (value === null ? 'no data' : `${value.toFixed(2)}${unit}`);
  const place = {
    title: 'Rank',
    figure: rank === null ? 'not ranked' : `${rank} of ${rankedOf}`,
    under: [
      ...(rank === null ? [`Ranked from ${counted(view.pack.minimumForRanking, 'record')}`] : []),
      `Half of ${counted(peers.agencies ?? 0, 'other ranked agency', 'other ranked agencies')} reach:`,
      ...(card.coding === null ? [] : [`coding ${peer(peers.codingRate, '%')}`]),
      `ready ${peer(peers.ready, '%')}, score ${peer(peers.score, '')}`,
    ],
  };
  const ageing = view.dashboard.ageing?.filter((row) => row.isAgency && row.agency === agency && row.rule !== null);
  return pageOf(view, {
    path: view.paths.agency.get(agency)!,
    title: card.label,
    ...headlineOf(card),
    above: [home(view), ...(region === null ? [] : [regionLink(view, region)])],
    lead: headlineCards(card, [place]),
    sections: [
      { id: 'fixes', heading: 'What to fix first', body: fixList(view, card) },
      { id: 'causes', heading: 'What is behind it', body: causeList(view, card.rootCauses, 15, true) },
      { id: 'trends', heading: 'Trends', body: trendCharts(view, 'agency', agency, card.coding?.subject) },
      {
        id: 'systems',
        heading: 'Source systems',
        body: partsTable(
          'Source systems',
          'Source system',
          card.sourceSystems.map((one) => [one.source_system, one]),
        ),
      },
      {
        id: 'units',
        heading: 'Units',
        body: partsTable(
          'Units',
          'Unit',
          card.units.map((one) => [one.unit, one]),
        ),
      },
      { id: 'costs', heading: 'Rules that cost most', body: costTable(view, card) },
      ...ofEveryCard(card),
      {
        id: 'ageing',
        heading: 'How old the findings are',
        body:
          ageing === undefined
            ? null
            : ageingTable(ageing, { head: 'Rule', name: ({ rule }) => ruleLink(view, rule ?? ''), filter: 'rules' }),
      },
      { id: 'training', heading: 'Training', body: trainingTable(view, card) },
    ],
  });
}
