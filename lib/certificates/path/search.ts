import type { ReadCertificate } from "../read/facts";
import type { Issuers } from "./issuers";
import type { SignatureState } from "./signature";

/** Roles Anywhere takes five intermediates; anything that needs more is no path here either. */
const MAX_PATH = 8;

/** A path as it grows: this certificate, what it hangs on, and how many links were before. */
export interface Branch {
  certificate: ReadCertificate;
  from?: Branch | undefined;
  /** The signature on the certificate before, by this one. */
  state?: SignatureState | undefined;
  depth: number;
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
