import { type Budget, budget } from "@/lib/bounded";
import { toHex } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { type SignatureState, verifySignature } from "./signature";

/** Roles Anywhere takes five intermediates; anything that needs more is no path here either. */
const MAX_PATH = 8;
/**
 * Signatures that one search may try. A chain with its cross-signed twins takes ten; where dozens of CAs have one name
 * and each another key, the ones whose key identifier fits come first.
 */
export const SIGNATURE_STEPS = 400;

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

/** An issuer of that name that was refused, and why. */
export interface Refused {
  certificate: ReadCertificate;
  reason: "signature" | "key-identifier";
}

interface Link {
  to: ReadCertificate;
  state: SignatureState;
  isAnchor: boolean;
}

/** A path as it grows: this certificate, what it hangs on, and how many links were before. */
export interface Branch {
  certificate: ReadCertificate;
  from?: Branch;
  /** The signature on the certificate before, by this one. */
  state?: SignatureState;
  depth: number;
}

/** Who issued whom among the certificates that were given. Each signature is tried once a key. */
export class Issuers {
  readonly steps: Budget = budget(SIGNATURE_STEPS);
  private readonly links = new Map<ReadCertificate, Link[]>();
  private readonly tried = new Map<string, SignatureState>();
  private readonly keys = new Map<ReadCertificate, string>();
  private readonly byName = new Map<string, { to: ReadCertificate; isAnchor: boolean }[]>();
  readonly refused = new Map<ReadCertificate, Refused[]>();

  constructor(pool: readonly ReadCertificate[], anchors: readonly ReadCertificate[]) {
    const anchorIds = new Set(anchors.map((c) => c.facts.fingerprint));
    const intermediates = pool.filter((c) => !anchorIds.has(c.facts.fingerprint));
    for (const [isAnchor, list] of [
      [true, anchors],
      [false, intermediates],
    ] as const)
      for (const to of list) {
        const name = to.facts.subject.canonical;
        this.byName.set(name, [...(this.byName.get(name) ?? []), { to, isAnchor }]);
      }
  }

  /** Those that have the name, do not contradict the key identifier, and have signed. */
  async of(certificate: ReadCertificate): Promise<readonly Link[]> {
    const known = this.links.get(certificate);
    if (known !== undefined) return known;
    const links: Link[] = [];
    const refused: Refused[] = [];
    const wanted = certificate.facts.authorityKeyId;
    const named = this.byName.get(certificate.facts.issuer.canonical) ?? [];
    const fits = ({ to }: { to: ReadCertificate }) => Number(to.facts.subjectKeyId === wanted);
    for (const { to, isAnchor } of [...named].sort((a, b) => fits(b) - fits(a))) {
      const has = to.facts.subjectKeyId;
      // RFC 5280 4.2.1.1: the authority key identifier points at the issuer's subject key identifier.
      if (wanted !== undefined && has !== undefined && wanted !== has) {
        refused.push({ certificate: to, reason: "key-identifier" });
        continue;
      }
      const state = await this.signed(certificate, to);
      if (state === "bad") refused.push({ certificate: to, reason: "signature" });
      else if (state !== undefined) links.push({ to, state, isAnchor });
    }
    this.links.set(certificate, links);
    this.refused.set(certificate, refused);
    return links;
  }

  /** Undefined where no more signatures may be tried. */
  private async signed(certificate: ReadCertificate, issuer: ReadCertificate) {
    const key = this.keys.get(issuer) ?? toHex(issuer.spki);
    this.keys.set(issuer, key);
    const id = `${certificate.facts.fingerprint} ${key}`;
    const known = this.tried.get(id);
    if (known !== undefined) return known;
    if (!this.steps.spend()) return undefined;
    const state = await verifyIssued(certificate, issuer);
    this.tried.set(id, state);
    return state;
  }
}

/** The longest way up from a certificate, each other certificate reached once: where a path ends without an anchor. */
export async function farthest(leaf: ReadCertificate, issuers: Issuers): Promise<Branch> {
  const seen = new Set([leaf]);
  const queue: Branch[] = [{ certificate: leaf, depth: 0 }];
  let last = queue[0] as Branch;
  for (const branch of queue) {
    last = branch;
    if (branch.depth >= MAX_PATH) continue;
    for (const { to, state, isAnchor } of await issuers.of(branch.certificate)) {
      if (isAnchor || seen.has(to)) continue;
      seen.add(to);
      queue.push({ certificate: to, from: branch, state, depth: branch.depth + 1 });
    }
  }
  return last;
}

interface Costed extends Branch {
  faults: number;
  /** Certificates under it that count for path lengths: issuers that are not self-issued (RFC 5280 6.1.4 l, m). */
  below: number;
}

/**
 * The path to an anchor with the fewest faults, and of these the shortest. Of all the ways to reach a certificate in
 * so many links, with so many below it, only the best can be part of the best path; so they are gone through level by
 * level, and a thousand ways between the same few certificates cost no more than one.
 */
export async function bestPath(
  leaf: ReadCertificate,
  issuers: Issuers,
  now: Date,
): Promise<Branch | undefined> {
  let best: Costed | undefined;
  let level: Costed[] = [{ certificate: leaf, depth: 0, faults: late(leaf, now), below: 0 }];
  while (level.length > 0 && (level[0]?.depth ?? 0) < MAX_PATH) {
    const next = new Map<ReadCertificate, Costed[]>();
    for (const from of level)
      for (const { to, state, isAnchor } of await issuers.of(from.certificate)) {
        const faults = from.faults + faultsOf(to, state, from.below, isAnchor, now);
        const below = from.below + Number(!to.facts.selfIssued);
        const grown: Costed = { certificate: to, from, state, depth: from.depth + 1, faults, below };
        if (isAnchor) {
          if (best === undefined || faults < best.faults) best = grown;
          continue;
        }
        const others = next.get(to) ?? [];
        if (others.length === 0) next.set(to, others);
        const same = others.findIndex((one) => one.below === below);
        if (same < 0) others.push(grown);
        else if (faults < (others[same]?.faults ?? 0)) others[same] = grown;
      }
    level = [...next.values()].flat();
  }
  return best;
}

const late = ({ facts }: ReadCertificate, now: Date) => Number(facts.notBefore > now || facts.notAfter < now);

/** How many faults an issuer adds to a path: for choosing between paths, not for judging one. */
function faultsOf(
  issuer: ReadCertificate,
  state: SignatureState,
  below: number,
  isAnchor: boolean,
  now: Date,
): number {
  const { basicConstraints, keyUsage } = issuer.facts;
  const allowed = basicConstraints?.pathLength;
  const unfit = basicConstraints?.ca !== true || keyUsage?.flags.includes("Certificate Sign") === false;
  return (
    late(issuer, now) * (isAnchor ? 1 : 2) +
    Number(unfit) +
    Number(state !== "good") +
    Number(allowed !== undefined && below > allowed)
  );
}
