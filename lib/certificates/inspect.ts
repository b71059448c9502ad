import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { chooseLeaf } from "./leaf";
import { buildChain, type Chain, verifyIssued } from "./path/chain";
import type { CertificateFacts, ReadCertificate } from "./read/facts";
import { describePieces, type Piece, readPieces } from "./read/pieces";
import { certificateRules, chainRules } from "./rules";
import type { ChainSubject } from "./rules/chain-rule";
import { publicRootOf } from "./rules/public-roots/lookup";
import { chainVerdict, ruleVerdict } from "./verdicts";

export interface InspectRequest {
  as: "client" | "trust-anchor";
  /** Any form of certificate text or file; see `pieces.ts`. */
  input: string | Uint8Array;
  /** Opens a PKCS#12 file. */
  passphrase?: string | undefined;
  /** For a client: the CA certificate, or certificates, that it is judged against. */
  trustAnchor?: string | Uint8Array | undefined;
  now?: Date | undefined;
}

/** A certificate and the place it was found to have. */
export type InspectedCertificate = CertificateFacts & {
  place: "client" | "intermediate" | "trust-anchor" | "unused";
};

export interface Inspection {
  /** True only where nothing failed and nothing was left unknown. */
  accepted: boolean;
  verdicts: Verdict[];
  /** The judged certificate first, then its issuers upwards, then what was not used. */
  certificates: InspectedCertificate[];
  problem?: Problem | undefined;
}

/**
 * Judges certificates against what Roles Anywhere documents, and what follows from RFC 5280, without any network.
 * Never throws and does bounded work on any input; what cannot be read is a problem with a code.
 * "Accepted" says that every rule is met, not that AWS accepted it.
 */
export async function inspectCertificates(request: InspectRequest): Promise<Inspection> {
  try {
    const result = await inspect(request, request.now ?? new Date());
    return isProblem(result) ? refused(result) : result;
  } catch (error) {
    // A fault of this program must not pass for a verdict; the input is refused with what is known.
    return refused(
      problem("certificate-unreadable", { details: error instanceof Error ? error.message : undefined }),
    );
  }
}

function refused(found: Problem): Inspection {
  return { accepted: false, verdicts: [], certificates: [], problem: found };
}

async function inspect(request: InspectRequest, now: Date): Promise<Inspection | Problem> {
  const given = await readCertificates(request.input, request.passphrase);
  if (isProblem(given)) return given;
  if (request.as === "trust-anchor") return inspectAnchor(given, now);
  let anchors: readonly ReadCertificate[] = [];
  if (request.trustAnchor !== undefined) {
    const read = await readCertificates(request.trustAnchor, request.passphrase);
    if (isProblem(read)) return { ...read, field: "trustAnchor" };
    anchors = read;
  }
  return inspectClient(given, anchors, now);
}

async function readCertificates(
  input: string | Uint8Array,
  passphrase?: string,
): Promise<ReadCertificate[] | Problem> {
  const read = readPieces(input);
  if (isProblem(read)) return read;
  const { pieces } = read;
  if (pieces.some(({ kind }) => kind === "private-key")) return problem("certificate-private-key");
  const opened = await openAll(pieces, passphrase);
  if (isProblem(opened)) return opened;
  const broken = opened.findIndex(({ kind }) => kind === "unreadable");
  const fault = opened[broken];
  if (fault?.kind === "unreadable")
    return problem("certificate-malformed", { values: { number: broken + 1, reason: fault.reason } });
  const certificates = opened.flatMap((piece) => (piece.kind === "certificate" ? [piece.certificate] : []));
  if (certificates.length === 0)
    return problem("certificate-none", { values: { found: describePieces(opened) } });
  return distinct(certificates);
}

