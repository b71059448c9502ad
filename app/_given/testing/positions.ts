import type { z } from "zod";

/** Where texts stand in an input: in its schema, and in a value of it. A list's and a record's members are "*". */

interface Def {
  type: string;
  shape?: Record<string, z.ZodType> | undefined;
  element?: z.ZodType | undefined;
  options?: readonly z.ZodType[] | undefined;
  innerType?: z.ZodType | undefined;
  in?: z.ZodType | undefined;
  keyType?: z.ZodType | undefined;
  valueType?: z.ZodType | undefined;
  catchall?: z.ZodType | undefined;
}

const WITHOUT_TEXT = ["literal", "enum", "boolean", "number", "int", "date", "never", "null", "undefined"];
const join = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

/** Every place where a schema takes a text of its writer's choice. Throws for a kind of schema that it does not know. */
export function textsOfSchema(schema: z.ZodType, path = ""): string[] {
  const def = schema.def as unknown as Def;
  if (def.type === "string") return [path];
  if (WITHOUT_TEXT.includes(def.type)) return [];
  const inner = (part: z.ZodType | undefined, at: string) =>
    part === undefined ? [] : textsOfSchema(part, at);
  if (def.shape !== undefined) {
    if (def.catchall?.def.type !== "never") throw new Error(`"${path}" takes members that it does not name`);
    return Object.entries(def.shape).flatMap(([name, part]) => inner(part, join(path, name)));
  }
  if (def.options !== undefined) return [...new Set(def.options.flatMap((part) => inner(part, path)))];
  if (def.element !== undefined) return inner(def.element, join(path, "*"));
  if (def.valueType !== undefined) return [join(path, "(name)"), ...inner(def.valueType, join(path, "*"))];
  const through = def.innerType ?? def.in;
  if (through === undefined)
    throw new Error(`"${path}" is of a kind that this test does not know: ${def.type}`);
  return inner(through, path);
}

/** One text of a value: its place as the schema calls it, and the value with another text in its stead. */
export interface Place {
  path: string;
  exact: string;
  put: (text: string) => unknown;
}

/**
 * Every text of a value, and every name of a record's members.
 * @param texts the places that the schema has: a member's name counts where the schema lets its writer choose it
 */
export function textsOfValue(value: unknown, texts: readonly string[], path = "", exact = ""): Place[] {
  if (typeof value === "string") return [{ path, exact, put: (text) => text }];
  if (Array.isArray(value))
    return value.flatMap((member, at) =>
      textsOfValue(member, texts, join(path, "*"), join(exact, String(at))).map((place) => ({
        ...place,
        put: (text: string) => value.with(at, place.put(text)),
      })),
    );
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  const free = texts.includes(join(path, "(name)"));
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...rest } = value as Record<string, unknown>;
    const inside = textsOfValue(member, texts, join(path, free ? "*" : name), join(exact, name)).map(
      (place) => ({
        ...place,
        put: (text: string) => ({ ...rest, [name]: place.put(text) }),
      }),
    );
    if (!free) return inside;
    const named = { path: join(path, "(name)"), exact, put: (text: string) => ({ ...rest, [text]: member }) };
    return [named, ...inside];
  });
}
