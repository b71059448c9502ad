import type { ReadCertificate } from "./read/facts";

/**
 * Which of several certificates is the client's: the one that issued none of the others and is not a CA; in a pile
 * without such a one, the one lowest in the chain. `rivals` are others that could have been meant.
 */
export function chooseLeaf(
  given: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[] = [],
): { leaf?: ReadCertificate | undefined; rivals: ReadCertificate[] } {
  const anchorIds = new Set(anchors.map((c) => c.facts.fingerprint));
  const issuerNames = new Set(given.filter((c) => !c.facts.selfIssued).map((c) => c.facts.issuer.canonical));
  const low = given.filter((c) => !issuerNames.has(c.facts.subject.canonical));
  const notCa = (list: readonly ReadCertificate[]) =>
    list.filter((c) => c.facts.basicConstraints?.ca !== true);
  const ends = notCa(low).length > 0 ? notCa(low) : notCa(given);
  const pick = ends.length > 0 ? ends : low.length > 0 ? low : given;
  const leaf = pick.find((c) => !anchorIds.has(c.facts.fingerprint)) ?? pick[0];
  const rivals = ends.filter((c) => c !== leaf && !anchorIds.has(c.facts.fingerprint));
  return leaf === undefined ? { rivals } : { leaf, rivals };
}
