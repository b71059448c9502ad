import { DerFault, type DerNode, readDer, TAG, wellFormedOid } from "./der";
import { child, integerOf, oidOf, wrapDer } from "./der-values";
import { readName } from "./names";

/**
 * The shapes of the extensions of RFC 5280, for those whose content no rule looks at, too: OpenSSL and others refuse
 * a certificate with a malformed one, used or not. Each throws DerFault.
 */
type Shape = (value: DerNode) => void;

function fault(what: string): never {
  throw new DerFault(what);
}

/** A SEQUENCE with at least one element, each of the shape. */
const listOf =
  (shape: Shape): Shape =>
  (node) => {
    if (node.tag !== TAG.sequence || node.children.length === 0) fault("an empty list, or none");
    node.children.forEach(shape);
  };

const isOid: Shape = (node) => void oidOf(node);
const isInteger: Shape = (node) => {
  if (integerOf(node) < 0n) fault("a negative number");
};
const hasTag =
  (...tags: readonly number[]): Shape =>
  ({ tag }) => {
    if (!tags.includes(tag)) fault("an element of another type");
  };

const ascii: Shape = ({ content }) => {
  if (content.some((octet) => octet > 0x7f)) fault("an IA5String with octets that ASCII does not have");
};

/** GeneralName, RFC 5280 4.2.1.6. `limits`: in name constraints an address stands with its mask. */
const generalName =
  (limits = false): Shape =>
  (node) => {
    const { tag, content, children } = node;
    const octets = limits ? [8, 32] : [4, 16];
    if (tag === 0x81 || tag === 0x82 || tag === 0x86) return ascii(node);
    if (tag === 0x87)
      return octets.includes(content.length) ? undefined : fault("an IP address of a wrong length");
    if (tag === 0x88) return wellFormedOid(content);
    if (tag === 0xa4 && children.length === 1) return void readName(child(node, 0, TAG.sequence));
    if (tag === 0xa0) {
      isOid(child(node, 0));
      if (children.length !== 2 || child(node, 1, 0xa0).children.length !== 1)
        fault("another name that is malformed");
      return undefined;
    }
    return tag === 0xa3 || tag === 0xa5 ? undefined : fault("a name of no known kind");
  };

/** General names under a tag of their own, in the place of SEQUENCE. */
const namesIn: Shape = ({ children }) => {
  if (children.length === 0) fault("an empty list of names");
  children.forEach(generalName());
};

const accessDescriptions = listOf((node) => {
  if (node.tag !== TAG.sequence || node.children.length !== 2) fault("an access description");
  isOid(child(node, 0));
  generalName()(child(node, 1));
});

const distributionPoints = listOf((point) => {
  if (point.tag !== TAG.sequence) fault("a distribution point");
  inOrder(point, [0xa0, 0x81, 0xa2]);
  for (const part of point.children) {
    if (part.tag === 0xa2) namesIn(part);
    else if (part.tag === 0x81) readDer(wrapDer(TAG.bitString, part.content));
    else if (part.children.length !== 1) fault("a distribution point with more than one name");
    else if (child(part, 0).tag === 0xa0) namesIn(child(part, 0));
    else if (child(part, 0).tag !== 0xa1) fault("a distribution point with a name of no known kind");
  }
});

/** Optional parts, each at most once and in this order. */
function inOrder({ children }: DerNode, tags: readonly number[]): void {
  let last = -1;
  for (const { tag } of children) {
    const at = tags.indexOf(tag);
    if (at <= last) fault("parts that are not in their order");
    last = at;
  }
}

const text = hasTag(TAG.utf8String, TAG.ia5String, 0x1a, TAG.bmpString);

const userNotice: Shape = (notice) => {
  const parts = [...notice.children];
  if (notice.tag !== TAG.sequence) fault("a user notice");
  if (parts[0]?.tag === TAG.sequence) {
    const reference = parts.shift() ?? notice;
    text(child(reference, 0));
    child(reference, 1, TAG.sequence).children.forEach((node) => void integerOf(node));
    if (reference.children.length !== 2) fault("a reference with too many parts");
  }
  if (parts.length > 1) fault("a user notice with too many parts");
  parts.forEach(text);
};

const policies: Shape = (list) => {
  listOf((policy) => {
    const [, qualifiers] = policy.children;
    isOid(child(policy, 0));
    if (policy.tag !== TAG.sequence || policy.children.length > 2) fault("a policy");
    if (qualifiers !== undefined) listOf(qualifier)(qualifiers);
  })(list);
  const ids = list.children.map((policy) => oidOf(child(policy, 0)));
  if (new Set(ids).size < ids.length) fault("a policy that is there twice");
};

const qualifier: Shape = (node) => {
  const id = oidOf(child(node, 0));
  const value = child(node, 1);
  if (node.tag !== TAG.sequence || node.children.length !== 2) fault("a qualifier of a policy");
  if (id === "1.3.6.1.5.5.7.2.2") return userNotice(value);
  if (id !== "1.3.6.1.5.5.7.2.1" || value.tag !== TAG.ia5String) fault("a qualifier of no known kind");
  return ascii(value);
};

const authorityKeyId: Shape = (node) => {
  if (node.tag !== TAG.sequence) fault("an authority key identifier");
  inOrder(node, [0x80, 0xa1, 0x82]);
  const issuer = node.children.find(({ tag }) => tag === 0xa1);
  const serial = node.children.find(({ tag }) => tag === 0x82);
  // RFC 5280 4.2.1.1: both or neither.
  if ((issuer === undefined) !== (serial === undefined)) fault("an issuer without its serial number");
  if (issuer !== undefined) namesIn(issuer);
  if (serial !== undefined) readDer(wrapDer(TAG.integer, serial.content));
};

const nameConstraints: Shape = (node) => {
  if (node.tag !== TAG.sequence || node.children.length === 0) fault("empty name constraints");
  inOrder(node, [0xa0, 0xa1]);
  for (const trees of node.children) {
    if (trees.children.length === 0) fault("an empty list of limits");
    for (const tree of trees.children) {
      generalName(true)(child(tree, 0));
      for (const part of tree.children.slice(1)) hasTag(0x80, 0x81)(part);
    }
  }
};

const policyConstraints: Shape = (node) => {
  if (node.tag !== TAG.sequence || node.children.length === 0) fault("empty policy constraints");
  inOrder(node, [0x80, 0x81]);
  for (const { content } of node.children) isInteger(readDer(wrapDer(TAG.integer, content)));
};

const mapping = listOf((node) => {
  if (node.tag !== TAG.sequence || node.children.length !== 2) fault("a policy mapping");
  node.children.forEach(isOid);
});

/** By the number of the extension. */
export const extensionShapes: Readonly<Record<string, Shape>> = {
  "2.5.29.17": listOf(generalName()),
  "2.5.29.18": listOf(generalName()),
  "2.5.29.30": nameConstraints,
  "2.5.29.31": distributionPoints,
  "2.5.29.32": policies,
  "2.5.29.33": mapping,
  "2.5.29.35": authorityKeyId,
  "2.5.29.36": policyConstraints,
  "2.5.29.46": distributionPoints,
  "2.5.29.54": isInteger,
  "1.3.6.1.5.5.7.1.1": accessDescriptions,
  "1.3.6.1.5.5.7.1.11": accessDescriptions,
  "1.3.6.1.5.5.7.1.24": listOf(isInteger),
  "1.3.6.1.5.5.7.48.1.5": hasTag(TAG.null),
  "2.16.840.1.113730.1.1": hasTag(TAG.bitString),
};
