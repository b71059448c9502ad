import { type PlanDocument, usesCertificate } from "@/lib/plan";
import type { PayloadSecrets } from "./payload";

/**
 * What nobody has documented about this payload, said before the visitor finds out: sentences, without a secret in
 * them. Sources: Thales's Terraform provider, its tests and issues; nothing of it was tried on a live CipherTrust.
 */
export function payloadNotes(document: PlanDocument, secrets: PayloadSecrets = {}): string[] {
  const { start, certificates } = document;
  const notes: string[] = [];
  const pem = secrets.privateKey?.pem ?? "";
  if (usesCertificate(document)) {
    if (certificates.chainPem !== "")
      notes.push(
        "The payload contains only the client certificate. CipherTrust has no field for intermediate certificates, and none of its documents says that it accepts a chain. If sign-in works in this wizard but not in CipherTrust, make the CA that issued the client certificate the trust anchor.",
      );
    if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem))
      notes.push(
        "The private key is encrypted. CipherTrust has no field for its passphrase: decrypt the key first (openssl pkey -in key.pem -out plain.pem).",
      );
    else if (/BEGIN (PRIVATE KEY|EC PRIVATE KEY)/.test(pem))
      notes.push(
        "Thales shows the private key only as an RSA key in PKCS#1 format (BEGIN RSA PRIVATE KEY). Yours has another format, which is not documented to fail. For an RSA key, openssl rsa -traditional -in key.pem writes the format shown.",
      );
    if (start.assumeRoleArn !== "")
      notes.push(
        "Thales's own examples combine a role to assume with IAM Roles Anywhere, but it is not verified that CipherTrust accepts it.",
      );
  }
  if (start.target === "cdspaas" && start.partition === "aws-us-gov")
    notes.push(
      "The CDSPaaS pages that we read name AWS China but not AWS GovCloud. Ask Thales whether your tenant reaches GovCloud.",
    );
  return notes;
}
