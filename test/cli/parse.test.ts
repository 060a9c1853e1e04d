import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command.ts';
import { parseCommand } from '../../src/cli/parse.ts';

const parse = (...args: string[]) => parseCommand(args, '9.8.7', 100);

function refusal(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return (error as Error).message;
  }
  throw new Error('the command was accepted');
}

describe('the words of a command line', () => {
  it('leave out what was not typed, so that the config file can speak', () => {
    expect(parse('check', 'a.csv', '-')).toEqual({ verb: 'check', files: ['a.csv', '-'], words: { progress: true, color: true } });
  });

  it('gather repeated options in order', () => {
    const command = parse(
      'check',
      'a.csv',
      '--pack',
      'oic',
      '--pack',
      'x',
      '--set',
      'agency=kent',
      '--set',
      'unit=A=B',
      '--codelist',
      'l=f.csv',
    );
    expect(command).toMatchObject({
      words: {
        pack: ['oic', 'x'],
        set: [
          ['agency', 'kent'],
          ['unit', 'A=B'],
        ],
        codelist: [['l', 'f.csv']],
      },
    });
  });

  it('name a delimiter by its character or by the word tab', () => {
    expect(parse('check', 'a', '--delimiter', 'tab')).toMatchObject({ words: { delimiter: '\t' } });
    expect(parse('check', 'a', '--delimiter', ';')).toMatchObject({ words: { delimiter: ';' } });
    expect(refusal('check', 'a', '--delimiter', ';;')).toContain('one character');
  });

  it('give generate its defaults', () => {
    expect(parse('generate', '--records', '10', '--seed', '1', '--out', 'b', '--truth', 't')).toEqual({
      verb: 'generate',
      words: { records: 10, seed: 1, agencies: 5, style: 'plain', out: 'b', truth: 't' },
    });
  });

  it.each([
    [['rules', 'list', '--json'], 'rules list'],
    [['rules', 'validate', 'x', 'y'], 'rules validate'],
    [['rules', 'test'], 'rules test'],
    [['explain', 'oic/x'], 'explain'],
  ])('%j ask for %s', (args, verb) => {
    expect(parse(...args).verb).toBe(verb);
  });

  it.each([
    [['--version'], /^pnd-lint 9\.8\.7\n$/],
    [['--help'], /check.*explain.*rules.*generate/s],
    [['check', '--help'], /--fail-on.*Examples:/s],
    [['rules', '--help'], /validate.*test/s],
    [['explain', '--help'], /pnd-lint explain oic\//],
    [['generate', '--help'], /--truth.*--seed 7/s],
  ])('%j give text and no more', (args, text) => {
    const command = parse(...args);
    expect(command.verb).toBe('text');
    expect(command.verb === 'text' && command.text).toMatch(text);
  });

  it.each([
    [[], 'pnd-lint --help'],
    [['chekc', 'a.csv'], 'Did you mean check?'],
    [['check', 'a.csv', '--formt', 'json'], 'Did you mean --format?'],
    [['check'], "missing required argument 'files'"],
    [['rules'], 'pnd-lint --help'],
    [['rules', 'tset'], 'Did you mean test?'],
    [['explain', 'a', 'b'], 'too many arguments'],
    [['check', 'a', '--format', 'pdf'], 'table, json, jsonl, csv'],
    [['check', 'a', '--fail-on', 'all'], 'error, warning, info, never'],
    [['check', 'a', '--as-of', '2026-02-30'], 'YYYY-MM-DD'],
    [['check', 'a', '--as-of', '30/06/2026'], 'YYYY-MM-DD'],
    [['check', 'a', '--min-score', '101'], '0 to 100'],
    [['check', 'a', '--jobs', '0'], '1 to 64'],
    [['check', 'a', '--jobs', '1.5'], 'whole number'],
    [['check', 'a', '--max-findings', '-1'], 'whole number'],
    [['check', 'a', '--set', 'agency'], 'FIELD=VALUE'],
    [['check', 'a', '--set', '=kent'], 'FIELD=VALUE'],
    [['check', 'a', '--codelist', 'x='], 'NAME=FILE'],
    [['check', 'a', '--encoding', 'ebcdic'], 'windows-1252'],
    [['check', 'a', '--marking', 'a\nb'], '1 to 100 characters'],
    [['check', 'a', '--out'], 'argument missing'],
    [['generate', '--records', '10'], '--seed'],
    [['generate', '--records', '1', '--seed', '1', '--out', 'b', '--truth', 't', '--faults', '1.5'], '0 to 1'],
  ])('%j are refused in one line that says %s', (args, words) => {
    const message = refusal(...args);
    expect(message).toContain(words);
    expect(message).not.toContain('\n');
  });

  it('set help in the width that is there', () => {
    const command = parseCommand(['check', '--help'], '1', 80);
    const lines = command.verb === 'text' ? command.text.split('\n') : [];
    expect(lines.filter((line) => line.length > 80 && !line.includes('$ '))).toEqual([]);
  });
});
