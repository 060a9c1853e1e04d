import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToCrc32 } from '../../src/read/crc32.ts';
import { gunzipped } from '../../src/read/gunzip.ts';
import { signOf, skipWrongElement } from '../../src/read/json-skip.ts';
import { eventOf, readFileOf } from './reading.ts';

async function unpack(bytes: Uint8Array, size = bytes.length): Promise<[string, string | null]> {
  async function* portions() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const end = { why: null as string | null };
  const parts: Uint8Array[] = [];
  for await (const part of gunzipped(portions(), end)) parts.push(Uint8Array.from(part));
  return [Buffer.concat(parts).toString('latin1'), end.why];
}

/** A member of gzip with what its header may hold. */
function member(
  text: string,
  { extra, name, comment, checked }: { extra?: number; name?: string; comment?: string; checked?: boolean } = {},
): Buffer {
  const plain = gzipSync(Buffer.from(text, 'latin1'));
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = (extra === undefined ? 0 : 4) | (name === undefined ? 0 : 8) | (comment === undefined ? 0 : 16) | (checked ? 2 : 0);
  const fields: Uint8Array[] = [];
  if (extra !== undefined) fields.push(Uint8Array.of(extra & 255, extra >> 8), Buffer.alloc(extra, 1));
  for (const one of [name, comment]) if (one !== undefined) fields.push(Buffer.from(`${one}\0`));
  if (checked) fields.push(Uint8Array.of(1, 2));
  return Buffer.concat([header, ...fields, plain.subarray(10)]);
}

describe('gzip', () => {
  const headers = fc.record(
    { extra: fc.constantFrom(0, 3, 300), name: fc.constantFrom('', 'n'), comment: fc.constant('c'), checked: fc.boolean() },
    { requiredKeys: [] },
  );

  it('is unpacked whatever its headers hold, of several members, in portions of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ maxLength: 40 }), headers), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 3, 7, 1 << 20),
        fc.nat(3),
        async (members, size, zeros) => {
          const bytes = Buffer.concat([...members.map(([text, header]) => member(text, header)), Buffer.alloc(zeros)]);
          const text = members.map(([one]) => Buffer.from(one, 'latin1').toString('latin1')).join('');
          expect(await unpack(bytes, size)).toEqual([text, null]);
        },
      ),
      { seed: 6, numRuns: 60 },
    );
  });

  it('that ends inside is cut, wherever that is', async () => {
    const whole = member('some text, and more of it', { extra: 2, name: 'n', comment: 'c', checked: true });
    for (let length = 1; length < whole.length; length++)
      for (const size of [1, whole.length]) {
        const [text, why] = await unpack(whole.subarray(0, length), size);
        expect([length, why]).toEqual([length, 'its gzip stream ends inside']);
        expect('some text, and more of it'.startsWith(text)).toBe(true);
      }
    expect(await unpack(Buffer.alloc(0))).toEqual(['', 'its gzip stream ends inside']);
  });

  it('is broken where it is none, or its sums are others', async () => {
    for (const [at, value] of [
      [0, 0x1e],
      [1, 0x8c],
      [2, 7],
    ] as const) {
      const bytes = member('text');
      bytes[at] = value;
      expect(await unpack(bytes)).toEqual(['', 'its gzip stream is broken']);
    }
    for (const back of [1, 4, 5, 8]) {
      const bytes = member('text');
      bytes[bytes.length - back]! ^= 1;
      expect(await unpack(bytes)).toEqual(['text', 'its gzip stream is broken']);
    }
    const inside = member('text');
    inside[10] = 0xff;
    expect((await unpack(inside))[1]).toBe('its gzip stream is broken');
  });

  it('may have zeros behind it, and nothing else', async () => {
    const garbage = 'bytes that are no gzip stand after its end';
    const then = (...bytes: number[]) => unpack(Buffer.concat([member('text'), Buffer.from(bytes)]));
    expect(await then(0, 0)).toEqual(['text', null]);
    expect(await then(0, 1)).toEqual(['text', garbage]);
    expect(await then(7, 7, 7)).toEqual(['text', garbage]);
    expect(await then(0x1f, 0x8b, 7)).toEqual(['text', garbage]);
    expect((await then(0x1f, 0x8b))[1]).toBe('its gzip stream ends inside');
  });

  it('has a sum that may be added up portion by portion', () => {
    const bytes = Buffer.from('123456789');
    expect(addToCrc32(0, bytes)).toBe(0xcbf43926);
    expect(addToCrc32(addToCrc32(0, bytes.subarray(0, 4)), bytes.subarray(4))).toBe(0xcbf43926);
    expect(addToCrc32(0, Buffer.alloc(0))).toBe(0);
  });
});

