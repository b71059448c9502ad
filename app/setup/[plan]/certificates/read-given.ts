import { describe as inWords, type Part } from "@/lib/intake";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { useReading } from "../reading/use-reading";

export type BoxName = "trustAnchorPem" | "clientPem";

export interface GivenFile {
  name: string;
  content: string | Uint8Array;
}

/** What came of something that was given: what of it may be sent, and what the page does with the rest. */
export interface Outcome {
  /** The certificates of each box, as this browser wrote them; a box that is not named stays as it is. */
  written: Partial<Record<BoxName, string>>;
  /** True where the boxes show what was written in place of what was given. */
  replaces: boolean;
  /** Certificates that were found. */
  found: number;
  /** For the key's box; stays in this browser. */
  privateKey: string | undefined;
  notices: string[];
  problem: Problem | undefined;
}

/**
 * Takes apart what was typed, pasted or dropped, in a worker of this browser. Certificates for one box stay together in it, in their
 * order; where a key stands among them (a Kubernetes Secret, a .p12, one file with everything), all of it is sorted.
 * @returns undefined where a later reading took the place of this one
 */
export async function readGiven(
  files: readonly GivenFile[],
  target: BoxName | "pile",
  passphrase: string | undefined,
  read: ReturnType<typeof useReading>["read"],
): Promise<Outcome | undefined> {
  const emptied =
    target !== "pile" && files.every(({ content }) => typeof content === "string" && content.trim() === "");
  if (emptied) return { ...nothing, written: { [target]: "" } };
  const request = { files, ...(passphrase === undefined ? {} : { passphrase }) };
  const given = await read("sortGiven", request);
  if (given === undefined) return undefined;
  if (isProblem(given))
    return { ...nothing, problem: given, written: target === "pile" ? {} : { [target]: "" } };
  const { pile, parts, unread } = given;
  const certificates = new Map(
    parts.flatMap((part) => (part.kind === "certificate" ? [[part.fingerprint, part.pem]] : [])),
  );
  const held = parts.filter(staysSilent);
  const mixed = pile.privateKey !== undefined || parts.some(({ kind }) => kind === "pkcs12");
  const sorted = target === "pile" || (mixed && certificates.size > 1);
  const all = [...certificates.values()].join("");
  const { trustAnchorPem, clientPem } = pile;
  // A key pasted over a certificate does not take the certificate away.
  const untouched = certificates.size === 0 && (mixed || held.length > 0);
  return {
    written: sorted
      ? { ...(trustAnchorPem && { trustAnchorPem }), ...(clientPem && { clientPem }) }
      : untouched
        ? {}
        : { [target]: all },
    replaces: sorted || mixed || held.length > 0 || files.some(({ content }) => typeof content !== "string"),
    found: certificates.size,
    privateKey: pile.privateKey?.content,
    notices: [
      ...pile.items.map(({ file, what }) => `${file}: ${what}`),
      ...held.map((part) => `${inWords({ parts: [part], unread: [] })}: discarded, nothing was sent`),
      ...(certificates.size > 0 || mixed
        ? unread.map(({ what, where }) => `${where}: ${what}, not read`)
        : []),
    ],
    problem: pile.problems[0]?.problem ?? nothingFound(given, certificates.size > 0 || mixed),
  };
}

const nothing: Outcome = {
  written: {},
  replaces: false,
  found: 0,
  privateKey: undefined,
  notices: [],
  problem: undefined,
};

/** Parts that are of no use here and must not be sent: they are named, and gone from the box. */
function staysSilent({ kind }: Part): boolean {
  return kind === "aws-access-key" || kind === "secret";
}

function nothingFound(given: Parameters<typeof inWords>[0], something: boolean): Problem | undefined {
  const empty = given.parts.length === 0 && given.unread.length === 0;
  if (something || empty) return undefined;
  return problem("certificate-none", { values: { found: inWords(given) } });
}
