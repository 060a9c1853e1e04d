import { Buffer } from 'node:buffer';
import { HEAD_SIZE, isBlank, type Layout, layoutOf, type Told } from './head.ts';

/** A head in which not one row is whole is doubled up to this size. */
const LONGEST_HEAD = 256 << 20;

/** The first bytes of a file, the layout that they show, and whether they are all. */
export interface TakenHead {
  readonly head: Uint8Array;
  readonly layout: Layout;
  readonly ended: boolean;
}

/** Collects the first bytes, in portions of any size, and recognises the layout from them. Throws UsageError for an impossible delimiter. */
export async function takeHead(bytes: AsyncIterator<Uint8Array>, told: Told): Promise<TakenHead> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let wanted = HEAD_SIZE; ; wanted *= 2) {
    let ended = false;
    while (size < wanted && !ended) {
      const next = await bytes.next();
      ended = next.done === true;
      if (next.done) break;
      parts.push(Uint8Array.from(next.value));
      size += next.value.length;
    }
    const head = Buffer.concat(parts);
    if (!ended && isBlank(head) && size < LONGEST_HEAD) continue;
    const layout =
      layoutOf(head.subarray(0, wanted), size <= wanted && ended, told) ?? (wanted >= LONGEST_HEAD ? layoutOf(head, true, told) : null);
    if (layout !== null) return { head, layout, ended };
  }
}
