import type { Dashboard, DashboardPage, Places } from '../../model/dashboard.ts';
import type { Pack } from '../../model/pack.ts';
import { agencyPage, nationPage, regionPage } from './pages.ts';
import { rulePage } from './rule-page.ts';
import { type View, viewOf } from './view.ts';

/**
 * The pages of a dashboard: the nation (`index.html`), then one for each region, agency and rule. Each is whole in itself: no page loads
 * anything, and all can be read without script. `pack` gives words to rules; a rule that it lacks is shown by its id.
 */
export function* dashboardPages(dashboard: Dashboard, pack: Pack, places: Places): Generator<DashboardPage> {
  const view = viewOf(dashboard, pack, places);
  const below: View = { ...view, root: '../' };
  const { regions, agencies } = dashboard.run.scorecards;
  yield nationPage(view);
  for (const card of regions) yield regionPage(below, card);
  for (const card of agencies) yield agencyPage(below, card);
  for (const rule of view.paths.rule.keys()) yield rulePage(below, rule);
}
