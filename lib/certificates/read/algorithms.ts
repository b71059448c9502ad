import { given } from "@/lib/given";
import { DerFault, type DerNode, TAG } from "./der";
import { bitsOf, child, integerOf, oidOf, toHex } from "./der-values";

export type Hash = "MD2" | "MD4" | "MD5" | "SHA-1" | "SHA-224" | "SHA-256" | "SHA-384" | "SHA-512";

/** How a certificate or revocation list was signed. */
export interface SignatureFacts {
  oid: string;
  /** As people name it: "sha256WithRSAEncryption". The dotted number where it is not in the table. */
  name: string;
  family: "RSA" | "RSA-PSS" | "ECDSA" | "EdDSA" | "ML-DSA" | "DSA" | "other";
  /** Absent where the algorithm has its hash inside (EdDSA, ML-DSA) or is not in the table. */
  hash?: Hash | undefined;
  saltLength?: number | undefined;
  /** False where the parameters are something that cannot be read, or a second, different hash in PSS. */
  parametersUsual: boolean;
}

export type KeyKind =
  | "RSA"
  | "RSA-PSS"
  | "EC"
  | "Ed25519"
  | "Ed448"
  | "ML-DSA-44"
  | "ML-DSA-65"
  | "ML-DSA-87"
  | "DSA"
  | "other";

/** What can be told of a public key without using it. */
export interface KeyFacts {
  kind: KeyKind;
  oid: string;
  /** RSA: bits of the modulus. */
  bits?: number | undefined;
  /** RSA: the public exponent. */
  exponent?: bigint | undefined;
  /** EC: "P-256" and the like, or the dotted number of a named curve; absent with explicit parameters. */
  curve?: string | undefined;
  explicitCurve?: boolean | undefined;
  /** Why nobody can use it, where its octets are no key of its kind. */
  unusable?: string | undefined;
}

type Row = readonly [name: string, family: SignatureFacts["family"], hash?: Hash];

// RFC 3279, 4055, 5758, 8410, 9881
const signatures: Readonly<Record<string, Row>> = {
  "1.2.840.113549.1.1.2": ["md2WithRSAEncryption", "RSA", "MD2"],
  "1.2.840.113549.1.1.3": ["md4WithRSAEncryption", "RSA", "MD4"],
  "1.2.840.113549.1.1.4": ["md5WithRSAEncryption", "RSA", "MD5"],
  "1.2.840.113549.1.1.5": ["sha1WithRSAEncryption", "RSA", "SHA-1"],
  "1.3.14.3.2.29": ["sha1WithRSA", "RSA", "SHA-1"],
  "1.2.840.113549.1.1.14": ["sha224WithRSAEncryption", "RSA", "SHA-224"],
  "1.2.840.113549.1.1.11": ["sha256WithRSAEncryption", "RSA", "SHA-256"],
  "1.2.840.113549.1.1.12": ["sha384WithRSAEncryption", "RSA", "SHA-384"],
  "1.2.840.113549.1.1.13": ["sha512WithRSAEncryption", "RSA", "SHA-512"],
  "1.2.840.113549.1.1.10": ["rsassaPss", "RSA-PSS"],
  "1.2.840.10045.4.1": ["ecdsa-with-SHA1", "ECDSA", "SHA-1"],
  "1.2.840.10045.4.3.1": ["ecdsa-with-SHA224", "ECDSA", "SHA-224"],
  "1.2.840.10045.4.3.2": ["ecdsa-with-SHA256", "ECDSA", "SHA-256"],
  "1.2.840.10045.4.3.3": ["ecdsa-with-SHA384", "ECDSA", "SHA-384"],
  "1.2.840.10045.4.3.4": ["ecdsa-with-SHA512", "ECDSA", "SHA-512"],
  "1.2.840.10040.4.3": ["dsa-with-SHA1", "DSA", "SHA-1"],
  "2.16.840.1.101.3.4.3.2": ["dsa-with-SHA256", "DSA", "SHA-256"],
  "1.3.101.112": ["Ed25519", "EdDSA"],
  "1.3.101.113": ["Ed448", "EdDSA"],
  "2.16.840.1.101.3.4.3.17": ["ML-DSA-44", "ML-DSA"],
  "2.16.840.1.101.3.4.3.18": ["ML-DSA-65", "ML-DSA"],
  "2.16.840.1.101.3.4.3.19": ["ML-DSA-87", "ML-DSA"],
};

