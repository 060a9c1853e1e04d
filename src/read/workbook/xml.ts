import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { BrokenWorkbook } from './broken.ts';

/** Told what stands in an XML text, in order. Names come without their prefix. */
export interface XmlSink {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Bytes without a tag, and elements inside one another, beyond which it is no part of a workbook. */
const LONGEST = 16 << 20;
const DEEPEST = 100;

/** Nearly all names have none, and are then handed on as they are. */
const withoutPrefix = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

function withoutPrefixes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const name in attributes)
    if (name.includes(':')) return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value]));
  return attributes;
}

/** UTF-8, or UTF-16 if the bytes begin with its mark. */
function decoderOf(head: Uint8Array): TextDecoder {
  const mark = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(mark, { fatal: true });
}

/**
 * Reads the XML of a part as it comes. Document types are refused, so no entity is ever expanded.
 * Throws BrokenWorkbook if it is not well-formed, and what the sink throws.
 */
export async function readXml(part: string, bytes: AsyncIterable<Uint8Array>, sink: XmlSink): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let sinceTag = 0;
  let depth = 0;
  parser.on('error', () => {
    throw new BrokenWorkbook(`the XML of its part ${part} is not well-formed`);
  });
  parser.on('doctype', () => {
    throw new BrokenWorkbook(`its part ${part} declares a document type, which no workbook does`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    if (++depth > DEEPEST) throw new BrokenWorkbook(`the XML of its part ${part} is nested too deep`);
    sink.open(withoutPrefix(name), withoutPrefixes(attributes as Readonly<Record<string, string>>));
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    depth--;
    sink.close(withoutPrefix(name));
  });
  parser.on('text', (text) => sink.text(text));
  parser.on('cdata', (text) => sink.text(text));
  let decoder: TextDecoder | undefined;
  const decode = (chunk?: Uint8Array): string => {
    decoder ??= decoderOf(chunk ?? new Uint8Array(0));
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new BrokenWorkbook(`its part ${part} holds bytes that are no text`);
    }
  };
  for await (const chunk of bytes) {
    sinceTag += chunk.length;
    parser.write(decode(chunk));
    if (sinceTag > LONGEST) throw new BrokenWorkbook(`its part ${part} holds a text of more than ${LONGEST} bytes`);
  }
  parser.write(decode());
  parser.close();
}
