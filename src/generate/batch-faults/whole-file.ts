import { atTarget, type BatchFault, fileFault, lineFault } from './batch-fault.ts';

/** A character that no record has; the byte that it is written as stands in no text of UTF-8. */
const [MARK, BAD_BYTE] = ['\u0007', 0xff];

const marked = lineFault('unreadable-bytes', (line) => line.replace(/^((?:[^,]*,){3})/, `$1${MARK}`), { field: 'unit' });
const UNREADABLE: BatchFault = {
  ...marked,
  spoil: (writer, target) => ({
    ...marked.spoil(writer, target),
    encode: (text) => writer.encode(text).map((byte) => (byte === MARK.charCodeAt(0) ? BAD_BYTE : byte)),
  }),
};

/** Faults of the file as a whole: its bytes, its ends, its kind. */
export const WHOLE_FILE_FAULTS: readonly BatchFault[] = [
  fileFault('empty-file', (writer) => ({ ...writer, head: '', line: () => '' })),
  fileFault('no-records', (writer) => ({ ...writer, line: () => '' })),
  fileFault('wrong-kind-of-file', (writer) => ({ ...writer, head: `<!DOCTYPE html>\n<title>Signed out</title>\n${writer.head}` })),
  fileFault('trailer-line', (writer) => ({ ...writer, tail: 'End of export\n' })),
  lineFault('truncated-file', (line) => line.slice(0, 60), { strikes: 'last' }),
  fileFault(
    'unusual-line-ends',
    atTarget((line) => line.replace(/\n$/, '\r\n')),
  ),
  UNREADABLE,
];
