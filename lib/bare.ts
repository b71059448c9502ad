/**
 * An object for keys that somebody else chose: names of things, tags, members of a request. It has no prototype, so that
 * `__proto__` is a key like any other and `constructor` is not there unless somebody put it there.
 */
export function bare<V>(entries: Iterable<readonly [key: string, value: V]> = []): Record<string, V> {
  const made: Record<string, V> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}

/** A reviver for `JSON.parse`: every object of what is read is a bare one. */
export function bareReviver(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? bare(Object.entries(value))
    : value;
}
