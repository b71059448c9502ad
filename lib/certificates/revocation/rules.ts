import type { Source } from "@/lib/verdict";
import type { SignatureState } from "../path/signature";
import type { SignatureFacts } from "../read/algorithms";
import type { NameFacts } from "../read/names";
import { shown } from "../read/names";
import { fail, type Judgement, minute, pass, sources, warn } from "../rules/rule";
import type { ScopeFacts } from "./scope";

const LIMIT = 300_000;

export interface RevocationRule {
  id: string;
  title: string;
  part: string;
  expected: string;
  why: string;
  source: Source;
  judge: (subject: { facts: RevocationFacts; now: Date }) => Judgement;
}

/** What a revocation list says, and how it stands to the anchor and the client certificate that were given. */
export interface RevocationFacts {
  pem: string;
  version: number;
  issuer: NameFacts;
  thisUpdate: Date;
  nextUpdate?: Date | undefined;
  signature: SignatureFacts;
  entries: number;
  /** The anchor of the list's issuer name; undefined where none of the anchors has it. */
  signer?: { subject: string; state: SignatureState; crlSign: boolean } | undefined;
  scope: ScopeFacts;
  /** The client certificate names an address of the list's distribution point; undefined as for `revokesClient`. */
  clientNamesPoint?: boolean | undefined;
  /** The client certificate's serial number is on it; undefined where no client certificate of this issuer was given. */
  revokesClient?: boolean | undefined;
}

const importCrl: Source = {
  title: "IAM Roles Anywhere API, ImportCrl",
  url: "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ImportCrl.html",
};
const again = {
  text: "Have the CA issue the list again.",
  command: "openssl ca -config ca.cnf -gencrl -crldays 30 -md sha256 -out crl.pem",
  language: "bash" as const,
};

/** Rules for a revocation list that is to be imported; to add one, add a value. */
export const revocationRules: readonly RevocationRule[] = [
  {
    id: "version",
    title: "The list is of version 2",
    part: "Version of the list",
    expected: "Version 2",
    why: "ImportCrl accepts X.509 version 2 lists.",
    source: importCrl,
    judge: ({ facts }) =>
      facts.version === 2
        ? pass("Version 2.")
        : fail(`Version ${facts.version}.`, {
            ...again,
            text: "Have the CA issue the list with extensions (a CRL number makes it version 2).",
          }),
  },
  {
    id: "size",
    title: "The list is at most 300,000 bytes",
    part: "Size as PEM",
    expected: `At most ${LIMIT} bytes`,
    why: "ImportCrl accepts no more.",
    source: importCrl,
    judge: ({ facts }) =>
      facts.pem.length <= LIMIT
        ? pass(`${facts.pem.length} bytes.`)
        : fail(`${facts.pem.length} bytes, ${facts.entries} entries.`, {
            text: "Leave expired certificates out of the list, or use a separate CA for the client certificates.",
          }),
  },
  {
    id: "entries",
    title: "Something is revoked",
    part: "Entries of the list",
    expected: "At least one",
    why: "In one report, an empty list was refused. Import the first list when there is something to revoke.",
    source: importCrl,
    judge: ({ facts }) =>
      facts.entries > 0
        ? pass(`${facts.entries}.`)
        : warn("None.", { text: "Wait until a certificate is revoked, then import the list." }),
  },
  {
    id: "signature-algorithm",
    title: "Signed with SHA-256 or stronger",
    part: "Signature algorithm of the list",
    expected: "SHA-256 or stronger",
    why: "Weaker algorithms are rejected in certificates; for lists the documents say nothing.",
    source: sources.trustModel,
    judge: ({ facts }) =>
      /SHA-(256|384|512)/.test(facts.signature.hash ?? "")
        ? pass(`${facts.signature.name}.`)
        : warn(`${facts.signature.name}.`, again),
  },
  {
    id: "signed-by-anchor",
    title: "Signed by the trust anchor",
    part: "Signature of the list",
    expected: "By the CA certificate of this connection, whose key usage includes CRL Sign",
    why: "A list of another CA says nothing about certificates of this one.",
    source: importCrl,
    judge: ({ facts }) => {
      const { signer } = facts;
      if (signer === undefined)
        return warn(
          `Issued by ${shown(facts.issuer.text || "(empty name)")}, which is not the CA certificate that was given.`,
          { text: "Give the list of the CA that is the trust anchor." },
        );
      if (signer.state === "bad")
        return fail(`It has the name ${shown(signer.subject)}, but a different key signed it.`, {
          text: "Give the list of the current CA certificate.",
        });
      if (signer.state === "unsupported")
        return {
          status: "unknown",
          found: `${facts.signature.name} cannot be verified in this program.`,
          remedy: {
            text: "Verify it with OpenSSL.",
            command: "openssl crl -in crl.pem -CAfile ca.pem -noout",
            language: "bash",
          },
        };
      return signer.crlSign
        ? pass(`${shown(signer.subject)}.`)
        : warn(`${shown(signer.subject)}, whose key usage does not include CRL Sign.`, {
            text: "Issue the CA certificate again with keyUsage=critical,keyCertSign,cRLSign.",
          });
    },
  },
  {
    id: "dates",
    title: "The list is current",
    part: "This update and next update",
    expected: "Already valid, and the next update is still to come",
    why: "How Roles Anywhere treats a list that is out of date is not documented.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 5.1.2: this update, next update" },
    judge: ({ facts, now }) => {
      if (facts.thisUpdate > now) return warn(`Begins ${minute(facts.thisUpdate)}.`, again);
      if (facts.nextUpdate === undefined) return warn("It does not say when the next one is due.", again);
      return facts.nextUpdate >= now
        ? pass(`From ${minute(facts.thisUpdate)}, next update ${minute(facts.nextUpdate)}.`)
        : warn(`The next update was due ${minute(facts.nextUpdate)}.`, again);
    },
  },
  {
    id: "client-not-revoked",
    title: "The client certificate is not on it",
    part: "Serial number of the client certificate",
    expected: "Not on the list",
    why: "A certificate on an imported list is refused: “Certificate revoked”.",
    source: importCrl,
    judge: ({ facts }) => {
      if (facts.revokesClient === undefined)
        return { status: "not-applicable", found: "No client certificate of this CA was given." };
      return facts.revokesClient
        ? fail("It is on the list.", {
            text: "Have a new certificate issued; a revoked one cannot be restored.",
          })
        : pass("It is not.");
    },
  },
];
