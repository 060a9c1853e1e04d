import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { type LoadPackOptions, loadPack } from '../../src/packs/index.ts';
import { generated, keyOf, lintFiles, OIC, oicPack } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-lists-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A code of 35 characters that shares nothing with ours, the same for the same code. */
const foreign = (list: string, code: string) =>
  `Q${Buffer.from(`${list}/${code}`).toString('hex').toUpperCase()}`.padEnd(35, '7').slice(-35);

/** Every list of the pack with each code swapped for a foreign one, columns that name codes of other lists too, and hundreds of other codes added. */
function swapped(): LoadPackOptions {
  const threatAreas = oicPack().codelists.get('threat-areas')!.entries;
  const codelists = [...oicPack().codelists.values()].map((list) => {
    const columns = [...new Set([...list.entries.values()].flatMap((entry) => [...entry.columns.keys()]))];
    const cell = (column: string, values: readonly string[]) =>
      values.map((value) => (column === 'threat_areas' ? foreign('threat-areas', value) : value)).join(';');
    const rows = [...list.entries.values()].map((entry) =>
      columns.map((column) => {
        if (column === 'code') return foreign(list.name, entry.code);
        if (column === 'replaced_by') return entry.replacedBy ? foreign(list.name, entry.replacedBy) : '';
        if (column === 'aliases' || column === 'label') return '';
        return cell(column, entry.columns.get(column) ?? []);
      }),
    );
    if (columns.includes('family')) {
      for (let n = 0; n < 300; n++)
        rows.push(columns.map((c) => (c === 'code' ? foreign('other', String(n)) : c === 'family' ? 'OTHER' : '')));
      const all = [...threatAreas.keys()].map((area) => foreign('threat-areas', area)).join(';');
      rows.push(columns.map((c) => (c === 'code' ? foreign('all', 'areas') : c === 'family' ? 'OIC' : c === 'threat_areas' ? all : '')));
    }
    const file = join(folder, `${list.name}.csv`);
    writeFileSync(file, [columns, ...rows].map((row) => row.map((c) => `"${c}"`).join(',')).join('\n'));
    return { name: list.name, file };
  });
  return { ...OIC, codelists };
}

describe('with every code list swapped for one that shares no code with ours', () => {
  it('a batch in the other codes has exactly the faults that it has in ours', async () => {
    const packOptions = swapped();
    const pack = loadPack(packOptions);
    const { batch, planted } = generated({ records: 3_000, seed: 4, faults: 0.2 });
    const [header, ...rows] = parse(batch) as [string[], ...string[][]];
    const lists = header.map((name) => oicPack().fields.find((field) => field.name === name)).map((field) => field?.codelist);
    const column = (name: string) => header.indexOf(name);
    const axes = ['source_evaluation', 'intelligence_assessment', 'handling_code'];
    const axisLists = axes.map((name) => lists[column(name)]!);
    const legacyLists = ['legacy-source-evaluations', 'legacy-intelligence-evaluations', 'legacy-handling-codes'];
    const plantedIn = (rule: string) => new Set(planted.filter((p) => p.rule.endsWith(rule)).map((p) => p.record));
    const swappedAxes = plantedIn('grading-axes-swapped');
    const legacy = plantedIn('legacy-grading-in-columns');
    /** In the code's own list; where a fault says so in that of another axis of the grading, or in that of the old scheme. */
    const translate = (list: string, code: string, record: number) => {
      const axis = axisLists.indexOf(list);
      const others =
        axis === -1 ? [] : [...(swappedAxes.has(record) ? axisLists : []), ...(legacy.has(record) ? [legacyLists[axis]!] : [])];
      const home = [list, ...others].find((name) => oicPack().codelists.get(name)!.entries.has(code));
      return home === undefined ? code : foreign(home, code);
    };
    const translated = rows.map((row, record) => {
      const cells = [...row];
      // One letter each can be written as one string; codes of 35 characters can't.
      const [, ...parts] = /^([1-3])([A-E])([PC])$/.exec(row[column('grading')]!) ?? [];
      if (parts.length > 0) {
        cells[column('grading')] = '';
        for (const [n, part] of parts.entries()) cells[column(axes[n]!)] = part;
      }
      return cells.map((cell, index) => {
        const list = lists[index];
        return list === undefined
          ? cell
          : cell
              .split(';')
              .map((code) => translate(list, code.trim(), record + 1))
              .join(';');
      });
    });
    const text = [header, ...translated].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
    const { findings, run } = await lintFiles({ batch: text }, { pack, packOptions });
    const errors = findings.filter((f) => f.severity === 'error').map((f) => keyOf(f.at.record, f.at.field, f.rule));
    // Where the one string goes, so does its disagreement with the parts.
    const stands = (id: string) => !id.endsWith('/grading-parts-disagree');
    const isError = (id: string) => stands(id) && pack.rules.find((rule) => rule.id === id)!.severity === 'error';
    expect(errors.sort()).toEqual(
      planted
        .filter((p) => isError(p.rule))
        .map((p) => keyOf(p.record, p.field, p.rule))
        .sort(),
    );
    expect(run.scorecards.nation.coding!.correct).toBeGreaterThan(500);
    expect(run.scorecards.nation.verdict.placeholderCodes).toBe(false);
  });

  it('one code for all three threat areas is right for each', async () => {
    const packOptions = swapped();
    const pack = loadPack(packOptions);
    const header = ['urn', 'agency', 'threat_area', 'crime_identifier_codes'];
    const areas = [...pack.codelists.get('threat-areas')!.entries.keys()];
    const text = [
      header,
      ...areas.map((area, n) => [`U${n}`, [...pack.codelists.get('agencies')!.entries.keys()][0]!, area, foreign('all', 'areas')]),
    ]
      .map((row) => row.join(','))
      .join('\n');
    const { run } = await lintFiles({ batch: text }, { pack, packOptions });
    expect(run.scorecards.nation.coding).toMatchObject({ correct: areas.length, wrong: 0, missing: 0 });
  });
});
