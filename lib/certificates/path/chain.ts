import { given } from "@/lib/given";
import type { ReadCertificate } from "../read/facts";
import { Issuers, type Refused } from "./issuers";
import { type Branch, bestPath, farthest } from "./search";
import type { SignatureState } from "./signature";

export { verifyIssued } from "./issuers";

/** A path from a certificate towards an anchor. */
export interface Chain {
  /** The certificate first, then its issuer, and so on; without the anchor. */
  path: readonly ReadCertificate[];
  anchor?: ReadCertificate | undefined;
  /** `links[i]`: whether the signature on `path[i]` is by the next one, or by the anchor. */
  links: readonly SignatureState[];
  /** Where the path ends without an anchor: the name and key that nobody given has. */
  missing?:
    | {
        subject: string;
        keyId?: string;
        urls: readonly string[];
        /** A certificate of that name is there, but its key did not sign, or its key identifier differs. */
        sameName?: { fingerprint: string; reason: Refused["reason"] };
      }
    | undefined;
  /** No path was found, and more signatures than may be tried were open: nobody can say that there is none. */
  notJudged?: { tried: number } | undefined;
}

/**
 * Builds the best path from `leaf` over `pool` to one of `anchors` (a root or an intermediate alike), in any order of
 * the pieces. An issuer must have the name, must not contradict the key identifier, and must have signed; so two CAs
 * of one name, and cross-signed ones, are told apart. Where several paths exist, one that is valid in time wins.
 * The work is bounded: see `SIGNATURE_STEPS`.
 */
export async function buildChain(
  leaf: ReadCertificate,
  pool: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[],
  now: Date,
): Promise<Chain> {
  const others = pool.filter((c) => c.facts.fingerprint !== leaf.facts.fingerprint);
  const issuers = new Issuers(others, anchors);
  const found = await bestPath(leaf, issuers, now);
  if (found !== undefined) {
    const { certificates, links } = unrolled(found);
    return { path: certificates.slice(0, -1), anchor: found.certificate, links };
  }
  const end = await farthest(leaf, issuers);
  const { certificates, links } = unrolled(end);
  const refused = issuers.refused.get(end.certificate) ?? [];
  return {
    path: certificates,
    links,
    missing: missingLink(end.certificate, refused),
    ...(issuers.steps.left ? {} : { notJudged: { tried: issuers.steps.spent } }),
  };
}

/** From the leaf upwards. */
function unrolled(end: Branch): { certificates: ReadCertificate[]; links: SignatureState[] } {
  const certificates: ReadCertificate[] = [];
  const links: SignatureState[] = [];
  for (let at: Branch | undefined = end; at !== undefined; at = at.from) {
    certificates.push(at.certificate);
    if (at.state !== undefined) links.push(at.state);
  }
  return { certificates: certificates.reverse(), links: links.reverse() };
}

function missingLink(current: ReadCertificate, refused: readonly Refused[]): Chain["missing"] {
  const { issuer, authorityKeyId, issuerUrls } = current.facts;
  const twin = refused[0];
  return {
    subject: issuer.text,
    urls: issuerUrls,
    ...given({ keyId: authorityKeyId }),
    ...(twin === undefined
      ? {}
      : { sameName: { fingerprint: twin.certificate.facts.fingerprint, reason: twin.reason } }),
  };
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
