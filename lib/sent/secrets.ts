import { sightSecret } from "@/lib/intake/public";

/** No text shorter than this holds a secret worth the name. */
const SHORTEST = 16;
const MOST = { values: 20_000, characters: 2_000_000, depth: 40 };

/** A secret in an input: what it looks like, and where it stands ("tags.0.value"); or more of an input than is read. */
export type Sighted = { what: string; field: string } | "too-much";

/**
 * Looks for a private key or an access key in every text of a value, names of members included. Bounded: what has more
 * parts or text than any answer of a page is "too-much".
 * @param accessKeyAt where an access key may stand on purpose, such as "proof.secretAccessKey"
 */
export function findSecret(input: unknown, accessKeyAt: readonly string[] = []): Sighted | undefined {
  const left = { ...MOST };
  const seen = new Set<object>();
  const read = (text: string, field: string): Sighted | undefined => {
    left.characters -= text.length;
    if (left.characters < 0) return "too-much";
    const sighted = text.length < SHORTEST || accessKeyAt.includes(field) ? undefined : sightSecret(text);
    return sighted && { what: sighted.what, field };
  };
  const walk = (value: unknown, field: string, depth: number): Sighted | undefined => {
    left.values -= 1;
    if (left.values < 0 || depth > MOST.depth) return "too-much";
    if (typeof value === "string") return read(value, field);
    if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
    seen.add(value);
    for (const [name, member] of entriesOf(value)) {
      const at = field === "" ? name : `${field}.${name}`;
      const found = read(name, field) ?? walk(member, at, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(input, "", 0);
}

/** What an action's argument can be made of: React hands over maps, sets and forms as well. */
function entriesOf(value: object): Iterable<[string, unknown]> {
  if (value instanceof Map)
    return [...value].flatMap(([key, member], at): [string, unknown][] => [
      [`${at}`, key],
      [`${at}`, member],
    ]);
  if (value instanceof Set) return [...value].map((member, at) => [`${at}`, member]);
  if (value instanceof FormData) return [...value];
  return Object.entries(value);
}
