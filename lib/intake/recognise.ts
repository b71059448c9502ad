import { type Problem, problem } from "@/lib/problems";
import { gather } from "./gather";
import { looksLike } from "./looks-like";
import { textOf } from "./scan/decode";
import { shapeOf } from "./scan/shape";
import { inside, type Scan, startScan } from "./scan/sign";
import { scanShape, scanText, scanTree } from "./scan/text";
import type { Recognised } from "./types";
import { yamlDocuments } from "./yaml";

export interface RecogniseOptions {
  /** File name, to say where a part was found. */
  name?: string | undefined;
  /** Opens PKCS#12 files; the empty one is tried without being asked for. */
  passphrase?: string | undefined;
}

export const MAX_INPUT = 2_000_000;

/**
 * What a text or file holds, part by part. Never throws; linear; what is not read is said. Gives private keys and access
 * keys to its caller, so it runs where these may be: in the browser, a command or a test.
 */
export async function recognise(
  input: string | Uint8Array,
  options: RecogniseOptions = {},
): Promise<Recognised> {
  try {
    return await read(input, options);
  } catch (error) {
    // A fault of this program: nothing is known, so nothing may pass for known.
    return refused(
      problem("certificate-unreadable", { details: error instanceof Error ? error.name : undefined }),
      options.name,
    );
  }
}

async function read(input: string | Uint8Array, options: RecogniseOptions): Promise<Recognised> {
  const { name = "", passphrase } = options;
  if (input.length > MAX_INPUT)
    return refused(
      problem("certificate-input-too-large", { values: { size: input.length, limit: MAX_INPUT } }),
      name,
    );
  const scan = startScan();
  const text = await readInto(scan, input, name);
  if (text === "")
    return { parts: [], unread: [], needsPassphrase: false, problem: problem("certificate-input-empty") };
  const found = await gather(scan.signs, passphrase);
  if (found.parts.length === 0 && found.unread.length === 0)
    found.unread.push({ what: text === undefined ? "a file that is no text" : looksLike(text), where: name });
  return found;
}

/** Reads text as a document where it is one, and as lines; bytes by their shape. The trimmed text, where it is text. */
async function readInto(scan: Scan, input: string | Uint8Array, name: string): Promise<string | undefined> {
  if (typeof input !== "string") {
    if (input.length === 0) return "";
    const shape = shapeOf(input);
    if (shape?.kind !== "text") {
      if (shape !== undefined) scanShape(shape, name, scan);
      return undefined;
    }
  }
  const text = typeof input === "string" ? input : (textOf(input) ?? "");
  const trimmed = text.replace(/[\0\uFEFF]/g, "").trim();
  if (trimmed === "") return "";
  const documents = /^[[{]/.test(trimmed) ? undefined : await yamlDocuments(text.replace(/[\0\uFEFF]/g, ""));
  for (const [index, document] of (documents ?? []).entries())
    scanTree(document, inside((documents ?? []).length > 1 ? `document ${index + 1}` : "", name), scan);
  // Comments, and whatever the document reader did not show.
  scanText(text, name, scan);
  return trimmed;
}

function refused(found: Problem, name = ""): Recognised {
  return { parts: [], unread: [{ what: found.title, where: name }], needsPassphrase: false, problem: found };
}
