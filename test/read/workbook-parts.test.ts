import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readBook } from '../../src/read/workbook/book.ts';
import { BrokenWorkbook } from '../../src/read/workbook/broken.ts';
import { readXml } from '../../src/read/workbook/xml.ts';
import type { Zip } from '../../src/read/workbook/zip.ts';

/** An archive of these parts that lies in no file. */
function archive(parts: Readonly<Record<string, string>>): Zip {
  return {
    names: new Set(Object.keys(parts)),
    size: (name) => parts[name]?.length ?? 0,
    async *bytes(name) {
      yield Buffer.from(parts[name]!);
    },
    close() {},
  };
}
const relation = (Id: string, type: string, Target: string, more = '') =>
  `<Relationship Id="${Id}" Type="http://x/${type}" Target="${Target}"${more}/>`;
const relations = (...all: string[]) => `<Relationships>${all.join('')}</Relationships>`;

describe('what a workbook says of itself', () => {
  /** A book with these sheets, relations of the book, and other parts. */
  const book = (sheets: string, related: string, parts: Readonly<Record<string, string>> = {}) =>
    readBook(
      archive({
        '_rels/.rels': relations(relation('a', 'thumbnail', 'x.png'), relation('b', 'officeDocument', 'xl/book.xml')),
        'xl/book.xml': `<workbook>${sheets}</workbook>`,
        'xl/_rels/book.xml.rels': relations(related),
        'xl/s/1.xml': '',
        ...parts,
      }),
    );
  const one = relation('r1', 'worksheet', 's/1.xml');

  it('are its sheets of cells in order, with names and parts, and which are hidden', async () => {
    const related = one + relation('r2', 'chartsheet', 's/1.xml') + relation('r3', 'worksheet', '/xl/s/1.xml');
    const found = await book(
      '<sheets><sheet name="B" id="r3"/><sheet name="Chart" id="r2"/><sheet name="A" id="r1" state="hidden"/><sheet id="r1"/>' +
        '<sheet name="Gone" id="r9"/><sheet name="None"/><other name="X" id="r1"/><sheet name="C" id="r1" state="veryHidden"/>' +
        '<sheet name="D" id="r1" state="visible"/></sheets>',
      related,
    );
    expect(found).toEqual({
      sheets: [
        { name: 'B', part: 'xl/s/1.xml', isHidden: false },
        { name: 'A', part: 'xl/s/1.xml', isHidden: true },
        { name: 'C', part: 'xl/s/1.xml', isHidden: true },
        { name: 'D', part: 'xl/s/1.xml', isHidden: false },
      ],
      stringsPart: undefined,
      formats: [],
    });
  });

  it.each([
    ['s/1.xml', 'xl/s/1.xml'],
    ['./s/./1.xml', 'xl/s/1.xml'],
    ['../xl/s//1.xml', 'xl/s/1.xml'],
    ['/xl/s/1.xml', 'xl/s/1.xml'],
    ['/other/../xl/s/1.xml', 'xl/s/1.xml'],
    ['../../../xl/s/1.xml', 'xl/s/1.xml'],
  ])('leads by %s to %s', async (target, part) => {
    expect(await book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', target))).toMatchObject({ sheets: [{ part }] });
  });

  it('leads nowhere out of the file, and not by halves', async () => {
    for (const related of [
      relation('r1', 'worksheet', 's/1.xml', ' TargetMode="External"'),
      '<Relationship Type="x/worksheet" Target="s/1.xml"/>',
      '<Relationship Id="r1" Type="x/worksheet"/>',
      '<Relationship Id="r1" Target="s/1.xml"/>',
      '<Relation Id="r1" Type="x/worksheet" Target="s/1.xml"/>',
    ])
      expect(await book('<sheet name="A" id="r1"/>', related), related).toMatchObject({ sheets: [] });
    expect(await book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', 's/1.xml', ' TargetMode="Internal"'))).toMatchObject({
      sheets: [{ name: 'A' }],
    });
    await expect(book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', 's/2.xml'))).rejects.toThrow(
      'its part xl/s/2.xml is not there',
    );
  });

  it('are the formats of its styles, and the part of its texts', async () => {
    const related = one + relation('r2', 'styles', 'styles.xml') + relation('r3', 'sharedStrings', 'texts.xml');
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.00"/><numFmt numFmtId="171"/><other numFmtId="9" formatCode="0"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="10"/></cellStyleXfs><cellXfs><xf numFmtId="170"/><xf/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>' +
      '<dxfs><xf numFmtId="10"/></dxfs></styleSheet>';
    const shown = async (sheets: string, parts: Readonly<Record<string, string>>) => {
      const found = await book(sheets, related, parts);
      if ('foreign' in found) return found;
      return [found.stringsPart, ...found.formats.map((format) => format(0.5))];
    };
    expect(await shown('', { 'xl/styles.xml': styles })).toEqual(['xl/texts.xml', '0.50', '0.5', '50%', '0.50', '1900-01-00']);
    expect(await shown('', {})).toEqual(['xl/texts.xml']);
    for (const [date1904, day] of [
      ['1', '1904-01-01'],
      ['true', '1904-01-01'],
      ['0', '1900-01-00'],
    ])
      expect((await shown(`<workbookPr date1904="${date1904}"/>`, { 'xl/styles.xml': styles })) as string[]).toContain(day);
    expect(await shown('<x date1904="1"/><workbookPr/>', { 'xl/styles.xml': styles })).toContain('1900-01-00');
    const found = await book('', related, { 'xl/styles.xml': styles });
    if ('foreign' in found) throw new Error('it is a workbook');
    expect(found.formats[0]).toBe(found.formats[3]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a workbook in its binary form',
      { '_rels/.rels': relations(relation('a', 'officeDocument', 'xl/workbook.bin')) },
      'Excel binary workbook (XLSB)',
    ],
    ['a Word document', { '_rels/.rels': relations(relation('a', 'officeDocument', 'word/document.xml')) }, 'Word document (DOCX)'],
    [
      'a presentation',
      { '_rels/.rels': relations(relation('a', 'officeDocument', 'ppt/presentation.xml')) },
      'PowerPoint presentation (PPTX)',
    ],
    ['another document', { '_rels/.rels': relations(relation('a', 'officeDocument', 'pixl/book.xml')) }, 'ZIP archive'],
    ['an open document', { mimetype: 'x', 'content.xml': '' }, 'OpenDocument file (ODS)'],
    ['half an open document', { mimetype: 'x' }, 'ZIP archive'],
    ['the other half', { 'content.xml': '' }, 'ZIP archive'],
    ['anything else', { '_rels/.rels': relations(relation('a', 'thumbnail', 'xl/book.xml')) }, 'ZIP archive'],
  ])('shows %s by its kind', async (_, parts, foreign) => {
    expect(await readBook(archive(parts))).toEqual({ foreign });
  });

  it('may lie in any folder of that name', async () => {
    const found = await readBook(
      archive({
        '_rels/.rels': relations(relation('b', 'officeDocument', 'a/xl/b.xml')),
        'a/xl/b.xml': '<x><sheet name="A" id="r"/></x>',
        'a/xl/_rels/b.xml.rels': relations(relation('r', 'worksheet', '1.xml')),
        'a/xl/1.xml': '',
      }),
    );
    expect(found).toMatchObject({ sheets: [{ part: 'a/xl/1.xml' }] });
    expect(
      await readBook(
        archive({ '_rels/.rels': relations(relation('b', 'officeDocument', 'xl/b.xml')), 'xl/b.xml': '<x><sheet name="A" id="r"/></x>' }),
      ),
    ).toEqual({
      ...{ sheets: [], stringsPart: undefined, formats: [] },
    });
  });
});

