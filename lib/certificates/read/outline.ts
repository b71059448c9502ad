import { DerFault, type DerNode, readDer, TAG } from "./der";
import { oidOf } from "./der-values";

/** What DER is, told from its upper levels: nothing that it says is read, and nothing of a key is handed out. */

export type KeyForm = "pkcs1" | "pkcs8" | "sec1" | "pkcs8-encrypted" | "legacy-encrypted" | "other";

/** What the upper levels of DER that is no private key look like. Throws DerFault where it is nothing known. */
export function shapeOfNode(
  root: DerNode,
): "pkcs7" | "certificate" | NonNullable<ReturnType<typeof otherKind>> {
  const [first, second] = root.children;
  if (root.tag !== TAG.sequence || first === undefined || second === undefined)
    throw new DerFault("not a SEQUENCE of the parts that a certificate has");
  if (first.tag === TAG.oid && oidOf(first) === "1.2.840.113549.1.7.2") return "pkcs7";
  return otherKind(root) ?? "certificate";
}

/** What else than a certificate it is. Throws DerFault where it is neither. */
function otherKind({
  children,
}: DerNode): "pkcs12" | "public-key" | "request" | "revocation-list" | undefined {
  const [first, second, third] = children;
  if (first?.tag === TAG.integer && first.content[0] === 3) return "pkcs12";
  if (first?.tag === TAG.sequence && second?.tag === TAG.bitString) return "public-key";
  if (first === undefined || third?.tag !== TAG.bitString) throw new DerFault("the signature is missing");
  if (isRequest(first)) return "request";
  return isRevocationList(first) ? "revocation-list" : undefined;
}

/** CertificationRequestInfo: version 0, subject, key, attributes. A certificate has its issuer's algorithm second. */
function isRequest(info: DerNode): boolean {
  const [version, , key, attributes] = info.children;
  return (
    version?.tag === TAG.integer &&
    key?.children[1]?.tag === TAG.bitString &&
    (attributes?.tag === 0xa0 || info.children.length === 3)
  );
}

/** TBSCertList: an optional version, algorithm, issuer, then a time. */
function isRevocationList(tbs: DerNode): boolean {
  const at = tbs.children[0]?.tag === TAG.integer ? 3 : 2;
  const tag = tbs.children[at]?.tag;
  return tag === TAG.utcTime || tag === TAG.generalizedTime;
}

/** Private keys by their shape, so that one without armour, or under a wrong label, is noticed too. */
export function keyFormOfNode(root: DerNode): KeyForm | undefined {
  const [first, second, third] = root.children;
  if (root.tag !== TAG.sequence || first === undefined || second === undefined) return undefined;
  if (first.tag === TAG.integer && second.tag === TAG.sequence && third?.tag === TAG.octetString)
    return "pkcs8";
  if (first.tag === TAG.integer && second.tag === TAG.octetString) return "sec1";
  if (root.children.length >= 6 && root.children.slice(0, 6).every((node) => node.tag === TAG.integer))
    return "pkcs1";
  const algorithm = first.children[0];
  if (
    first.tag === TAG.sequence &&
    second.tag === TAG.octetString &&
    root.children.length === 2 &&
    algorithm?.tag === TAG.oid
  )
    return "pkcs8-encrypted";
  return undefined;
}

/**
 * Whether DER is a certificate by its outline: every element whole and in its shortest form, and the parts of RFC 5280
 * section 4.1 in their order. What they say is not read, which takes a hundred times as long: for the thread that
 * serves, before a process of its own reads on. Throws DerFault where it is no DER at all.
 */
export function hasCertificateOutline(der: Uint8Array): boolean {
  const { tag, children } = readDer(der);
  const [tbs, algorithm, signature] = children;
  if (tag !== TAG.sequence || children.length !== 3 || tbs?.tag !== TAG.sequence) return false;
  if (algorithm?.tag !== TAG.sequence || signature?.tag !== TAG.bitString) return false;
  const parts = tbs.children.slice(tbs.children[0]?.tag === 0xa0 ? 1 : 0);
  const required = [TAG.integer, TAG.sequence, TAG.sequence, TAG.sequence, TAG.sequence, TAG.sequence];
  const [key, bits] = parts[5]?.children ?? [];
  return (
    required.every((wanted, at) => parts[at]?.tag === wanted) &&
    key?.tag === TAG.sequence &&
    bits?.tag === TAG.bitString &&
    parts.slice(required.length).every((part) => [0x81, 0x82, 0xa3].includes(part.tag))
  );
}
