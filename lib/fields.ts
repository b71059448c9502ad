/** Parsed JSON of unknown shape that is an object: its members by name. */
export type Fields = Record<string, unknown>;

/** Whether parsed JSON is an object, neither null nor an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** IAM takes one value where it takes a list of one: the values either way. A member that is absent has none. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