describe('the XML of a part', () => {
  async function told(bytes: Uint8Array | string, size = 1 << 20): Promise<string[]> {
    const whole = Buffer.from(bytes as string);
    async function* portions() {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
    }
    const events: string[] = [];
    await readXml('p.xml', portions(), {
      open: (name, attributes) => void events.push(`<${name} ${JSON.stringify(attributes)}`),
      close: (name) => void events.push(`>${name}`),
      text: (text) => void events.push(text),
    });
    return events;
  }

  it('is told as it comes, names without their prefixes', async () => {
    expect(await told('<x:a x:b="1" c="2">t&lt;é<![CDATA[<d>]]><e/></x:a>')).toEqual([
      '<a {"b":"1","c":"2"}',
      't<é',
      '<d>',
      '<e {}',
      '>e',
      '>a',
    ]);
    expect(await told('<a b="x:y"/>')).toEqual(['<a {"b":"x:y"}', '>a']);
  });

  it('is the same in UTF-8 and UTF-16, in portions of any size', async () => {
    const xml = '<a>é語😀</a>';
    const wide = Buffer.from(`\ufeff${xml}`, 'utf16le');
    const big = Buffer.from(wide).swap16();
    for (const bytes of [Buffer.from(xml), Buffer.from(`\ufeff${xml}`), wide, big])
      for (const size of [2, 3, 7, 100]) {
        const events = await told(bytes, size);
        expect([events[0], events.slice(1, -1).join(''), events.at(-1)]).toEqual(['<a {}', 'é語😀', '>a']);
      }
  });

  it.each<[string, Uint8Array | string, string]>([
    ['ends inside', '<a><b></b>', 'the XML of its part p.xml is not well-formed'],
    ['closes what is not open', '<a></b></a>', 'the XML of its part p.xml is not well-formed'],
    ['declares a type', '<!DOCTYPE a><a/>', 'its part p.xml declares a document type, which no workbook does'],
    ['is nested deep', '<a>'.repeat(101), 'the XML of its part p.xml is nested too deep'],
    ['is no text', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xff]), 'its part p.xml holds bytes that are no text'],
    ['ends inside a letter', Buffer.from('<a>é</a>').subarray(0, 4), 'its part p.xml holds bytes that are no text'],
  ])('that %s is broken', async (_, bytes, words) => {
    await expect(told(bytes)).rejects.toThrow(new BrokenWorkbook(words));
  });

  it('may be nested a hundred deep, again and again', async () => {
    const deep = `${'<a>'.repeat(99)}${'</a>'.repeat(99)}`;
    expect((await told(`<r>${deep}${deep}</r>`)).length).toBe(398);
  });

  it('may not go on for very long without a tag', async () => {
    const long = Buffer.alloc((20 << 20) + 1, 'x');
    await expect(told(Buffer.concat([Buffer.from('<a>'), long]), 4 << 20)).rejects.toThrow(
      'its part p.xml holds a text of more than 16777216 bytes',
    );
    const half = long.subarray(0, 9 << 20);
    const tag = Buffer.from('<b></b>');
    expect(
      (await told(Buffer.concat([Buffer.from('<a>'), half, tag, half, Buffer.from('</a>')]), 1 << 20)).filter((event) => event === '<b {}')
        .length,
    ).toBe(1);
  });
});