/** PKCS#12 files are opened for their certificates; the key inside is dropped. The reader loads only then. */
async function openAll(pieces: readonly Piece[], passphrase?: string): Promise<Piece[] | Problem> {
  const all: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== "pkcs12") {
      all.push(piece);
      continue;
    }
    const { openStore } = await import("./read/pkcs12");
    const opened = await openStore(piece.der, passphrase);
    if (isProblem(opened)) return opened;
    all.push(...opened.filter(({ kind }) => kind !== "private-key"));
  }
  return all;
}

function distinct(certificates: readonly ReadCertificate[]): ReadCertificate[] {
  const seen = new Map(certificates.map((c) => [c.facts.fingerprint, c]));
  return [...seen.values()];
}

async function inspectAnchor(anchors: readonly ReadCertificate[], now: Date): Promise<Inspection | Problem> {
  const first = anchors[0];
  if (first === undefined) return problem("certificate-none", { values: { found: "nothing" } });
  const selfSignatures = await Promise.all(
    anchors.map((c) => (c.facts.selfIssued ? verifyIssued(c, c) : Promise.resolve(undefined))),
  );
  // A third one is too many already; what is not judged is not looked up.
  const publicRoots = await Promise.all(anchors.slice(0, 3).map((c) => publicRootOf(c)));
  const subject: ChainSubject = { as: "anchor", now, leaf: first, anchors, selfSignatures, rivals: [] };
  // The second certificate of a rollover is judged by the same rules, under ids of its own.
  const verdicts = anchors
    .slice(0, 3)
    .flatMap(({ facts }, index) =>
      certificateRules
        .filter(({ scope }) => scope !== "client")
        .map((rule) =>
          ruleVerdict(
            rule,
            { facts, as: "anchor", now, publicRoot: publicRoots[index] },
            index === 0 ? "anchor" : `anchor-${index + 1}`,
          ),
        ),
    );
  verdicts.push(
    ...chainRules.filter(({ scope }) => scope === "anchor").map((rule) => chainVerdict(rule, subject)),
  );
  return conclude(
    verdicts,
    anchors.map(({ facts }) => ({ ...facts, place: "trust-anchor" as const })),
  );
}

async function inspectClient(
  given: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[],
  now: Date,
): Promise<Inspection | Problem> {
  const { leaf, rivals } = chooseLeaf(given, anchors);
  if (leaf === undefined) return problem("certificate-none", { values: { found: "nothing" } });
  const pool = given.filter((c) => c !== leaf);
  const chain =
    anchors.length > 0 || pool.length > 0 ? await buildChain(leaf, pool, anchors, now) : undefined;
  const subject: ChainSubject = {
    as: "client",
    now,
    leaf,
    anchors,
    selfSignatures: [],
    rivals,
    ...(chain === undefined ? {} : { chain }),
  };
  const verdicts = certificateRules
    .filter(({ scope }) => scope !== "anchor")
    .map((rule) => ruleVerdict(rule, { facts: leaf.facts, as: "client", now }, "client"));
  verdicts.push(
    ...chainRules.filter(({ scope }) => scope === "client").map((rule) => chainVerdict(rule, subject)),
  );
  return conclude(verdicts, places(leaf, pool, anchors, chain));
}

function places(
  leaf: ReadCertificate,
  pool: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[],
  chain: Chain | undefined,
): InspectedCertificate[] {
  const path = chain?.path.slice(1) ?? [];
  const used = new Set([leaf, ...path]);
  const anchorIds = new Set(anchors.map((c) => c.facts.fingerprint));
  const rest = pool.filter((c) => !used.has(c) && !anchorIds.has(c.facts.fingerprint));
  return [
    { ...leaf.facts, place: "client" },
    ...path.map(({ facts }) => ({ ...facts, place: "intermediate" as const })),
    ...anchors.map(({ facts }) => ({ ...facts, place: "trust-anchor" as const })),
    ...rest.map(({ facts }) => ({ ...facts, place: "unused" as const })),
  ];
}

function conclude(verdicts: Verdict[], certificates: InspectedCertificate[]): Inspection {
  return {
    accepted: !verdicts.some(({ status }) => status === "fail" || status === "unknown"),
    verdicts,
    certificates,
  };
}
