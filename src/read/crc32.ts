const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The CRC-32 of what `crc` is of (0 for nothing) followed by `bytes`. Source: RFC 1952, section 8. Node has its own from 20.15 on only. */
export function addToCrc32(crc: number, bytes: Uint8Array): number {
  let sum = ~crc;
  for (let at = 0; at < bytes.length; at++) sum = TABLE[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}
