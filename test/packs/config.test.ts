import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { CONFIG_FILE, loadConfig } from '../../src/packs/index.ts';
import { folderWith, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

describe('the config file', () => {
  it('is the nearest one from the working folder upwards', () => {
    const folder = folderWith({ [CONFIG_FILE]: { marking: 'far' }, [`a/${CONFIG_FILE}`]: { marking: 'near' }, 'a/b/c/x': '' });
    expect(loadConfig(join(folder, 'a/b/c'))).toEqual({ path: join(folder, 'a', CONFIG_FILE), config: { marking: 'near' } });
    expect(loadConfig(folder)?.config).toEqual({ marking: 'far' });
  });

  it('is the one that is named, whatever lies nearer', () => {
    const folder = folderWith({ [CONFIG_FILE]: { marking: 'near' }, 'conf/other.json': { marking: 'named' } });
    expect(loadConfig(folder, 'conf/other.json')).toEqual({ path: join(folder, 'conf/other.json'), config: { marking: 'named' } });
  });

  it('may be nowhere', () => {
    expect(loadConfig(folderWith({ x: '' }))).toBeUndefined();
  });

  it('must be there if it is named', () => {
    const act = () => loadConfig(folderWith({ x: '' }), 'none.json');
    expect(act).toThrow(UsageError);
    expect(act).toThrow('the config file "none.json" is not there');
  });

  it('holds paths relative to itself, while names of packs and maps stay names', () => {
    const folder = folderWith({
      [`etc/${CONFIG_FILE}`]: {
        $schema: 'https://pnd-lint.example/schemas/config.schema.json',
        pack: ['oic', './ours', '../theirs'],
        codelist: { colours: 'lists/colours.csv' },
        map: 'old-system',
        out: '../out',
        log: 'log.jsonl',
        delimiter: 'tab',
        minScore: 90,
      },
    });
    const etc = join(folder, 'etc');
    expect(loadConfig(etc)?.config).toEqual({
      pack: ['oic', join(etc, 'ours'), join(folder, 'theirs')],
      codelist: { colours: join(etc, 'lists/colours.csv') },
      map: 'old-system',
      out: join(folder, 'out'),
      log: join(etc, 'log.jsonl'),
      delimiter: '\t',
      minScore: 90,
    });
  });

  it('may name a map by its file', () => {
    const folder = folderWith({ [CONFIG_FILE]: { map: 'map.json' } });
    expect(loadConfig(folder)?.config.map).toBe(join(folder, 'map.json'));
  });

  it('is refused with all that is wrong in it', () => {
    const folder = folderWith({
      'c.json': { faliOn: 'error', format: 'pdf', asOf: '2026-13-01', minScore: 101, jobs: 0, delimiter: ';;', set: { agency: 1 } },
    });
    expect(
      problemsOf(() => loadConfig(folder, 'c.json'))
        .map(({ file, path, message }) => `${file}: ${path}: ${message}`)
        .sort(),
    ).toEqual([
      'c.json: $.asOf: found "2026-13-01"; expected a date as YYYY-MM-DD',
      'c.json: $.delimiter: found ";;"; expected this: the one character that parts the cells of the input, or the word tab, if it is not to be recognised',
      expect.stringMatching(/^c\.json: \$\.faliOn: unknown key; expected .* did you mean "failOn"\?$/),
      'c.json: $.format: found "pdf"; expected "table", "json", "jsonl", "csv", "openmetrics", "sarif", "junit" or "xlsx"',
      'c.json: $.jobs: found 0; expected 1 or more',
      'c.json: $.minScore: found 101; expected 100 or less',
      'c.json: $.set.agency: found 1; expected text',
    ]);
  });
});
