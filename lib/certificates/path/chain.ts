import type { ReadCertificate } from "../read/facts";
import { type SignatureState, verifySignature } from "./signature";

/** A path from a certificate towards an anchor. */
export interface Chain {
  /** The certificate first, then its issuer, and so on; without the anchor. */
  path: readonly ReadCertificate[];
  anchor?: ReadCertificate;
  /** `links[i]`: whether the signature on `path[i]` is by the next one, or by the anchor. */
  links: readonly SignatureState[];
  /** Where the path ends without an anchor: the name and key that nobody given has. */
  missing?: {
    subject: string;
    keyId?: string;
    urls: readonly string[];
    /** A certificate of that name is there, but its key did not sign, or its key identifier differs. */
    sameName?: { fingerprint: string; reason: "signature" | "key-identifier" };
  };
}

/** Roles Anywhere takes five intermediates; anything that needs more is no path here either. */
const MAX_PATH = 8;
const MAX_VERIFICATIONS = 200;
const MAX_PATHS = 16;

interface Search {
  anchors: readonly ReadCertificate[];
  pool: readonly ReadCertificate[];
  now: Date;
  verifications: number;
  seen: Map<string, SignatureState>;
  complete: Chain[];
  longest: Chain;
}

/**
 * Builds the best path from `leaf` over `pool` to one of `anchors` (a root or an intermediate alike), in any order of
 * the pieces. An issuer must have the name, must not contradict the key identifier, and must have signed; so two CAs
 * of one name, and cross-signed ones, are told apart. Where several paths exist, one that is valid in time wins.
 */
export async function buildChain(
  leaf: ReadCertificate,
  pool: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[],
  now: Date,
): Promise<Chain> {
  const search: Search = {
    anchors,
    pool: pool.filter((c) => c.facts.fingerprint !== leaf.facts.fingerprint),
    now,
    verifications: 0,
    seen: new Map(),
    complete: [],
    longest: { path: [leaf], links: [], missing: missingLink(leaf, [...anchors, ...pool], []) },
  };
  await extend(search, [leaf], []);
  const ranked = search.complete
    .map((chain) => ({ chain, faults: pathFaults(chain, now) }))
    .sort((a, b) => a.faults - b.faults || a.chain.path.length - b.chain.path.length);
  return ranked[0]?.chain ?? search.longest;
}

async function extend(
  search: Search,
  path: readonly ReadCertificate[],
  links: readonly SignatureState[],
): Promise<void> {
  const current = path[path.length - 1];
  if (current === undefined || path.length > MAX_PATH || search.complete.length >= MAX_PATHS) return;
  const refused: { certificate: ReadCertificate; reason: "signature" | "key-identifier" }[] = [];
  let grown = false;
  for (const [isAnchor, candidate] of candidates(search, current, path)) {
    if (!keyIdentifierAgrees(current, candidate)) {
      refused.push({ certificate: candidate, reason: "key-identifier" });
      continue;
    }
    const state = await signedBy(search, current, candidate);
    if (state === "bad") {
      refused.push({ certificate: candidate, reason: "signature" });
      continue;
    }
    grown = true;
    if (isAnchor) search.complete.push({ path, anchor: candidate, links: [...links, state] });
    else await extend(search, [...path, candidate], [...links, state]);
  }
  if (!grown && path.length >= search.longest.path.length)
    search.longest = { path, links, missing: missingLink(current, [], refused) };
}

function candidates(search: Search, current: ReadCertificate, path: readonly ReadCertificate[]) {
  const issuer = current.facts.issuer.canonical;
  const named = (list: readonly ReadCertificate[]) =>
    list.filter((c) => c.facts.subject.canonical === issuer);
  const anchorIds = new Set(search.anchors.map((c) => c.facts.fingerprint));
  const used = new Set(path.map((c) => c.facts.fingerprint));
  return [
    ...named(search.anchors).map((c) => [true, c] as const),
    ...named(search.pool)
      .filter((c) => !anchorIds.has(c.facts.fingerprint) && !used.has(c.facts.fingerprint))
      .map((c) => [false, c] as const),
  ];
}

/** RFC 5280 4.2.1.1: the authority key identifier points at the issuer's subject key identifier, where both exist. */
function keyIdentifierAgrees(current: ReadCertificate, issuer: ReadCertificate): boolean {
  const wanted = current.facts.authorityKeyId;
  const has = issuer.facts.subjectKeyId;
  return wanted === undefined || has === undefined || wanted === has;
}

async function signedBy(
  search: Search,
  current: ReadCertificate,
  issuer: ReadCertificate,
): Promise<SignatureState> {
  const key = `${current.facts.fingerprint} ${issuer.facts.fingerprint}`;
  const known = search.seen.get(key);
  if (known !== undefined) return known;
  search.verifications += 1;
  if (search.verifications > MAX_VERIFICATIONS) return "unsupported";
  const state = await verifyIssued(current, issuer);
  search.seen.set(key, state);
  return state;
}

/** Whether the signature on `certificate` is by the key of `issuer`. */
export function verifyIssued(certificate: ReadCertificate, issuer: ReadCertificate): Promise<SignatureState> {
  return verifySignature({
    data: certificate.tbs,
    algorithm: certificate.facts.signature,
    signature: certificate.signatureValue,
    spki: issuer.spki,
    key: issuer.facts.key,
  });
}

function missingLink(
  current: ReadCertificate,
  given: readonly ReadCertificate[],
  refused: readonly { certificate: ReadCertificate; reason: "signature" | "key-identifier" }[],
): Chain["missing"] {
  const { issuer, authorityKeyId, issuerUrls } = current.facts;
  const twin =
    refused[0] ??
    given
      .filter((c) => c.facts.subject.canonical === issuer.canonical)
      .map((certificate) => ({ certificate, reason: "signature" as const }))[0];
  return {
    subject: issuer.text,
    urls: issuerUrls,
    ...(authorityKeyId === undefined ? {} : { keyId: authorityKeyId }),
    ...(twin === undefined
      ? {}
      : { sameName: { fingerprint: twin.certificate.facts.fingerprint, reason: twin.reason } }),
  };
}

/** How many of the path's certificates would be refused: for choosing between paths, not for judging one. */
function pathFaults(chain: Chain, now: Date): number {
  const issuers = chain.anchor === undefined ? chain.path.slice(1) : [...chain.path.slice(1), chain.anchor];
  const late = [...chain.path, ...issuers].filter(
    ({ facts }) => facts.notBefore > now || facts.notAfter < now,
  ).length;
  const unfit = issuers.filter(
    ({ facts }) =>
      facts.basicConstraints?.ca !== true || facts.keyUsage?.flags.includes("Certificate Sign") === false,
  ).length;
  return (
    late + unfit + chain.links.filter((state) => state !== "good").length + pathLengthFaults(chain).length
  );
}

/** The CAs of the path that have more CAs below them than they admit (RFC 5280 6.1.4 l, m: self-issued ones do not count). */
export function pathLengthFaults(
  chain: Chain,
): { certificate: ReadCertificate; allowed: number; below: number }[] {
  const issuers = chain.anchor === undefined ? chain.path.slice(1) : [...chain.path.slice(1), chain.anchor];
  let below = 0;
  return issuers.flatMap((certificate) => {
    const allowed = certificate.facts.basicConstraints?.pathLength;
    const fault = allowed !== undefined && below > allowed ? [{ certificate, allowed, below }] : [];
    if (!certificate.facts.selfIssued) below += 1;
    return fault;
  });
}
