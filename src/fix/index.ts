export { applied } from './apply.ts';
export { encodeText } from './encode.ts';
export {
  chained,
  type Journal,
  type JournalChange,
  type JournalEnd,
  JournalFault,
  type JournalHead,
  readJournal,
  sha256,
} from './journal.ts';
export { makeFolder, writeLines } from './lines.ts';
export { type Splice, spliceOf, type Writing } from './splice.ts';
export { undoHead, undoLine, undoSplices } from './undo.ts';
export { mismatch } from './verify.ts';
export { type Written, writeContent } from './write.ts';
