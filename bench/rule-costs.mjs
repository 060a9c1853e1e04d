import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Rounds of each measurement; the least is taken, as whatever disturbs a round only makes it longer. */
const ROUNDS = 7;

const nothing = () => {};

/**
 * Measures the parts of a run apart from each other, on one thread, in a program as it was built.
 *
 * @param program its bin/pnd-lint.js
 * @param data the file to measure on
 * @param packs ids or folders of rule packs
 * @param folder an empty folder of its own, for findings
 */
export async function makeMeter(program, data, packs, folder) {
  const dist = (path) => import(new URL(`../dist/${path}`, pathToFileURL(program)).href);
  const { loadPack, SHIPPED_RULES } = await dist('packs/index.js');
  const { headerFinder, makeRecord, planColumns } = await dist('normalise/index.js');
  const { readSegment, survey } = await dist('read/index.js');
  const { compileRules } = await dist('check/index.js');
  const { lintSegment } = await dist('segment.js');

  const pack = loadPack({ packs, codelists: [], rulesRoot: SHIPPED_RULES });
  const findHeader = headerFinder(pack.fields, undefined);
  const surveyed = await survey(data, data, { findHeader });
  const plan = planColumns(surveyed.columns, surveyed.headerLine ?? 0, pack.fields, undefined, {});
  let records = 0;

  /** Least CPU time of a job, in microseconds: unlike the time on the clock it hardly depends on what else runs. */
  const least = async (job) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.cpuUsage();
      await job();
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, user + system);
    }
    return best;
  };
  /** CPU microseconds a record of reading the file and doing something with each row. */
  const perRecord = async (row) => (await least(() => readAll(row))) / records;
  const readAll = async (row) => {
    for (const segment of surveyed.segments) await readSegment(surveyed, segment, { row, fault: nothing });
  };
  await readAll(() => {
    records++;
  });

  const job = { input: 0, survey: surveyed, plan, map: undefined, values: 'mask', forms: 'OFFICIAL-SENSITIVE', state: false, noted: [] };
  let spools = 0;
  /** CPU microseconds a record of reading and judging the file by some rules of the pack, findings spooled. */
  const judged = async (rules, coding) => {
    const { coding: own, ...rest } = pack;
    const some = { ...rest, rules, ...(coding && own !== undefined ? { coding: own } : {}) };
    const compiled = compileRules(some, '2026-06-30');
    return (
      (await least(async () => {
        for (const segment of surveyed.segments) {
          const spool = join(folder, String(spools++));
          await lintSegment(compiled, { ...job, segment, spool });
        }
      })) / records
    );
  };

  return {
    records,
    rules: pack.rules.filter((rule) => rule.kind !== 'file'),
    survey: async () => (await least(() => survey(data, data, { findHeader }))) / records,
    rows: () => perRecord(nothing),
    cells: () =>
      perRecord((view) => {
        for (let column = 0; column < view.length; column++) view.cell(column);
      }),
    fields() {
      const record = makeRecord(pack, plan, undefined, compileRules(pack, '2026-06-30').shapes);
      return perRecord((view) => {
        record.load(view);
        for (let field = 0; field < pack.fields.length; field++) record.reading(field);
      });
    },
    /** Of some rules, with findings and counts; coding left out. */
    judged: (rules) => judged(rules, false),
    /** Of the whole pack. */
    all: () => judged(pack.rules, true),
    /** Of evidence alone, on the narratives as texts; undefined if no pack has any. */
    async evidence() {
      const words = packs.map((id) => join(SHIPPED_RULES, id, 'evidence')).find((path) => existsSync(path));
      const narrative = pack.fields.findIndex((field) => field.role === 'narrative');
      if (words === undefined || narrative === -1) return undefined;
      const { parseEvidenceModel } = await dist('evidence/model.js');
      const { compileEvidence } = await dist('evidence/judge.js');
      const files = readdirSync(words).filter((name) => name.endsWith('.json'));
      const model = parseEvidenceModel(
        Object.fromEntries(files.map((name) => [name, JSON.parse(readFileSync(join(words, name), 'utf8'))])),
      );
      const texts = [];
      const record = makeRecord(pack, plan, undefined);
      await readAll((view) => {
        record.load(view);
        const { value } = record.reading(narrative);
        if (typeof value === 'string') texts.push(value);
      });
      const reader = compileEvidence(model);
      const time = await least(() => {
        for (const text of texts) reader.judge(text);
      });
      const letters = texts.reduce((sum, text) => sum + text.length, 0);
      return { perRecord: time / records, perHundred: time / (letters / 100) };
    },
  };
}
