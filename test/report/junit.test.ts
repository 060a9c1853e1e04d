import { describe, expect, it } from 'vitest';
import { junitReport } from '../../src/report/index.ts';
import { finding, HOSTILE, packOf, RULES, runOf } from './invented.ts';

const pack = packOf(RULES);
const run = runOf(pack);
const counted = (rule: string, total: number, ...first: ReturnType<typeof finding>[]) => [rule, { total, first }] as const;

describe('a JUnit report', () => {
  const findings = new Map([
    counted('paint/unknown-colour', 4212, finding()),
    counted('paint/vague-words', 12, finding({ rule: 'paint/vague-words', severity: 'warning' })),
  ]);

  it('fails the rules whose findings count, and tells the others', () => {
    const xml = junitReport(run, pack, findings, 'error');
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="pnd-lint" tests="\d+" failures="1" errors="0"/);
    expect(xml).toMatch(/name="paint\/unknown-colour"><failure type="error" message="4,212 findings">[^<]*shown 1 of 4,212\n/);
    expect(xml).toMatch(/name="paint\/vague-words"><system-out>/);
    expect(xml).toContain('<property name="marking" value="OFFICIAL-SENSITIVE"/>');
  });

  it.each([
    ['error', 1],
    ['warning', 2],
    ['never', 0],
  ] as const)('follows --fail-on %s', (failOn, failures) => {
    const xml = junitReport(run, pack, findings, failOn);
    expect(xml.match(/<failure /g)?.length ?? 0).toBe(failures);
    expect(xml).toContain(` failures="${failures}"`);
  });

  it('counts in its attributes what it holds', () => {
    const crashed = run.rules.map((one, index) => (index === 1 ? { ...one, status: 'crashed' as const, reason: 'boom' } : one));
    const xml = junitReport({ ...run, rules: crashed }, pack, findings, 'warning');
    const [, tests, failures, errors, skipped] =
      /<testsuites name="pnd-lint" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml)!;
    const times = (tag: string) => String(xml.match(new RegExp(`<${tag}[ />]`, 'g'))?.length ?? 0);
    expect({ tests, failures, errors, skipped }).toEqual({
      tests: times('testcase'),
      failures: times('failure'),
      errors: times('error'),
      skipped: times('skipped'),
    });
    expect(errors).toBe('1');
  });

  it('says when the job was not done whole', () => {
    const xml = junitReport({ ...run, complete: false, incomplete: ['b.csv: ends inside a record'] }, pack, new Map(), 'error');
    expect(xml).toContain('<testcase classname="run" name="complete"><error message="b.csv: ends inside a record"/>');
  });

  it('is safe whatever a value holds', () => {
    const xml = junitReport(run, pack, new Map([counted('paint/unknown-colour', 1, finding({ params: { value: HOSTILE } }))]), 'error');
    expect(xml).not.toContain('<script');
    expect(xml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
