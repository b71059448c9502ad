import { DerFault, type DerNode, readDer, TAG } from "../read/der";
import { child, oidOf } from "../read/der-values";

/** What the extensions of a list say of what it covers (RFC 5280 5.2 and 5.3). */
export interface ScopeFacts {
  /** It names only what changed since another list. */
  delta: boolean;
  limits: readonly Limit[];
  /** It, or one of its entries, speaks for certificates of other CAs. */
  indirect: boolean;
  /** Addresses in the issuing distribution point: the list covers certificates that name one of them. */
  points: readonly string[];
  /** The issuing distribution point has a name, of whatever kind. */
  pointNamed: boolean;
  unknownCritical: readonly string[];
}

export type Limit = "user certificates" | "CA certificates" | "attribute certificates" | "some reasons";

const POINT = "2.5.29.28";
const DELTA = "2.5.29.27";
const ENTRY_ISSUER = "2.5.29.29";
/** CRL number, delta, issuing point, authority key id, issuer's other names, freshest list, authority's addresses. */
const known = new Set([
  "2.5.29.20",
  DELTA,
  POINT,
  "2.5.29.35",
  "2.5.29.18",
  "2.5.29.46",
  "1.3.6.1.5.5.7.1.1",
]);
/** Reason, hold instruction, invalidity date, certificate issuer. */
const knownOfEntries = new Set(["2.5.29.21", "2.5.29.23", "2.5.29.24", ENTRY_ISSUER]);

/** Reads the extensions of a list and of its entries. Throws DerFault where one is malformed or there twice. */
export function readScope(list: DerNode | undefined, entries: readonly DerNode[]): ScopeFacts {
  const own = list === undefined ? [] : readList(list);
  const unknown = new Set(own.filter((e) => e.critical && !known.has(e.oid)).map(({ oid }) => oid));
  let indirect = false;
  for (const entry of entries) {
    const extensions = entry.children[2];
    if (extensions === undefined) continue;
    for (const { oid, critical } of readList(extensions)) {
      if (oid === ENTRY_ISSUER) indirect = true;
      if (critical && !knownOfEntries.has(oid)) unknown.add(oid);
    }
  }
  const point = own.find(({ oid }) => oid === POINT);
  const scope = point === undefined ? undefined : readPoint(readDer(point.value));
  return {
    delta: own.some(({ oid }) => oid === DELTA),
    limits: scope?.limits ?? [],
    indirect: indirect || (scope?.indirect ?? false),
    points: scope?.points ?? [],
    pointNamed: scope?.named ?? false,
    unknownCritical: [...unknown],
  };
}

function readList(list: DerNode): { oid: string; critical: boolean; value: Uint8Array }[] {
  if (list.tag !== TAG.sequence || list.children.length === 0)
    throw new DerFault("an empty list of extensions");
  const seen = new Set<string>();
  return list.children.map((node) => {
    const oid = oidOf(child(node, 0, TAG.oid));
    if (seen.has(oid)) throw new DerFault(`the extension ${oid} is there twice`);
    seen.add(oid);
    const flagged = node.children.length === 3;
    if (node.tag !== TAG.sequence || node.children.length > 3)
      throw new DerFault("an extension with too many parts");
    const critical = flagged && child(node, 1, TAG.boolean).content[0] === 0xff;
    const { content } = child(node, flagged ? 2 : 1, TAG.octetString);
    readDer(content);
    return { oid, critical, value: content };
  });
}

/** IssuingDistributionPoint, RFC 5280 5.2.5. Its BOOLEANs have tags of their own, and only TRUE is written in DER. */
function readPoint(value: DerNode) {
  if (value.tag !== TAG.sequence) throw new DerFault("an issuing distribution point that is no SEQUENCE");
  const limits: Limit[] = [];
  const points: string[] = [];
  let indirect = false;
  let named = false;
  for (const part of value.children) {
    const set = part.content.length === 1 && part.content[0] !== 0;
    if (part.tag === 0xa0) {
      named = true;
      points.push(...addresses(part));
    } else if (part.tag === 0x83) limits.push("some reasons");
    else if (part.tag === 0x81 && set) limits.push("user certificates");
    else if (part.tag === 0x82 && set) limits.push("CA certificates");
    else if (part.tag === 0x85 && set) limits.push("attribute certificates");
    else if (part.tag === 0x84) indirect ||= set;
    else if (part.tag < 0x81 || part.tag > 0x85)
      throw new DerFault("an issuing distribution point with an unexpected part");
  }
  return { limits, points, indirect, named };
}

/** DistributionPointName: full name [0], general names; a name relative to the issuer [1] is no address. */
function addresses(point: DerNode): string[] {
  const full = point.children.find(({ tag }) => tag === 0xa0);
  return (full?.children ?? []).filter(({ tag }) => tag === 0x86).map((node) => latin(node));
}

const latin = ({ content }: DerNode) => new TextDecoder("latin1").decode(content.subarray(0, 1000));
