import type { Problem } from "@/lib/problems";

/** How a private key is kept; the words of lib/certificates, and "other" where this room cannot tell. */
export type KeyForm = "pkcs1" | "pkcs8" | "sec1" | "pkcs8-encrypted" | "legacy-encrypted" | "other";

/** Where a part was found, for people: "data.tls.key of the Secret wizard", "line 12", "" where the input is the part. */
interface Found {
  where: string;
}

/** Parts that may leave the browser: each `pem` was written here, from DER, in 64-character lines. */
export type OpenPart = Found &
  (
    | { kind: "certificate"; pem: string; fingerprint: string; subject: string }
    | { kind: "revocation-list"; pem: string }
    | { kind: "request"; pem: string }
    | { kind: "public-key"; pem: string }
  );

/** Parts that stay in the browser, whatever happens to them there. */
export type StayingPart = Found &
  (
    | {
        kind: "private-key";
        form: KeyForm;
        /** PEM for the key's box: as it was armoured, or armoured here. */
        content: string;
      }
    | {
        kind: "pkcs12";
        /** True where a passphrase (or the empty one) opened it: what is inside stands beside it as parts of their own. */
        opened: boolean;
        /** Why it is not open: asks for a passphrase, a wrong one, a cipher that is not read here. */
        problem?: Problem | undefined;
      }
    | {
        kind: "aws-access-key";
        accessKeyId: string;
        secretAccessKey?: string | undefined;
        sessionToken?: string | undefined;
      }
    | {
        kind: "secret";
        /** "a PuTTY private key": a secret that is seen and not used. */
        what: string;
      }
  );

export type Part = OpenPart | StayingPart;

/** What was not read, and what it looks like: "an IAM policy", "a ZIP archive", "text". */
export interface Unread {
  what: string;
  where: string;
}

export interface Recognised {
  parts: Part[];
  unread: Unread[];
  /** Set where nothing at all could be read: empty, too large, a key store of Java. */
  problem?: Problem | undefined;
  /** True where a PKCS#12 file waits for its passphrase, or was given a wrong one. */
  needsPassphrase: boolean;
}

/** True for a part that must not leave the browser. */
export function stays(part: Part): part is StayingPart {
  return ["private-key", "pkcs12", "aws-access-key", "secret"].includes(part.kind);
}
