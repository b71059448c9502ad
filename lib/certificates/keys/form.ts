import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { sources } from "../rules/rule";
import type { PrivateKey } from "./read";

const forms: Record<PrivateKey["form"], string> = {
  pkcs1: "PKCS#1",
  pkcs8: "PKCS#8",
  sec1: "SEC1",
  "pkcs8-encrypted": "PKCS#8 with a passphrase",
  "legacy-encrypted": "PEM with a passphrase (old form)",
  pkcs12: "a PKCS#12 file",
  other: "another form",
};

/**
 * Whether the key is in the form that CipherTrust has been shown to take: RSA, PKCS#1, no passphrase. An RSA key of
 * any other form is converted without loss (`toPlatformPem`), so that is said and not asked.
 */
export function judgeKeyForm(key: PrivateKey, now: Date): Verdict {
  const rsa = key.facts.kind === "RSA";
  const status: VerdictStatus = rsa ? "pass" : "warn";
  const found = rsa
    ? key.form === "pkcs1"
      ? "RSA in PKCS#1, without passphrase."
      : `RSA, given as ${forms[key.form]}. Converted in this browser to PKCS#1 without passphrase for the payload; your file is as it was.`
    : `${key.facts.kind}, given as ${forms[key.form]}. CipherTrust documents no rule for keys of this kind.`;
  return {
    id: "private-key.form",
    title: "The key is in the form that CipherTrust takes",
    status,
    evidence: {
      kind: "browser",
      lookedAt: "Kind and form of the private key",
      expected: "RSA, PKCS#1, no passphrase: the form of the vendor's own tests",
      found,
      at: now,
    },
    why: "The connection has no field for a passphrase, and only this form has been shown to work.",
    source: sources.ciphertrust,
    ...(rsa
      ? {}
      : {
          remedy: {
            text: "It may work as it is. To be safe, make an RSA key of 2048 bits and have a certificate issued for it.",
          },
        }),
  };
}
