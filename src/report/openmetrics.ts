import { DIMENSIONS } from '../model/pack.ts';
import type { Run, Score, Share } from '../model/run.ts';
import { forOpenMetrics } from './escape.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/**
 * A run as OpenMetrics text, for the monitoring of a nightly job: counts of the nation, regions and agencies, and of every rule.
 * Ratios are 0–1 and stand beside the counts that they are made of; what has no data is left out.
 * Format: OpenMetrics 1.0.0, https://prometheus.io/docs/specs/om/open_metrics_spec/.
 */
export function openMetrics(run: Run): string {
  const { nation, regions, agencies } = run.scorecards;
  const cards: readonly (readonly [Labels, Score])[] = [
    [{ level: 'nation', name: '' }, nation],
    ...regions.map((card) => [{ level: 'region', name: card.region }, card] as const),
    ...agencies.map((card) => [{ level: 'agency', name: card.agency }, card] as const),
  ];
  const each = (samples: (card: Score) => readonly Sample[]): Sample[] =>
    cards.flatMap(([labels, card]) => samples(card).map(([more, value]): Sample => [{ ...labels, ...more }, value]));
  const known = (labels: Labels, value: number | null): Sample[] => (value === null ? [] : [[labels, value]]);
  const info = { version: run.tool.version, as_of: run.asOf, marking: run.marking };
  return [
    family('run', 'info', 'What made these figures.', [[info, 1]]),
    family('complete', 'gauge', '1 if all of the job was done, else 0.', [[{}, run.complete ? 1 : 0]]),
    family(
      'input_records',
      'gauge',
      'Records of each input.',
      run.inputs.map(({ records }, index) => [{ input: String(index + 1) }, records]),
    ),
    family(
      'records',
      'gauge',
      'Records.',
      each((card) => [[{}, card.records]]),
    ),
    family(
      'ready_records',
      'gauge',
      'Records without an unwaived error.',
      each((card) => [[{}, card.ready.count]]),
    ),
    family(
      'ready_ratio',
      'gauge',
      'ready_records ÷ records.',
      each((card) => known({}, ratio(card.ready))),
    ),
    family(
      'findings',
      'gauge',
      'Findings on records.',
      each(({ findings }) => Object.entries(findings).map(([severity, count]) => [{ severity }, count])),
    ),
    family(
      'score',
      'gauge',
      'Scores of 0 to 100; dimension "all" is the overall one.',
      each((card) => [
        ...known({ dimension: 'all' }, card.score),
        ...DIMENSIONS.flatMap((dimension) => known({ dimension }, card.dimensions[dimension].score)),
      ]),
    ),
    family(
      'coding_records',
      'gauge',
      'Records by state of coding for the subject.',
      each(({ coding }) =>
        coding === null ? [] : (['correct', 'wrong', 'missing', 'suspected'] as const).flatMap((state) => known({ state }, coding[state])),
      ),
    ),
    family(
      'coding_ratio',
      'gauge',
      'correct ÷ (correct + wrong + missing).',
      each(({ coding }) => (coding === null ? [] : known({}, ratio(coding.rate)))),
    ),
    family(
      'timeliness_days',
      'gauge',
      'Days within which a share of the records was done.',
      each(({ timeliness }) =>
        timeliness.flatMap(({ measure, p50, p90 }) => [...known({ measure, share: '0.5' }, p50), ...known({ measure, share: '0.9' }, p90)]),
      ),
    ),
    family(
      'referrals',
      'gauge',
      'Referrals by what became of them.',
      each(({ referrals }) =>
        referrals === null
          ? []
          : [
              [{ state: 'with_document' }, referrals.withDocument],
              [{ state: 'missing' }, referrals.missing],
              [{ state: 'out_of_period' }, referrals.outOfPeriod],
            ],
      ),
    ),
    family(
      'rule_failed',
      'gauge',
      'Records, files, agencies or rows that fail a rule.',
      run.rules.filter(({ status }) => status === 'ran').map(({ rule, severity, failed }) => [{ rule, severity }, failed]),
    ),
    family('rules', 'gauge', 'Rules by how they ended.', ruleStates(run)),
    '# EOF\n',
  ].join('');
}

function ruleStates({ rules }: Run): Sample[] {
  const states = ['ran', 'not-applicable', 'skipped', 'crashed'] as const;
  return states.map((status) => [{ status }, rules.filter((rule) => rule.status === status).length]);
}

const ratio = ({ count, n }: Share): number | null => (n === 0 ? null : Math.round((1e6 * count) / n) / 1e6);

/** All samples of one metric; nothing if there are none. */
function family(name: string, type: 'gauge' | 'info', help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const metric = `pnd_lint_${name}`;
  const lines = samples.map(([labels, value]) => {
    const inner = Object.entries(labels).map(([label, text]) => `${label}="${forOpenMetrics(text)}"`);
    return `${metric}${type === 'info' ? '_info' : ''}${inner.length === 0 ? '' : `{${inner.join(',')}}`} ${value}`;
  });
  return [`# TYPE ${metric} ${type}`, `# HELP ${metric} ${forOpenMetrics(help)}`, ...lines, ''].join('\n');
}
