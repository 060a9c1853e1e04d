import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from './checks.mjs';
import { AGENCIES } from './lists.mjs';

const NOBODY = '(unknown agency)';
const readJson = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Lines of counts, the same for engines that found the same: by agency the records, those with a finding, and findings of each check. */
function linesOf(agencies) {
  const lines = [];
  for (const agency of [...AGENCIES, NOBODY]) {
    const { records, bad, checks } = agencies.get(agency) ?? { records: 0, bad: 0, checks: {} };
    lines.push(`${agency}: ${records} records`, `${agency}: ${bad} records with a finding`);
    for (const { number, rule } of CHECKS) lines.push(`${agency}: ${checks[number] ?? 0} of check ${number} (${rule})`);
  }
  return lines;
}

function ofPeer(folder) {
  const agencies = new Map();
  for (const [written, { records, bad, checks }] of Object.entries(readJson(folder, 'scorecards.json'))) {
    const agency = AGENCIES.includes(written) ? written : NOBODY;
    const known = agencies.get(agency) ?? { records: 0, bad: 0, checks: {} };
    known.records += records;
    known.bad += bad;
    for (const [number, count] of Object.entries(checks)) known.checks[number] = (known.checks[number] ?? 0) + count;
    agencies.set(agency, known);
  }
  return agencies;
}

function ofOwn(folder) {
  const { complete, scorecards } = readJson(folder, 'run.json');
  if (!complete) throw new Error('pnd-lint did not complete its run');
  const numbers = new Map(CHECKS.map(({ number, rule }) => [`bench/${rule}`, number]));
  return new Map(
    scorecards.agencies.map(({ agency, records, ready, rules }) => {
      const checks = Object.fromEntries(rules.flatMap(({ rule, failed }) => (numbers.has(rule) ? [[numbers.get(rule), failed]] : [])));
      return [agency, { records, bad: records - ready.count, checks }];
    }),
  );
}

/** What an engine left in its folder, as lines that can be compared, and the sum of its findings. */
export function countsOf(job, folder) {
  const agencies = job === 'own' ? ofOwn(folder) : ofPeer(folder);
  const all = [...agencies.values()];
  const sum = (of) => all.reduce((total, one) => total + of(one), 0);
  return {
    lines: linesOf(agencies),
    records: sum(({ records }) => records),
    findings: sum(({ checks }) => Object.values(checks).reduce((total, count) => total + count, 0)),
  };
}

/** @throws Error that names the first differences, if two engines did not find the same */
export function assertSame(expected, found, first, second) {
  const other = expected.lines.flatMap((line, place) =>
    line === found.lines[place] ? [] : [`  ${first}: ${line}\n  ${second}: ${found.lines[place]}`],
  );
  if (other.length > 0) throw new Error(`${first} and ${second} differ in ${other.length} counts:\n${other.slice(0, 10).join('\n')}`);
}
