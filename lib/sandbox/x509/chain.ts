import type { Certificate } from "./certificate";

const DEPTH = 5;

const inDate = ({ x509 }: Certificate, now: Date) =>
  now >= new Date(x509.validFrom) && now <= new Date(x509.validTo);

const issued = (issuer: Certificate, subject: Certificate) =>
  subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.x509.publicKey);

const mayIssue = (certificate: Certificate, below: number) =>
  certificate.ca === true &&
  certificate.certSign &&
  (certificate.pathLength === undefined || certificate.pathLength >= below);

/** Whether a path leads from the certificate to one of the anchor's (RFC 5280: dates, CA, key usage, path length). */
export function chainsTo(
  leaf: Certificate,
  intermediates: readonly Certificate[],
  anchors: readonly Certificate[],
  now: Date,
): boolean {
  const step = (current: Certificate, below: number): boolean => {
    if (!inDate(current, now) || current.weakSignature || below > DEPTH) return false;
    const usable = (issuer: Certificate) => mayIssue(issuer, below) && issued(issuer, current);
    if (anchors.some((anchor) => usable(anchor) && inDate(anchor, now))) return true;
    return intermediates.some((next) => next !== current && usable(next) && step(next, below + 1));
  };
  return step(leaf, 0);
}

/** What is wrong with the leaf itself, by Roles Anywhere's signature validation; undefined when nothing is. */
export function leafComplaint(leaf: Certificate): string | undefined {
  const sound =
    leaf.version === 3 &&
    leaf.ca !== true &&
    leaf.digitalSignature &&
    !leaf.weakSignature &&
    leaf.subject.length > 0;
  return sound ? undefined : "Untrusted certificate. Insufficient certificate";
}
