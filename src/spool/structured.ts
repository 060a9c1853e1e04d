/** JSON text of a value that may hold maps, sets and infinite numbers, such as counts. Maps and sets are written in order of their keys: the same content gives the same text. */
export function structuredJson(value: unknown): string {
  return JSON.stringify(value, plain);
}

/**
 * The same text piece by piece, for what would be too large to hold as one.
 * @param depth levels of objects and maps down to which each item is a piece by itself
 */
export function* structuredPieces(value: unknown, depth: number): Generator<string> {
  if (
    depth === 0 ||
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    ArrayBuffer.isView(value) ||
    value instanceof Set
  ) {
    yield structuredJson(value);
    return;
  }
  let before = '';
  if (value instanceof Map) {
    yield '{"$map":[';
    for (const [key, item] of ordered([...value], ([name]) => name)) {
      yield `${before}[${structuredJson(key)},`;
      yield* structuredPieces(item, depth - 1);
      before = '],';
    }
    yield before === '' ? ']}' : ']]}';
    return;
  }
  yield '{';
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* structuredPieces(item, depth - 1);
    before = ',';
  }
  yield '}';
}

/** What stands in JSON for a value that it has no form of. */
function plain(_: string, inner: unknown): unknown {
  if (inner instanceof Map) return { $map: ordered([...inner], ([key]) => key) };
  if (inner instanceof Set) return { $set: ordered([...inner], (item) => item) };
  if (ArrayBuffer.isView(inner)) return { $list: [...(inner as Uint32Array)] };
  if (inner === Number.POSITIVE_INFINITY) return { $infinite: 1 };
  if (inner === Number.NEGATIVE_INFINITY) return { $infinite: -1 };
  return inner;
}

/** What such a text stands for; typed arrays come back as lists. @throws SyntaxError if it is no JSON */
export function fromStructuredJson(text: string): unknown {
  return JSON.parse(text, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return inner;
    const { $map, $set, $list, $infinite } = inner as Record<string, unknown>;
    if (Array.isArray($map)) return new Map($map as [unknown, unknown][]);
    if (Array.isArray($set)) return new Set($set);
    if (Array.isArray($list)) return $list;
    if ($infinite !== undefined) return $infinite === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return inner;
  });
}

function ordered<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const keyed = items.map((item) => ({ item, key: JSON.stringify(keyOf(item)) ?? '' }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
