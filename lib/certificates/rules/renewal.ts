import type { Source } from "@/lib/verdict";
import { sessionOfPem } from "../in-session";
import type { CertificateFacts } from "../read/facts";
import { shown } from "../read/names";
import { daysBetween, fail, type Judgement, minute, pass, sources, warn } from "./rule";

export interface RenewalSubject {
  before: CertificateFacts;
  after: CertificateFacts;
  now: Date;
  /** The trust anchor that is registered issued the new one, too. */
  anchorStays: boolean;
  /** Session tags that the role's trust policy requires, by name; empty: it admits any certificate of the CA. */
  required: Readonly<Record<string, string>>;
}

export interface RenewalRule {
  id: string;
  title: string;
  part: string;
  expected: string;
  why: string;
  source: Source;
  judge: (subject: RenewalSubject) => Judgement;
}

/** Rules for a certificate that replaces another; to add one, add a value. */
export const renewalRules: readonly RenewalRule[] = [
  {
    id: "really-new",
    title: "It is another certificate",
    part: "Old and new certificate",
    expected: "Not the same",
    why: "CipherTrust refuses an update with a certificate that it already has: “Certificate from same CSR”.",
    source: sources.ciphertrust,
    judge: ({ before, after }) =>
      before.fingerprint === after.fingerprint
        ? fail("The same certificate was given.", { text: "Give the newly issued certificate." })
        : after.notAfter > before.notAfter
          ? pass(
              `Ends ${minute(after.notAfter)}, ${daysBetween(before.notAfter, after.notAfter)} days later.`,
            )
          : warn(`It ends ${minute(after.notAfter)}, no later than the old one.`, {
              text: "Check that the new one was given, not an older one.",
            }),
  },
  {
    id: "same-subject",
    title: "The subject stays the same",
    part: "Subject of old and new",
    expected: "The same",
    why: "Conditions in trust policies, the source identity and Roles Anywhere's record of the workload go by the subject.",
    source: sources.trustModel,
    judge: ({ before, after }) =>
      before.subject.canonical === after.subject.canonical
        ? pass(`${shown(after.subject.text)}.`)
        : warn(`Was ${shown(before.subject.text)}, is ${shown(after.subject.text)}.`, {
            text: "Have it issued with the old subject, or change the conditions that name it.",
          }),
  },
  {
    id: "same-issuer",
    title: "The issuer stays the same",
    part: "Issuer and authority key identifier of old and new",
    expected: "The same, or one that the trust anchor covers",
    why: "The anchor trusts what its own key signed, and conditions may name the issuer.",
    source: sources.trustModel,
    judge: ({ before, after, anchorStays }) => {
      const same =
        before.issuer.canonical === after.issuer.canonical && before.authorityKeyId === after.authorityKeyId;
      if (same) return pass(`${shown(after.issuer.text)}.`);
      const found = `Was ${shown(before.issuer.text)}, is ${shown(after.issuer.text)}${before.issuer.canonical === after.issuer.canonical ? " with another key" : ""}.`;
      return anchorStays
        ? warn(`${found} The trust anchor covers both.`, {
            text: "Look for conditions on the issuer in the role's trust policy.",
          })
        : warn(found, { text: "Add the new CA to the trust anchor before the new certificate is used." });
    },
  },
  {
    id: "required-fields",
    title: "The role accepts it",
    part: "Fields that the plan's trust policy requires",
    expected: "The same values, character by character",
    why: "AWS compares them exactly. A certificate with another value gets “Unable to assume role”.",
    source: sources.trustModel,
    judge: ({ after, required }) => {
      const { tags = {} } = sessionOfPem(after.pem) ?? {};
      const names = Object.keys(required);
      if (names.length === 0) return pass("The role accepts any certificate of this CA.");
      const other = names.filter((name) => tags[name] !== required[name]);
      if (other.length === 0) return pass(`Has ${names.join(", ")} as required.`);
      const told = other.map((name) => `${name} is ${tags[name] ?? "missing"}, not ${required[name]}`);
      return fail(`${shown(told.join("; "))}.`, {
        text: "Have it issued with the same values; or choose other fields in the step “Create the identity” and change the role's trust policy before the new certificate is used.",
      });
    },
  },
  {
    id: "key",
    title: "The key is a new one",
    part: "Public key of old and new",
    expected: "A new key is better; the old one is allowed",
    why: "The longer a key is reused, the greater the risk that it leaks.",
    source: sources.authentication,
    judge: ({ before, after }) =>
      before.keyHash === after.keyHash
        ? warn("The same key.", { text: "Create a new key for the next request." })
        : pass("A new key."),
  },
  {
    id: "overlap",
    title: "The old and the new one overlap in time",
    part: "Validity of old and new",
    expected: "The new one is valid before the old one ends",
    why: "During a gap, the connection cannot sign in.",
    source: sources.trustModel,
    judge: ({ before, after, now }) => {
      if (before.notAfter < now)
        return warn(
          `The old one ended ${minute(before.notAfter)}: the connection does not sign in until it is updated.`,
          { text: "Update the connection now." },
        );
      const from = new Date(Math.max(after.notBefore.getTime(), now.getTime()));
      const days = daysBetween(from, before.notAfter);
      return days >= 0
        ? pass(`${days} days are left for the change.`)
        : fail(
            `The new one begins ${minute(after.notBefore)}, after the old one ended (${minute(before.notAfter)}).`,
            { text: "Have it issued with an earlier start date." },
          );
    },
  },
];
