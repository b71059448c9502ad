import { sightSecret } from "@/lib/intake/public";

/** No text shorter than this holds a secret worth the name. */
const SHORTEST = 16;
/**
 * What one input may cost, all in all. The largest that a page sends: three fields of 64,000 characters of PEM in a
 * plan, and six policies of 20 KB, which have a thousand actions each at most. Texts that are too short to be looked
 * through are only counted as values.
 */
const MOST = { values: 20_000, texts: 6_000, characters: 260_000, depth: 40 };

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
  // Policies say the same action many times.
  const harmless = new Set<string>();
  const read = (text: string, field: string): Sighted | undefined => {
    if (text.length < SHORTEST || accessKeyAt.includes(field) || harmless.has(text)) return undefined;
    left.texts -= 1;
    left.characters -= text.length;
    if (left.texts < 0 || left.characters < 0) return "too-much";
    const sighted = sightSecret(text);
    if (sighted !== undefined) return sighted.tooMuch ? "too-much" : { what: sighted.what, field };
    harmless.add(text);
    return undefined;
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