describe('an element of an array that is not JSON', () => {
  const units = (text: string) => Uint8Array.from(Buffer.from(`${text}\n`));
  const sign = signOf(units('{"id":1}'), 0, 8);
  /** What stands from the place on where reading goes on. */
  const goesOn = (
    text: string,
    { indent = -1, from = 0, last = true, known = sign }: { indent?: number; from?: number; last?: boolean; known?: typeof sign } = {},
  ) => {
    const at = skipWrongElement(units(text), from, text.length, indent, known, last);
    return at < 0 ? null : text.slice(at);
  };

  it('is stepped over to the comma or bracket behind what closes it', () => {
    expect(goesOn('{"id":x},{"id":2}]')).toBe(',{"id":2}]');
    expect(goesOn('{"id":[1,{"a":x}]},{"id":2}]')).toBe(',{"id":2}]');
    expect(goesOn('{"id":x "}, \\" ]"}]')).toBe(']');
    expect(goesOn('x, {"id":2}]')).toBe(', {"id":2}]');
    expect(goesOn('x]')).toBe(']');
    expect(goesOn(']]')).toBe(']');
    expect(goesOn(',{"id":2}')).toBe('{"id":2}');
    expect(goesOn('{"id":x')).toBeNull();
  });

  it('ends where a line begins as it does', () => {
    expect(goesOn('{"id":x,\n  "a":[\n  {"id":2}', { indent: 2 })).toBe('{"id":2}');
    expect(goesOn('{"id":x,\n  "a":[\n   {"id":2}\n]', { indent: 2, known: null })).toBeNull();
    expect(goesOn('{"id":"x\n{"id":2}', { indent: 0 })).toBe('{"id":2}');
  });

  it('ends where another begins as all do, if its own end is lost', () => {
    expect(goesOn('{"id":[x, {"id":2}, {"id":3}')).toBe('{"id":2}, {"id":3}');
    expect(goesOn('{"id":"x},{"id":2},{"id":"3"}]')).toBe('{"id":2},{"id":"3"}]');
    expect(goesOn('{"id":[x, {"no":2}', { known: sign })).toBeNull();
    expect(goesOn('{"id":[{"id":x}, {"id":4}]},{"id":2}]')).toBe(',{"id":2}]');
    expect(goesOn('{"id":[{"id":x}, {"id":4}]} {"id":2}]')).toBe('{"id":4}]} {"id":2}]');
    expect(goesOn('{"id":[x, {"id":2}', { last: false })).toBeNull();
  });

  it('has its own end looked for in sixteen KiB behind the first place that begins as all do', () => {
    const far = 16 << 10;
    /** An element in which another seems to begin at 10, and whose own end stands so many units behind that. */
    const element = (between: number, behind: string) => `{"id":[x, {"id":2}, ${'y'.repeat(between - 12)}]}${behind}`;
    const next = ',{"id":3}]';
    expect([goesOn(element(40, next)), goesOn(element(far - 1, next))]).toEqual([next, next]);
    expect(goesOn(element(far + 3, next))?.slice(0, 8)).toBe('{"id":2}');
    expect([goesOn(element(40, ' \n]')), goesOn(element(40, ' ,\t\r{"id":3}'))]).toEqual([' \n]', ' ,\t\r{"id":3}']);
    for (const behind of [',{"no":3}]', ' {"id":3}]', ',', '', ',{"id'])
      expect(goesOn(element(40, behind))?.slice(0, 8), behind).toBe('{"id":2}');
    const whole = element(40, next);
    expect(goesOn(whole, { last: false })).toBeNull();
    const wait = far - next.length;
    expect(goesOn(whole + ' '.repeat(wait - 1), { last: false })).toBeNull();
    expect(goesOn(whole + ' '.repeat(wait), { last: false })?.slice(0, next.length)).toBe(next);
    expect(goesOn(element(far + 3, ''), { last: false })?.slice(0, 8)).toBe('{"id":2}');
  });

  it('is not parted by what stands in its strings', () => {
    expect(goesOn('{"id":x "a,{\\"id\\":1}, [" },{"id":2}]')).toBe(',{"id":2}]');
    expect(goesOn('{"id":x "\\\\"},{"id":2}]')).toBe(',{"id":2}]');
    expect(goesOn('{"id":x "a\n}, {"id":2}]')).toBe(', {"id":2}]');
    expect(goesOn('{"id":x "a\r}, {"id":2}]')).toBe(', {"id":2}]');
    expect(goesOn('"a, b", {"id":2}]')).toBe(', {"id":2}]');
    expect(goesOn('{"id":x}\n\t {"id":2}', { indent: 2, known: null })).toBe('\n\t {"id":2}');
    expect(goesOn('{"id":[x\n\t {"id":2}', { indent: 2, known: null })).toBe('{"id":2}');
    expect(goesOn('{"id":[x\r\n{"id":2}', { indent: 0, known: null })).toBe('{"id":2}');
    expect(goesOn('{"id":[x\ny {"id":2}', { indent: 2, known: null })).toBeNull();
    expect(goesOn(', x', { from: 1 })).toBeNull();
    expect(goesOn('x}, {"id":2}', { from: 0 })).toBe('}, {"id":2}');
    expect([goesOn('},x'), goesOn('],x'), goesOn(',x')]).toEqual([',x', ',x', 'x']);
  });

  it('has as its sign its bracket and first key', () => {
    const of = (text: string) => {
      const found = signOf(units(text), 0, text.length);
      return found && String.fromCharCode(...found);
    };
    expect([
      of('{"id":1}'),
      of('{ \n "id" :1}'),
      of('["id"]'),
      of('{id:1}'),
      of('{"i\nd":1}'),
      of('{"id'),
      of(`{"${'x'.repeat(198)}":1}`),
      of(`{"${'x'.repeat(197)}":1}`)?.length,
    ]).toEqual(['{"id"', '{ \n "id"', ...[null, null, null, null, null], 200]);
  });
});

