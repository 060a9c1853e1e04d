import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { foreign, object, table, type Written } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
/** The clean table, packed and then changed. */
const packed = (change: (bytes: Buffer) => Uint8Array = (bytes) => bytes): Written => {
  const { bytes, intact } = table(ALL);
  return { bytes: change(gzipSync(bytes)), intact };
};
const lost = (written: Written): Written => ({ ...written, intact: new Map() });
const cutAt = (share: number) => (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * share));
const spoiltAt = (index: number) => (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  copy[index < 0 ? copy.length + index : index]! ^= 0xff;
  return copy;
};

/** A table long enough that a cut leaves whole records before it; these are intact. */
const long = table(ALL);

const cases: readonly HostileCase[] = [
  { name: 'gzip is read as what is in it', made: () => packed(), file: 'batch.csv.gz', exit: 0, found: [] },
  { name: 'gzip named .csv', made: () => packed(), exit: 0, found: [] },
  {
    name: 'gzip of two members, cut inside a record',
    made: () => {
      const half = Math.floor(long.bytes.length / 2);
      return { bytes: Buffer.concat([gzipSync(long.bytes.subarray(0, half)), gzipSync(long.bytes.subarray(half))]), intact: long.intact };
    },
    exit: 0,
    found: [],
  },
  {
    name: 'gzip with zeros after it, as tapes have them',
    made: () => packed((bytes) => Buffer.concat([bytes, Buffer.alloc(512)])),
    exit: 0,
    found: [],
  },
  { name: 'gzip with an empty member before it', made: () => packed((bytes) => Buffer.concat([gzipSync(''), bytes])), exit: 0, found: [] },
  {
    name: 'gzip cut short in the middle',
    made: () => lost(packed(cutAt(0.5))),
    exit: 3,
    found: ['truncated-file -:0', 'late 1:2'],
    says: /gzip stream ends inside/,
  },
  {
    name: 'gzip cut short by its last byte: all records are read',
    made: () => packed((bytes) => bytes.subarray(0, -1)),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip stream ends inside/,
  },
  {
    name: 'gzip cut in its header',
    made: () => lost(packed((bytes) => bytes.subarray(0, 7))),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip stream/,
  },
  {
    name: 'gzip whose checksum is wrong: all records are read',
    made: () => packed(spoiltAt(-7)),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip stream is broken/,
  },
  {
    name: 'gzip whose length is wrong',
    made: () => packed(spoiltAt(-1)),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip stream is broken/,
  },
  {
    name: 'gzip that is broken inside',
    made: () => lost(packed(spoiltAt(60))),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip stream is broken/,
  },
  {
    name: 'gzip with garbage after it',
    made: () => packed((bytes) => Buffer.concat([bytes, Buffer.from('garbage')])),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /no gzip stand after its end/,
  },
  {
    name: 'gzip with zeros and then garbage after it',
    made: () => packed((bytes) => Buffer.concat([bytes, Buffer.alloc(40), Buffer.from('x')])),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /no gzip stand after its end/,
  },
  {
    name: 'gzip inside gzip',
    made: () => lost(packed((bytes) => gzipSync(bytes))),
    exit: 3,
    found: ['wrong-kind-of-file -:0'],
    says: /gzip inside gzip/,
  },
  { name: 'gzip of nothing', made: () => foreign(gzipSync('')), exit: 1, found: ['empty-file -:0'] },
  {
    name: 'gzip of a ZIP',
    made: () => foreign(gzipSync(Buffer.from('504b0304140000000800', 'hex'))),
    exit: 3,
    found: ['wrong-kind-of-file -:0'],
    says: /ZIP/,
  },
  {
    name: 'the two bytes of gzip and nothing else',
    made: () => foreign(Buffer.from([0x1f, 0x8b])),
    exit: 3,
    found: ['truncated-file -:0'],
    says: /gzip/,
  },
  {
    name: 'zlib without the gzip header',
    made: () => foreign(deflateSync(Buffer.concat([long.bytes, long.bytes]))),
    exit: 3,
    found: ['wrong-kind-of-file -:0'],
    says: /binary file/,
  },
  {
    name: 'deflate without any header',
    made: () => foreign(deflateRawSync(Buffer.concat([long.bytes, long.bytes]))),
    exit: 3,
    found: ['wrong-kind-of-file -:0'],
    says: /binary file/,
  },
  {
    name: 'a gzip bomb: 100 MB of blanks in 100 kB',
    made: () => foreign(gzipSync(Buffer.alloc(100 << 20, 0x20), { level: 1 })),
    exit: 1,
    found: ['empty-file -:0'],
  },
  {
    name: 'JSON Lines in gzip, cut inside an object',
    made: () => foreign(gzipSync(`${object(1)}\n${object(2).slice(0, 50)}`)),
    exit: 3,
    found: ['truncated-file -:2', 'late 1:1'],
    says: /JSON ends inside/,
  },
];

describe('packed files', () => examineAll(cases));
