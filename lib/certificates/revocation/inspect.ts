import { given } from "@/lib/given";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { verifySignature } from "../path/signature";
import { readSignatureAlgorithm } from "../read/algorithms";
import { DerFault, type DerNode, readDer, TAG } from "../read/der";
import { bitsOf, child, hexOf, integerOf, owned, sameBytes, timeOf, toPem } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { readName } from "../read/names";
import { describePieces, readPieces } from "../read/pieces";
import { plainVerdict } from "../verdicts";
import { type RevocationFacts, revocationRules } from "./rules";
import { readScope } from "./scope";
import { scopeRules } from "./scope-rules";

interface ReadList {
  facts: RevocationFacts;
  serials: Set<string>;
  tbs: Uint8Array<ArrayBuffer>;
  signatureValue: Uint8Array<ArrayBuffer>;
}

export interface RevocationInspection {
  verdicts: Verdict[];
  list?: RevocationFacts | undefined;
  problem?: Problem | undefined;
}

/**
 * Judges a revocation list for import into Roles Anywhere: its form and size, its dates, whether the anchor signed it,
 * and whether the client certificate is on it. Never throws.
 */
export async function inspectRevocationList(request: {
  input: string | Uint8Array;
  trustAnchor?: string | Uint8Array | undefined;
  client?: string | Uint8Array | undefined;
  now: Date;
}): Promise<RevocationInspection> {
  const read = readPieces(request.input);
  if (isProblem(read)) return { verdicts: [], problem: read };
  if (read.pieces.some(({ kind }) => kind === "private-key"))
    return { verdicts: [], problem: problem("certificate-private-key") };
  const lists = read.pieces.filter(({ kind }) => kind === "revocation-list");
  // Each replaces the one before it in AWS, so which one is meant is not guessed.
  if (lists.length > 1)
    return { verdicts: [], problem: problem("revocation-list-several", { values: { count: lists.length } }) };
  const piece = lists[0];
  const broken = read.pieces.find((one) => one.kind === "unreadable");
  if (piece === undefined && broken?.kind === "unreadable")
    return {
      verdicts: [],
      problem: problem("revocation-list-malformed", { values: { reason: broken.reason } }),
    };
  if (piece?.kind !== "revocation-list")
    return {
      verdicts: [],
      problem: problem("revocation-list-none", { values: { found: describePieces(read.pieces) } }),
    };
  let list: ReadList;
  try {
    list = readList(piece.der);
  } catch (error) {
    const reason = error instanceof DerFault ? error.message : "unreadable content";
    return { verdicts: [], problem: problem("revocation-list-malformed", { values: { reason } }) };
  }
  const facts = await relate(list, certificatesOf(request.trustAnchor), certificatesOf(request.client));
  const verdicts = [...scopeRules, ...revocationRules].map((rule) =>
    plainVerdict(rule, "revocation", rule.judge({ facts, now: request.now }), {
      lookedAt: rule.part,
      expected: rule.expected,
      at: request.now,
    }),
  );
  return { verdicts, list: facts };
}

function certificatesOf(input: string | Uint8Array | undefined): ReadCertificate[] {
  if (input === undefined || input.length === 0) return [];
  const read = readPieces(input);
  return isProblem(read)
    ? []
    : read.pieces.flatMap((piece) => (piece.kind === "certificate" ? [piece.certificate] : []));
}

async function relate(
  list: ReadList,
  anchors: readonly ReadCertificate[],
  clients: readonly ReadCertificate[],
): Promise<RevocationFacts> {
  const { facts } = list;
  const own = anchors.filter((c) => c.facts.subject.canonical === facts.issuer.canonical);
  const states = await Promise.all(
    own.map(async (c) => ({
      subject: c.facts.subject.text,
      crlSign: c.facts.keyUsage === undefined || c.facts.keyUsage.flags.includes("CRL Sign"),
      state: await verifySignature({
        data: list.tbs,
        algorithm: facts.signature,
        signature: list.signatureValue,
        spki: c.spki,
        key: c.facts.key,
      }),
    })),
  );
  const signer = states.find(({ state }) => state === "good") ?? states[0];
  const client = clients.find((c) => c.facts.issuer.canonical === facts.issuer.canonical);
  return {
    ...facts,
    ...given({ signer }),
    ...(client === undefined
      ? {}
      : {
          revokesClient: list.serials.has(client.facts.serial.hex),
          clientNamesPoint: facts.scope.points.some((at) => client.facts.revocationUrls.includes(at)),
        }),
  };
}

/** RFC 5280 5.1. Throws DerFault. */
function readList(der: Uint8Array<ArrayBuffer>): ReadList {
  const root = readDer(der);
  const tbs = child(root, 0, TAG.sequence);
  const outer = child(root, 1, TAG.sequence);
  const parts = [...tbs.children];
  const version = parts[0]?.tag === TAG.integer ? Number(integerOf(parts.shift() ?? tbs)) + 1 : 1;
  const [algorithm, issuer, thisUpdate, ...rest] = parts;
  if (!algorithm || !issuer || !thisUpdate) throw new DerFault("a field is missing");
  if (!sameBytes(algorithm.whole, outer.whole))
    throw new DerFault("the signature algorithm is given twice and differs");
  const isTime = (node: DerNode | undefined) =>
    node?.tag === TAG.utcTime || node?.tag === TAG.generalizedTime;
  const next = isTime(rest[0]) ? rest.shift() : undefined;
  const entries = rest[0]?.tag === TAG.sequence ? (rest.shift()?.children ?? []) : [];
  const extensions = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  if (rest.length > 0) throw new DerFault("an unexpected field at the end");
  if (extensions !== undefined && (version < 2 || extensions.children.length !== 1))
    throw new DerFault("extensions in a place where a list has none");
  const serials = new Set<string>();
  for (const entry of entries) serials.add(serialOf(entry, version));
  return {
    facts: {
      pem: toPem("X509 CRL", der),
      version,
      issuer: readName(issuer),
      thisUpdate: timeOf(thisUpdate),
      ...given({ nextUpdate: next && timeOf(next) }),
      signature: readSignatureAlgorithm(outer),
      entries: entries.length,
      scope: readScope(extensions === undefined ? undefined : child(extensions, 0), entries),
    },
    serials,
    tbs: owned(tbs.whole),
    signatureValue: owned(bitsOf(child(root, 2))),
  };
}

/** The serial number of an entry whose parts are in their places: number, time, extensions in version 2. */
function serialOf(entry: DerNode, version: number): string {
  const [, time, extensions] = entry.children;
  if (
    entry.tag !== TAG.sequence ||
    (time?.tag !== TAG.utcTime && time?.tag !== TAG.generalizedTime) ||
    entry.children.length > 3 ||
    (extensions !== undefined && version < 2)
  )
    throw new DerFault("an entry that is not in the form of RFC 5280");
  return hexOf(child(entry, 0, TAG.integer));
}