describe('UTF-16 behind which something else stands', () => {
  const wide = (text: string, big = false) => (big ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le'));
  const table = `\ufeffa,b\n${Array.from({ length: 30 }, (_, n) => `${n},text ${n}`).join('\n')}\n`;
  const narrow = Array.from({ length: 10 }, (_, n) => `${n},narrow ${n}`).join('\n');

  it.each([
    ['little', false],
    ['big', true],
  ])('is read up to there, and the place is told (%s end first)', async (_, big) => {
    for (const chunkSize of [7, 1 << 20]) {
      const { events, items } = await readFileOf(Buffer.concat([wide(table, big), Buffer.from(narrow)]), { chunkSize }, { chunkSize });
      const rows = items.filter((item) => item.kind === 'row').map(eventOf);
      expect(rows.slice(-1)).toEqual([[30, 31, '29', 'text 29']]);
      expect(events.filter((event) => typeof event === 'string')).toContain('unreadable-bytes -:32');
      const whole = await readFileOf(wide(table, big), { chunkSize }, { chunkSize });
      expect(rows).toEqual(whole.items.filter((item) => item.kind === 'row').map(eventOf));
      expect(whole.items.filter((item) => item.kind === 'fault')).toEqual([]);
    }
  });

  it('or in the middle of which a byte was lost', async () => {
    const bytes = wide(table);
    const { items } = await readFileOf(Buffer.concat([bytes.subarray(0, 200), bytes.subarray(201)]));
    const faults = items.filter((item) => item.kind === 'fault');
    expect(faults.map(({ fault }) => fault)).toContain('unreadable-bytes');
  });

  it('is no short run that text may have by chance', async () => {
    const chinese = '\u6161\u6262\u6363'.repeat(10);
    const { items } = await readFileOf(wide(`\ufeffa,b\n1,${chinese}\n2,x\n`));
    expect(items.map(eventOf)).toEqual([
      [1, 2, '1', chinese],
      [2, 3, '2', 'x'],
    ]);
  });
});
