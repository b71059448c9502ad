import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { isProblem } from "@/lib/problems";
import { readPrivateKey, toPlatformPem } from "./keys/read";
import { owned, toHex, toPem } from "./read/der-values";

export interface PilotRequest {
  /** Common name of the client certificate. Characters that a session does not take become hyphens. */
  commonName: string;
  /** How long both are valid, 1 to 90 days. */
  days: number;
  keyType?: "RSA-2048" | "P-256" | "P-384" | undefined;
  /** With an intermediate between root and client; the anchor is then the intermediate. */
  intermediate?: boolean | undefined;
  now: Date;
}

export interface PilotPki {
  /** PEM of the certificate to register as trust anchor: the root, or the intermediate. */
  trustAnchorPem: string;
  rootPem: string;
  clientPem: string;
  /** RSA: PKCS#1, the form that CipherTrust has been shown to take. EC: PKCS#8. Stays in the browser. */
  clientKeyPem: string;
}

const RSA: RsaHashedKeyGenParams = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: "SHA-256",
};
const MARK = "Pilot - not for production";

/**
 * A PKI for a rehearsal or a pilot, made with WebCrypto in the browser. The CA's key is thrown away as soon as it has
 * signed, so nobody can issue another certificate under this anchor. Marked as a pilot in every name.
 */
export async function makePilotPki(request: PilotRequest): Promise<PilotPki> {
  const days = Math.min(90, Math.max(1, Math.floor(request.days)));
  const from = new Date(request.now.getTime() - 5 * 60_000);
  const to = new Date(request.now.getTime() + days * 86_400_000);
  const type = request.keyType ?? "RSA-2048";
  const run = toHex(crypto.getRandomValues(new Uint8Array(4)));
  const rootKeys = await generate("RSA-2048", false);
  const root = await issue({ subject: `Pilot Root ${run}`, keys: rootKeys, from, to, ca: true });
  const middleKeys = request.intermediate ? await generate("RSA-2048", false) : undefined;
  const middle =
    middleKeys &&
    (await issue({
      subject: `Pilot Issuing CA ${run}`,
      keys: middleKeys,
      from,
      to,
      ca: true,
      issuer: { certificate: root, keys: rootKeys },
    }));
  const clientKeys = await generate(type, true);
  const client = await issue({
    subject: request.commonName.replace(/[^A-Za-z0-9_.@-]+/g, "-").slice(0, 60) || "pilot-client",
    keys: clientKeys,
    from,
    to,
    ca: false,
    issuer:
      middle && middleKeys
        ? { certificate: middle, keys: middleKeys }
        : { certificate: root, keys: rootKeys },
  });
  const pem = (der: ArrayBuffer) => toPem("CERTIFICATE", new Uint8Array(der));
  return {
    trustAnchorPem: pem((middle ?? root).rawData),
    rootPem: pem(root.rawData),
    clientPem: pem(client.rawData),
    clientKeyPem: await exportKey(clientKeys.privateKey),
  };
}

/** The key as PEM in the form for CipherTrust. The key must have been made extractable. */
export async function exportKey(key: CryptoKey): Promise<string> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", key));
  const read = await readPrivateKey(pkcs8);
  return isProblem(read) ? toPem("PRIVATE KEY", pkcs8) : toPlatformPem(read);
}

/** A new key pair by WebCrypto. */
export function generate(
  type: "RSA-2048" | "RSA-3072" | "P-256" | "P-384",
  extractable: boolean,
): Promise<CryptoKeyPair> {
  const algorithm = type.startsWith("RSA")
    ? { ...RSA, modulusLength: Number(type.slice(4)) }
    : { name: "ECDSA", namedCurve: type };
  return crypto.subtle.generateKey(algorithm, extractable, ["sign", "verify"]) as Promise<CryptoKeyPair>;
}

type Certificate = Awaited<ReturnType<typeof X509CertificateGenerator.create>>;

async function issue(request: {
  subject: string;
  keys: CryptoKeyPair;
  from: Date;
  to: Date;
  ca: boolean;
  issuer?: { certificate: Certificate; keys: CryptoKeyPair } | undefined;
}): Promise<Certificate> {
  const { ca, keys, issuer } = request;
  const name: JsonName = [{ CN: [request.subject] }, { O: [MARK] }];
  const signer = issuer?.keys ?? keys;
  const usage = ca ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
  return X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: name,
    issuer: issuer?.certificate.subjectName.toJSON() ?? name,
    notBefore: request.from,
    notAfter: request.to,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: signer.privateKey.algorithm.name === "ECDSA" ? { name: "ECDSA", hash: "SHA-256" } : RSA,
    extensions: [
      new BasicConstraintsExtension(ca, undefined, true),
      new KeyUsagesExtension(usage, true),
      ...(ca ? [] : [new ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.2"])]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(issuer ? [await AuthorityKeyIdentifierExtension.create(signer.publicKey)] : []),
    ],
  });
}

/** 16 random octets, positive and of full length. */
function serial(): string {
  const octets = owned(crypto.getRandomValues(new Uint8Array(16)));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return toHex(octets);
}
