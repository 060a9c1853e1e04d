import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { loadReferences } from '../../src/references.ts';
import { oicPack } from '../whole-runs/run.ts';
import { withReferences } from './given.ts';

const HEAD = 'nccu_reference,agency,referred_on\n';
const LOG = `${HEAD}NCCU/1,kent,2026-03-01\nNCCU/2,essex,2026-03-02\n`;
const EXPECTED = 'expected a CSV or JSON Lines file with the columns nccu_reference, agency, referred_on';

const rowsOf = (content: string | Uint8Array) => withReferences({ referrals: content }, async ([one]) => one?.index.rows);
const messageOf = async (contents: Record<string, string | Uint8Array>): Promise<string> => {
  try {
    await withReferences(contents, async () => undefined);
    return 'no error';
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
};

describe('a referral log', () => {
  it.each([
    ['plain', LOG],
    ['gzipped', gzipSync(LOG)],
    [
      'with other headings, order and delimiter',
      'Date of referral;Ignored;Force;NCCU Ref.\n01/03/2026;x;46;NCCU/1\n02/03/2026;;42;NCCU/2\n',
    ],
    ['with a heading almost right', LOG.replace('referred_on', 'refered_on')],
    ['below a title', `Referral log of March,,\n${LOG}`],
    ['with blank cells', `${HEAD},kent,2026-03-01\nNCCU/2,,\n`],
    [
      'as JSON Lines',
      '{"nccu_reference":"NCCU/1","agency":"kent","referred_on":"2026-03-01"}\n{"agency":"kent","referred_on":"2026-03-01","nccu_reference":null}\n',
    ],
    ['as a JSON array', '[{"nccu_reference":"NCCU/1","agency":"kent","referred_on":"2026-03-01"},{"agency":"kent"}]'],
    ['in UTF-16', Buffer.from(`\uFEFF${LOG}`, 'utf16le')],
  ])('is read %s', async (_, content) => {
    expect(await rowsOf(content)).toBe(2);
  });

  it('may have no row', async () => {
    expect(await rowsOf(HEAD)).toBe(0);
  });

  it.each([
    ['lacks a column', 'nccu_reference,agency\nNCCU/1,kent\n', 'it has no column referred_on'],
    ['has none of the columns', 'a,b\n1,2\n', 'it has no column nccu_reference'],
    ['is another file altogether', 'ocg_reference,agency,name,status\nOCG-1,kent,One,active\n', 'it has no column nccu_reference'],
    ['has two columns for one thing', `nccu_reference,agency,force,referred_on\n`, 'its columns "agency" and "force" could be either'],
    ['has a heading twice', `nccu_reference,agency,agency,referred_on\nNCCU/1,kent,kent,2026-03-01\n`, 'line 1: duplicate column'],
    ['is empty', '', 'empty file'],
    ['has a row with too few cells', `${LOG}NCCU/3,kent\n`, 'line 4: ragged row'],
    ['has a quote that is not closed', `${LOG}"NCCU/3,kent,2026-03-01\n`, 'line 4: unclosed quote'],
    ['has a line that is no JSON', '{"nccu_reference":"NCCU/1","agency":"kent","referred_on":""}\n{"agency\n', 'line 2: '],
    ['is a ZIP file', Buffer.from('504b0304140000000800', 'hex'), 'it is '],
    ['is a gzip stream that ends inside', gzipSync(LOG).subarray(0, 30), ''],
    ['is HTML', '<!doctype html><html><body>Log in</body></html>', 'it is '],
  ])('that %s is refused, with what was expected', async (_, content, why) => {
    const message = await messageOf({ referrals: content });
    expect(message).toContain(`--referrals referrals.csv: ${why}`);
    expect(message).toContain(EXPECTED);
    expect(message).not.toContain('\n');
  });

  it('that is not there, or a folder, is refused', async () => {
    const load = (path: string) => loadReferences(oicPack(), '2026-06-30', [{ name: 'referrals', path, file: 'log.csv' }]);
    await expect(load('/nowhere/log.csv')).rejects.toThrow(`--referrals log.csv: there is no such file`);
    await expect(load('/')).rejects.toThrow(`--referrals log.csv: it is a folder`);
    await expect(load('/')).rejects.toBeInstanceOf(UsageError);
  });

  it('that the pack has no rules for is refused', async () => {
    const pack = { ...oicPack(), references: [] };
    await expect(loadReferences(pack, '2026-06-30', [{ name: 'referrals', path: '/', file: 'log.csv' }])).rejects.toThrow(
      '--referrals: the packs have no rules for such a file',
    );
  });
});

describe('the other files', () => {
  it.each([
    ['ocg-list', 'ocg_reference,agency,name\nOCG-1,kent,One\n', 'it has no column status', 'ocg_reference, agency, name, status'],
    ['agencies-expected', 'name\nkent\n', 'it has no column agency', 'with the column agency'],
  ])('of --%s are refused likewise', async (name, content, why, expected) => {
    const message = await messageOf({ [name]: content });
    expect(message).toContain(`--${name} ${name}.csv: ${why}; expected`);
    expect(message).toContain(expected);
  });
});
