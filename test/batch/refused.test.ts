import { afterAll, describe, expect, it } from 'vitest';
import { change, type Files, goodFiles, load, problemsOf, removeFolders, words } from '../packs/pack-files.ts';

afterAll(removeFolders);

const weak = { ...words, severity: 'info', basis: 'statistics' };
const NEAR = 'parcel/near-marks.json';
const DOMINANT = 'parcel/dominant-colour.json';
const VOLUME = 'parcel/fewer.json';

/** The good files with a rule of each kind that looks at many records. */
function files(): Files {
  const all = { ...goodFiles() };
  const { fields } = all['parcel/fields.json'] as { fields: { name: string; coded?: boolean }[] };
  fields.find(({ name }) => name === 'colour')!.coded = true;
  all[NEAR] = {
    ...weak,
    title: 'Nearly the same',
    kind: 'nearDuplicate',
    fields: ['reference'],
    when: { colour: true },
    differs: ['colour'],
    near: { words: 3, bands: 8, rows: 4, equal: 2, seed: 1 },
    message: '{value} is nearly an earlier one',
    examples: {
      pass: [{ name: 'apart', records: [{ reference: 'a b c', colour: 'R' }] }],
      fail: [
        {
          name: 'near',
          records: [
            { reference: 'a b c', colour: 'R' },
            { reference: 'a b, c', colour: 'T' },
          ],
          findings: [{ record: 2 }],
        },
      ],
    },
  };
  all[DOMINANT] = {
    ...weak,
    title: 'One colour',
    kind: 'dominantValue',
    at: 'colour',
    limits: { minimumRecords: 2, minimumPeers: 1, share: 0.9, overPeers: 0.4 },
    message: '{agency} has {value} in {field} on {percent}% of {records}, peers {peers}%',
    examples: {
      pass: [{ name: 'none', records: [{ colour: 'R' }] }],
      fail: [{ name: 'one', records: [{ colour: 'R' }], repeat: [3], findings: [{ record: null, field: 'colour', agency: 'x' }] }],
    },
  };
  all[VOLUME] = {
    ...weak,
    title: 'Fewer',
    kind: 'volume',
    limits: { minimumRecords: 2, below: 0.5 },
    message: '{agency}: {records} after {previous} on {previous_as_of}, {percent}%',
    examples: {
      pass: [{ name: 'same', records: [{ reference: 'a' }], previous: { x: 1 } }],
      fail: [{ name: 'none', records: [{ reference: 'a' }], previous: { x: 9 }, findings: [{ record: null, agency: 'x' }] }],
    },
  };
  return structuredClone(all);
}

describe('a rule about many records', () => {
  it('is loaded with all that it says', () => {
    const { rules } = load(files());
    expect(rules.find(({ kind }) => kind === 'nearDuplicate')).toMatchObject({
      at: ['reference'],
      fields: ['reference'],
      when: { colour: true },
      differs: ['colour'],
      near: { words: 3, equal: 2 },
    });
    expect(rules.find(({ kind }) => kind === 'dominantValue')).toMatchObject({ at: ['colour'], limits: { share: 0.9, minimumPeers: 1 } });
    expect(rules.find(({ kind }) => kind === 'volume')).toMatchObject({ limits: { minimumRecords: 2, below: 0.5 } });
  });

  it.each<[string, string, readonly (string | number)[], unknown, string, string]>([
    ['a near text of two fields', NEAR, ['fields'], ['reference', 'marks'], '$.fields', ''],
    ['more equal keys than there are', NEAR, ['near', 'equal'], 9, '$.near.equal', 'expected at most 8'],
    ['an unknown field that must differ', NEAR, ['differs', 0], 'color', '$.differs[0]', 'did you mean "colour"?'],
    ['an unknown field in when', NEAR, ['when', 'color'], true, '$.when.color', 'did you mean "colour"?'],
    ['an error of statistics', NEAR, ['severity'], 'error', '$.severity', 'basis "record"'],
    ['statistics that are said to be proof', DOMINANT, ['basis'], 'record', '$.basis', 'expected "text" or "statistics"'],
    ['a field whose values are not counted', DOMINANT, ['at'], 'fragile', '$.at', '"coded"'],
    ['limits without a share', DOMINANT, ['limits', 'share'], undefined, '$.limits', 'the key "share" is missing'],
    ['a share over 1', DOMINANT, ['limits', 'share'], 90, '$.limits.share', 'expected 1 or less'],
    ['the limit of another kind', DOMINANT, ['limits', 'below'], 0.5, '$.limits.below', 'rules of another kind'],
    ['a blank that its kind does not fill', DOMINANT, ['message'], '{reference}', '$.message', 'expected agency, field, value'],
    ['a volume without a limit', VOLUME, ['limits', 'below'], undefined, '$.limits', 'below'],
    ['a volume at a field', VOLUME, ['at'], 'colour', '$.at', 'rules of another kind'],
    [
      'a volume without a previous run',
      VOLUME,
      ['examples', 'pass', 0, 'previous'],
      undefined,
      '$.examples.pass[0]',
      'expected "previous"',
    ],
    ['a previous run for another kind', DOMINANT, ['examples', 'pass', 0, 'previous'], { x: 1 }, '$.examples.pass[0].previous', '"volume"'],
    [
      'repeats of other records than there are',
      DOMINANT,
      ['examples', 'fail', 0, 'repeat'],
      [1, 2],
      '$.examples.fail[0].repeat',
      'each of the 1',
    ],
    [
      'a finding without its agency',
      VOLUME,
      ['examples', 'fail', 0, 'findings', 0, 'agency'],
      undefined,
      '$.examples.fail[0].findings[0]',
      '"agency"',
    ],
    [
      'a finding at a record',
      VOLUME,
      ['examples', 'fail', 0, 'findings', 0, 'record'],
      1,
      '$.examples.fail[0].findings[0].record',
      'expected null',
    ],
  ])('is refused over %s', (_, file, keys, value, path, message) => {
    const problems = problemsOf(() => load(change(files(), file, keys, value)));
    expect(problems.map((problem) => `${problem.file}: ${problem.path}`)).toContain(`${file}: ${path}`);
    expect(problems.find((problem) => problem.path === path)!.message).toContain(message);
  });
});