const hashes: Readonly<Record<string, Hash>> = {
  "1.2.840.113549.2.5": "MD5",
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.4": "SHA-224",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

const curves: Readonly<Record<string, string>> = {
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
  "1.3.132.0.35": "P-521",
  "1.3.132.0.10": "secp256k1",
  "1.2.840.10045.3.1.1": "P-192",
  "1.3.132.0.33": "P-224",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
  "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
};

const keys: Readonly<Record<string, KeyKind>> = {
  "1.2.840.113549.1.1.1": "RSA",
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.10045.2.1": "EC",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
  "2.16.840.1.101.3.4.3.17": "ML-DSA-44",
  "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
  "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
  "1.2.840.10040.4.1": "DSA",
};

/** Reads an AlgorithmIdentifier of a signature. Throws DerFault on a malformed one. */
export function readSignatureAlgorithm(node: DerNode): SignatureFacts {
  const oid = oidOf(child(node, 0));
  const row = signatures[oid];
  if (row === undefined) return { oid, name: oid, family: "other", parametersUsual: true };
  const [name, family, hash] = row;
  if (family === "RSA-PSS") return readPss(node, oid);
  const parameters = node.children[1];
  // RFC 4055: RSA has NULL, which some leave out; the others have nothing.
  const usual =
    node.children.length <= 2 &&
    (parameters === undefined || (family === "RSA" && parameters.tag === TAG.null));
  return { oid, name, family, ...given({ hash }), parametersUsual: usual };
}

/** RFC 4055 section 3.1; the defaults are SHA-1 and 20. */
function readPss(node: DerNode, oid: string): SignatureFacts {
  let hash: Hash = "SHA-1";
  let mgfHash: Hash = "SHA-1";
  let saltLength = 20;
  let usual = node.children[1]?.tag === TAG.sequence;
  for (const field of node.children[1]?.children ?? []) {
    const inner = child(field, 0);
    if (field.tag === 0xa0) hash = hashes[oidOf(child(inner, 0))] ?? unknownHash();
    else if (field.tag === 0xa1) mgfHash = hashes[oidOf(child(child(inner, 1), 0))] ?? unknownHash();
    else if (field.tag === 0xa2) saltLength = Number(integerOf(inner));
    else if (field.tag !== 0xa3 || integerOf(inner) !== 1n) usual = false;
  }
  if (saltLength < 0 || saltLength > 512) usual = false;
  return {
    oid,
    name: `rsassaPss with ${hash}`,
    family: "RSA-PSS",
    hash,
    saltLength,
    parametersUsual: usual && hash === mgfHash,
  };
}

function unknownHash(): never {
  throw new DerFault("a hash algorithm in RSASSA-PSS parameters that is not known");
}

/** Reads a SubjectPublicKeyInfo. Throws DerFault on a malformed one. */
export function readKey(spki: DerNode): KeyFacts {
  const algorithm = child(spki, 0, TAG.sequence);
  const oid = oidOf(child(algorithm, 0));
  const bits = bitsOf(child(spki, 1));
  const kind = keys[oid] ?? "other";
  if (kind !== "EC") return { kind, oid };
  const parameters = algorithm.children[1];
  if (parameters?.tag === TAG.oid) {
    const curve = oidOf(parameters);
    return { kind, oid, curve: curves[curve] ?? curve };
  }
  if (bits.length === 0) throw new DerFault("an empty public key");
  return { kind, oid, explicitCurve: true };
}

/** Adds what is inside an RSA key: RSAPublicKey ::= SEQUENCE { modulus, publicExponent }. Throws DerFault. */
export function withRsaNumbers(facts: KeyFacts, rsa: DerNode): KeyFacts {
  const modulus = integerOf(child(rsa, 0));
  const exponent = integerOf(child(rsa, 1));
  if (modulus <= 0n || exponent <= 0n || rsa.children.length !== 2 || rsa.tag !== TAG.sequence)
    throw new DerFault("an RSA key with impossible numbers");
  const octets = toHex(child(rsa, 0).content).replace(/^(00)+/, "");
  const bits = octets.length * 4 - Math.clz32(Number.parseInt(octets.slice(0, 2), 16)) + 24;
  return { ...facts, bits, exponent };
}

/** A key in a few words: "RSA 2048 bits", "EC P-256". */
export function keyWords({ kind, bits, curve, explicitCurve, oid }: KeyFacts): string {
  if (bits !== undefined) return `${kind} ${bits} bits`;
  if (kind === "EC") return explicitCurve ? "EC with explicit parameters" : `EC ${curve ?? ""}`;
  return kind === "other" ? oid : kind;
}
