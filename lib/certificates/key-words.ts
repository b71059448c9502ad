import { makeVerdict, type Verdict, type VerdictStatus } from "@/lib/verdict";
import type { KeyKind } from "./read/algorithms";
import type { KeyForm } from "./read/pieces";
import { sources } from "./rules/rule";

/**
 * The words of what only a browser can judge, the private key: by codes, so that a browser need send no words and the
 * server writes them all. Nothing here sees a key.
 */

interface Row {
  status: VerdictStatus;
  found: string;
}

const matchRows = {
  "signature-verifies": {
    status: "pass",
    found: "The key's signature verifies with the certificate's public key.",
  },
  "not-consistent": {
    status: "fail",
    found:
      "The key is damaged: its secret part does not belong to its public part, so it cannot sign for the certificate.",
  },
  "other-kind": { status: "fail", found: "The key is of a different kind or size from the certificate's." },
  "other-key": {
    status: "fail",
    found: "The key does not belong to this certificate: its public part is different.",
  },
  "not-usable": {
    status: "unknown",
    found:
      "The browser cannot sign with a key of this kind, so it is not known whether it is the certificate's.",
  },
  matched: { status: "pass", found: "The browser found that the key belongs to the certificate." },
  "not-matched": {
    status: "fail",
    found: "The browser found that the key does not belong to the certificate.",
  },
  "not-a-key": { status: "fail", found: "This is not a private key." },
  "not-read": { status: "unknown", found: "The key or the certificate could not be read." },
} as const satisfies Record<string, Row>;

/** Why a key matches or does not. */
export type KeyMatch = keyof typeof matchRows;

const forms: Record<KeyForm | "pkcs12", string> = {
  pkcs1: "PKCS#1",
  pkcs8: "PKCS#8",
  sec1: "SEC1",
  "pkcs8-encrypted": "PKCS#8 with a passphrase",
  "legacy-encrypted": "PEM with a passphrase (old format)",
  pkcs12: "a PKCS#12 file",
  other: "another form",
};

const kinds: readonly KeyKind[] = [
  "RSA",
  "RSA-PSS",
  "EC",
  "Ed25519",
  "Ed448",
  "ML-DSA-44",
  "ML-DSA-65",
  "ML-DSA-87",
  "DSA",
  "other",
];

/** The code of a key's kind and form: "RSA in pkcs1". */
export function keyFormReason(kind: KeyKind, form: KeyForm | "pkcs12"): string {
  return `${kind} in ${form}`;
}

function formRow(kind: KeyKind, form: KeyForm | "pkcs12"): Row {
  if (kind === "RSA" && form === "pkcs1")
    return { status: "pass", found: "RSA in PKCS#1, without passphrase." };
  if (kind === "RSA")
    return {
      status: "pass",
      found: `RSA, given as ${forms[form]}. Converted in this browser to PKCS#1 without passphrase for the payload; your file is as it was.`,
    };
  const name = kind === "other" ? "A key of another kind" : kind;
  return {
    status: "warn",
    found: `${name}, given as ${forms[form]}. CipherTrust documents no rule for keys of this kind.`,
  };
}

const rows: ReadonlyMap<string, ReadonlyMap<string, Row>> = new Map([
  ["private-key.match", new Map<string, Row>(Object.entries(matchRows))],
  [
    "private-key.form",
    new Map<string, Row>(
      kinds.flatMap((kind) =>
        (Object.keys(forms) as (keyof typeof forms)[]).map((form) => [
          keyFormReason(kind, form),
          formRow(kind, form),
        ]),
      ),
    ),
  ],
]);

/** What a browser says of a key: which of the two checks, and the code of what it found. */
export interface KeyClaim {
  id: string;
  reason: string;
}

/** Whether both codes are of the tables. */
export function isKeyClaim({ id, reason }: KeyClaim): boolean {
  return rows.get(id)?.has(reason) ?? false;
}

/** What a browser sends of its verdicts. */
export function keyClaims(verdicts: readonly Verdict[]): KeyClaim[] {
  return verdicts.map(({ id, evidence }) => ({ id, reason: evidence.reason ?? "" }));
}

/**
 * The verdict of a claim, in the wizard's words; undefined for a claim that no table knows.
 * @param said what the browser itself may add for its own visitor: the certificate's name, and a fuller sentence
 */
export function keyVerdict(
  { id, reason }: KeyClaim,
  at: Date,
  said: { certificate?: string | undefined; found?: string | undefined } = {},
): Verdict | undefined {
  const row = rows.get(id)?.get(reason);
  if (row === undefined) return undefined;
  const found = said.found ?? row.found;
  return id === "private-key.match"
    ? matchVerdict(row.status, { found, reason, at }, said.certificate ?? "the client certificate")
    : formVerdict(row.status, { found, reason, at });
}

type Found = Pick<Verdict["evidence"], "found" | "reason" | "at">;

function matchVerdict(status: VerdictStatus, evidence: Found, certificate: string): Verdict {
  return makeVerdict({
    id: "private-key.match",
    title: "The private key belongs to the client certificate",
    status,
    kind: "browser",
    lookedAt: `Private key and ${certificate}`,
    expected: "A signature by the key verifies with the certificate's public key",
    ...evidence,
    why: "CipherTrust stores what it is given. A key that does not match is noticed only when a sign-in fails: “Invalid signature”.",
    source: sources.signing,
    ...(status === "fail"
      ? {
          remedy: {
            text: "Give the key that was used for the certificate request. Both commands must print the same.",
            command:
              "openssl x509 -in client.pem -noout -pubkey | openssl sha256\nopenssl pkey -in client.key -pubout | openssl sha256",
            language: "bash" as const,
            where: "On the machine where the key is.",
          },
        }
      : {}),
  });
}

function formVerdict(status: VerdictStatus, evidence: Found): Verdict {
  return makeVerdict({
    id: "private-key.form",
    title: "The key is in the format that CipherTrust accepts",
    status,
    kind: "browser",
    lookedAt: "Kind and form of the private key",
    expected: "RSA, PKCS#1, no passphrase: the format used in the vendor's own tests",
    ...evidence,
    why: "The connection has no field for a passphrase, and only this format has been shown to work.",
    source: sources.ciphertrust,
    ...(status === "pass"
      ? {}
      : {
          remedy: {
            text: "It may work as it is. To be safe, create a 2048-bit RSA key and have a certificate issued for it.",
          },
        }),
  });
}
