import fc from 'fast-check';

/** Pieces that readers, packs and escapes treat in ways of their own. */
const TOKENS = [
  ...[
    '"',
    '""',
    '",',
    ',"',
    "'",
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\0',
    ' ',
    '\\',
    '\\u0000',
    '\\ud800',
    '\u2028',
    '\u202e',
    '\u200b',
  ],
  ...['{', '}', '[', ']', '[[', ':', 'null', 'NaN', '1e999', '-0', '9007199254740993', '"a":', '"__proto__":', '{}', '[]', '//', '/*'],
  ...[
    '=1+1',
    '@',
    '+',
    '-',
    '＝',
    '<b>',
    '&lt;',
    '\u001b[2J',
    '\u009b',
    '\u007f',
    '../../',
    'CON',
    'sep=;\n',
    '£',
    '’',
    'é',
    '😀',
    'İ',
    'ß',
    '\ufeff',
  ],
  ...['2026-02-30', '30/02/2026', '2026-03-29T01:30', 'yes', 'unknown', 'a,b,c\n', '1;2;;3', 'x'.repeat(300)],
].map((text) => Buffer.from(text));
const BAD_UTF8 = [
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc0, 0xaf],
  [0xe2, 0x82],
  [0xfe, 0xff],
  [0x1f, 0x8b, 8],
  [0x50, 0x4b, 3, 4],
];
const PIECES = [...TOKENS, ...BAD_UTF8.map((bytes) => Buffer.from(bytes))];

const piece = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }) });
const place = fc.nat({ max: 1 << 20 });
const change = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes: piece }),
  fc.record({ kind: fc.constant('replace' as const), at: place, bytes: piece }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.nat({ max: 40 }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 40 }),
    times: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(bytes: Buffer, one: Change): Buffer {
  const at = one.at % (bytes.length + 1);
  const before = bytes.subarray(0, at);
  if (one.kind === 'insert') return Buffer.concat([before, one.bytes, bytes.subarray(at)]);
  if (one.kind === 'replace') return Buffer.concat([before, one.bytes, bytes.subarray(at + one.bytes.length)]);
  if (one.kind === 'cut') return Buffer.concat([before, bytes.subarray(at + one.length)]);
  if (one.kind === 'end') return before;
  const part = bytes.subarray(at, at + one.length);
  return Buffer.concat([before, ...Array.from({ length: one.times }, () => part), bytes.subarray(at)]);
}

/** Good inputs with some things changed, and inputs made of nothing but odd pieces. */
export function spoiled(good: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  const changed = fc
    .tuple(fc.constantFrom(...good), fc.array(change, { minLength: 1, maxLength: 8 }))
    .map(([bytes, changes]) => changes.reduce<Buffer>((now, one) => apply(now, one), Buffer.from(bytes)));
  const odd = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.concat(pieces) as Buffer);
  return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: odd });
}
