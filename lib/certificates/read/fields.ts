import { DerFault, type DerNode, TAG } from "./der";
import { child, integerOf, timeOf } from "./der-values";

/** The parts of a TBSCertificate (RFC 5280 4.1.2), each in its place. Throws DerFault with the reason. */
export function readFields(tbs: DerNode) {
  const parts = [...tbs.children];
  let version = 1;
  if (parts[0]?.tag === 0xa0) {
    const explicit = parts.shift();
    const stated = explicit === undefined ? 0n : integerOf(child(explicit, 0));
    if (stated < 0n || stated > 2n || explicit?.children.length !== 1)
      throw new DerFault("a version that X.509 does not have");
    version = Number(stated) + 1;
  }
  const [serialNode, algorithm, issuer, validity, subject, spki, ...rest] = parts;
  if (!serialNode || !algorithm || !issuer || !validity || !subject || !spki)
    throw new DerFault("a field is missing");
  for (const node of [algorithm, issuer, validity, subject, spki])
    if (node.tag !== TAG.sequence) throw new DerFault("a field that is not a SEQUENCE");
  if (validity.children.length !== 2 || spki.children.length !== 2)
    throw new DerFault("a field with too many parts");
  let extensions: DerNode | undefined;
  let last = 0;
  for (const node of rest) {
    // issuerUniqueID [1], subjectUniqueID [2], extensions [3], each once and in this order
    if (![0x81, 0x82, 0xa3].includes(node.tag) || (node.tag & 0x1f) <= last)
      throw new DerFault("an unexpected field at the end");
    last = node.tag & 0x1f;
    if (node.tag === 0xa3) {
      if (node.children.length !== 1) throw new DerFault("more than one list of extensions");
      extensions = child(node, 0, TAG.sequence);
    } else if (node.content.length === 0 || (node.content[0] ?? 0) > 7)
      throw new DerFault("a unique identifier that is not a BIT STRING");
  }
  const value = integerOf(serialNode);
  const hex = value < 0n ? `-${(-value).toString(16)}` : value.toString(16);
  return {
    version,
    serial: { decimal: value.toString(), hex, octets: serialNode.content.length },
    algorithm,
    issuer,
    subject,
    spki,
    notBefore: timeOf(child(validity, 0)),
    notAfter: timeOf(child(validity, 1)),
    extensions,
  };
}
