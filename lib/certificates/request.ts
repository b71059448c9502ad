import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequestGenerator,
} from "@peculiar/x509";
import { exportKey, generate } from "./pilot";
import { toPem } from "./read/der-values";

export interface RequestForCertificate {
  commonName: string;
  organisation?: string | undefined;
  keyType?: "RSA-2048" | "RSA-3072" | "P-256" | "P-384" | undefined;
}

/**
 * A certificate request (PKCS#10) with a new key, made by WebCrypto. The request asks for the extensions that Roles
 * Anywhere needs; many CAs ignore them, so the letter says them, too. The key stays with the caller: browser only.
 */
export async function makeRequest(
  request: RequestForCertificate,
): Promise<{ requestPem: string; keyPem: string; letter: string }> {
  const type = request.keyType ?? "RSA-2048";
  const keys = await generate(type, true);
  const commonName = request.commonName.trim().slice(0, 64) || "ckm-prod";
  const organisation = request.organisation?.trim().slice(0, 64) ?? "";
  const name: JsonName = [{ CN: [commonName] }, ...(organisation === "" ? [] : [{ O: [organisation] }])];
  const made = await Pkcs10CertificateRequestGenerator.create({
    name,
    keys,
    signingAlgorithm: type.startsWith("P-")
      ? { name: "ECDSA", hash: "SHA-256" }
      : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.2"]),
    ],
  });
  const requestPem = toPem("CERTIFICATE REQUEST", new Uint8Array(made.rawData));
  return { requestPem, keyPem: await exportKey(keys.privateKey), letter: letterFor(requestPem) };
}

function letterFor(requestPem: string): string {
  return `Request for a client certificate for AWS IAM Roles Anywhere

What the certificate must be:
- X.509 version 3, signed with SHA-256 or stronger (not MD5, not SHA-1)
- Basic constraints: CA:FALSE
- Key usage: Digital Signature
- Extended key usage: clientAuth (recommended)
- The subject as in the request; it must not be empty

What we need back:
- the client certificate as PEM
- the certificate of the CA that issued it (the issuing CA, not only the root)
- how revoked certificates are published, if you revoke

${requestPem}`;
}
