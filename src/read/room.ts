/** Memory that grows and shrinks where it lies, without a second copy. ECMAScript 2024, in Node since 20. */
type Resizable = ArrayBuffer & { resize(bytes: number): void };
const ResizableBuffer = ArrayBuffer as unknown as new (bytes: number, options: { maxByteLength: number }) => Resizable;

/** Bytes beyond which memory is of this kind: reading from it costs a little more, and copying it twice as much memory as it has. */
export const LARGE = 4 << 20;
/** Bytes up to which it may grow. They are addresses until something is written there. */
const MOST = 768 << 20;

const resizable = new WeakSet<ArrayBuffer>();
/** Empty memory for the next that needs some: the addresses of what is let go are taken until garbage is collected. */
let spare: Resizable | undefined;

/** Growing memory of so many bytes; null where the system has no room for what it may grow to. */
function growing(bytes: number): Resizable | null {
  const taken = spare;
  spare = undefined;
  try {
    const room = taken ?? new ResizableBuffer(0, { maxByteLength: MOST });
    room.resize(bytes);
    resizable.add(room);
    return room;
  } catch {
    return null;
  }
}

/** Plain memory of so many bytes, and more, so that it is not outgrown at once. */
const plain = (bytes: number): ArrayBuffer => new ArrayBuffer(Math.max(1024, Math.min(bytes * 2, bytes + (64 << 20))));

/** Memory of so many bytes, or some more, that begins with the first `kept` bytes of `old`, which must not be used any more. */
export function roomOf(bytes: number, old: ArrayBuffer, kept: number): ArrayBuffer {
  // What was never written to is written to when it is given back: no more of it than needs be.
  const wanted = bytes + (1 << 20);
  const grows = bytes > LARGE && wanted <= MOST;
  if (grows && resizable.has(old)) {
    (old as Resizable).resize(wanted);
    return old;
  }
  const room = (grows ? growing(wanted) : null) ?? plain(bytes);
  new Uint8Array(room).set(new Uint8Array(old, 0, kept));
  giveBack(old);
  return room;
}

/** Gives large memory back to the system at once. */
export function giveBack(room: ArrayBuffer): void {
  if (!resizable.has(room)) return;
  (room as Resizable).resize(0);
  spare ??= room as Resizable;
}
