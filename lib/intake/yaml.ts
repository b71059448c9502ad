/**
 * The documents of a YAML text, by the `yaml` library, which is loaded only here. Undefined where the text does not
 * look like YAML, is not, or is of a size or shape that reading it would take long: then it is read as plain text.
 */
export async function yamlDocuments(text: string): Promise<unknown[] | undefined> {
  if (text.length > MAX_YAML || !looksLikeYaml(text) || isDeep(text)) return undefined;
  try {
    const { parseAllDocuments } = await import("yaml");
    const documents = parseAllDocuments(text, { logLevel: "silent", schema: "core", merge: false });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    // An alias is a name for something that stands elsewhere; a hundred are enough for any honest file.
    return documents.map((document) => document.toJS({ maxAliasCount: 100 }));
  } catch {
    return undefined;
  }
}

const MAX_YAML = 300_000;
const MAX_NESTING = 64;

/** At least one line with a name and a colon, and nothing that begins like another language. */
function looksLikeYaml(text: string): boolean {
  return /^[ \t]{0,40}(?:- )?["']?[A-Za-z_][\w./-]{0,80}["']?:(?:[ \t\r]|$)/m.test(text);
}

/** Brackets in brackets, lists in lists and steps of indentation, counted in one pass. */
function isDeep(text: string): boolean {
  let brackets = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "[" || sign === "{") brackets += 1;
    else if ((sign === "]" || sign === "}") && brackets > 0) brackets -= 1;
    deepest = Math.max(deepest, brackets);
  }
  if (deepest > MAX_NESTING) return true;
  return text.split("\n").some((line) => {
    const head = /^[ \t-]*/.exec(line)?.[0] ?? "";
    return head.length > MAX_NESTING * 4 || head.split("-").length > MAX_NESTING;
  });
}
