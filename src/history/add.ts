import { UsageError } from '../model/errors.ts';
import type { FindingKey, Level } from '../model/history.ts';
import type { AgencyScorecard, Run, Score } from '../model/run.ts';
import type { Database, SqlValue } from './duckdb.ts';
import { rulesHash, runId } from './run-id.ts';

/** A run to be added. */
export interface RunToAdd {
  readonly run: Run;
  /** Its findings; undefined if they are not known. */
  readonly findings: (() => AsyncIterable<FindingKey>) | undefined;
  /** ISO instant, UTC. */
  readonly addedAt: string;
}

/** Adds a run whole or, whatever happens, not at all. Returns its id, and whether it was new: the same run is never added twice. */
export async function addRun(
  database: Database,
  { run, findings, addedAt }: RunToAdd,
): Promise<{ readonly id: string; readonly added: boolean }> {
  if (!run.complete) throw new UsageError('the run is not complete: what was not read would look like faults that were fixed');
  const id = runId(run);
  const [known] = await database.rows('select run from runs where id = $1', id);
  if (known !== undefined) return { id, added: false };
  await database.run('begin');
  try {
    const [next] = await database.rows<{ run: number }>('select coalesce(max(run), 0) + 1 as run from runs');
    const number = next!.run;
    await insertRun(database, number, id, run, findings !== undefined, addedAt);
    await insertScorecards(database, number, run);
    if (findings !== undefined) await insertFindings(database, number, findings());
    await database.run('commit');
  } catch (error) {
    await database.run('rollback').catch(() => {});
    throw error;
  }
  await database.run('checkpoint');
  return { id, added: true };
}

async function insertRun(database: Database, number: number, id: string, run: Run, hasFindings: boolean, addedAt: string): Promise<void> {
  const { nation: _nation, regions: _regions, agencies: _agencies, ...about } = run.scorecards;
  const packs = run.packs.map((pack) => pack.id).sort();
  const isPlaceholder = run.codelists.some((list) => list.status === 'placeholder');
  const { records, ready, findings } = run.totals;
  const at = addedAt.replace('T', ' ').replace('Z', '');
  const head = [number, id, run.asOf, at, run.tool.version, packs.join(' '), rulesHash(run), isPlaceholder, hasFindings];
  const values = [...head, records, ready, findings.error, findings.warning, findings.info, JSON.stringify({ ...run, scorecards: about })];
  await insertRows(database, 'runs', [values]);
  await insertRows(
    database,
    'run_rules',
    run.rules.map(({ rule, status, applicable, failed, waived }) => [number, rule, status, applicable, failed, waived]),
  );
}

interface Card extends Pick<AgencyScorecard, 'label' | 'region'> {
  readonly level: Level;
  readonly name: string;
  readonly rank: number | null;
  readonly rankedOf: number | null;
  readonly card: Score;
}

async function insertScorecards(database: Database, number: number, { scorecards: { nation, regions, agencies } }: Run): Promise<void> {
  const unplaced = { region: null, rank: null, rankedOf: null };
  const cards: readonly Card[] = [
    { ...unplaced, level: 'nation', name: '', label: 'All records', card: nation },
    ...regions.map((card) => ({ ...unplaced, level: 'region', name: card.region, label: card.region, card }) as const),
    ...agencies.map((card) => {
      const { agency: name, label, region, rank, rankedOf } = card;
      return { level: 'agency', name, label, region, rank, rankedOf, card } as const;
    }),
  ];
  const rows = cards.map(({ level, name, label, region, rank, rankedOf, card }): SqlValue[] => [
    ...[number, level, name, label, region, card.records, card.ready.count, card.score],
    ...[card.coding?.rate.count ?? null, card.coding?.rate.n ?? null],
    ...[card.findings.error, card.findings.warning, card.findings.info, card.findings.waived, card.verdict.verdict, card.verdict.held],
    ...[rank, rankedOf, JSON.stringify(card)],
  ]);
  await insertRows(database, 'scorecards', rows);
  const rules = cards.flatMap(({ level, name, card }) =>
    card.rules.map(({ rule, severity, dimension, applicable, failed, waived }): SqlValue[] => [
      ...[number, level, name, rule, severity, dimension, applicable, failed, waived],
    ]),
  );
  await insertRows(database, 'scorecard_rules', rules);
}

async function insertRows(database: Database, table: string, rows: Iterable<readonly SqlValue[]>): Promise<void> {
  const appender = await database.append(table);
  for (const row of rows) appender.row(...row);
  appender.close();
}

/** Findings go through a table of this connection's own, as they come, so that memory does not grow with their number. */
async function insertFindings(database: Database, number: number, findings: AsyncIterable<FindingKey>): Promise<void> {
  await database.run('create or replace temp table incoming (agency varchar, rule varchar, fingerprint varchar, waived boolean)');
  const appender = await database.append('incoming');
  for await (const { agency, rule, fingerprint, waived } of findings) appender.row(agency ?? '', rule, fingerprint, waived);
  appender.close();
  await database.run(`
    create or replace temp table counted as
      select agency, rule, fingerprint::uuid as fingerprint, count(*)::integer as n, (count(*) filter (waived))::integer as waived
      from incoming group by all;
    drop table incoming;
    insert into findings
      select (select coalesce(max(finding), 0) from findings) + row_number() over (),
        agency, rule, fingerprint
      from counted anti join findings using (agency, rule, fingerprint);
    insert into occurrences
      select ${number}, finding, n, waived from counted join findings using (agency, rule, fingerprint) order by finding;
    drop table counted;`);
}
