/** The keys of an object in the order in which they are written; a nested object or list of objects has its own. */
export type Shape<T> = { readonly [K in keyof T]-?: Nested<NonNullable<T[K]>> };

type Nested<T> = T extends string | number | boolean
  ? true
  : T extends readonly (infer Item)[]
    ? true | (Item extends object ? Shape<Item> : never)
    : true | Shape<T>;

/**
 * A copy with the keys of the shape, in its order, and no other: what the published schema does not name never gets out.
 * Keys that are missing stay missing. `true` takes a value as it is.
 */
export function shaped(value: unknown, shape: object | true): unknown {
  if (shape === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shaped(item, shape));
  const source = value as Readonly<Record<string, unknown>>;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape) as [string, object | true][]) {
    if (Object.hasOwn(source, key) && source[key] !== undefined) out[key] = shaped(source[key], inner);
  }
  return out;
}
