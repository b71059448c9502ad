import { firstOf } from "@/lib/bounded";
import { reissueAuthorityRemedy, reissueClientRemedy } from "../commands";
import { extensionNames } from "../read/extensions";
import { fail, pass, type Rule, type Subject, sources, warn } from "./rule";

const reissue = (subject: Subject, text: string) =>
  subject.as === "client"
    ? reissueClientRemedy(subject.facts, text)
    : reissueAuthorityRemedy(subject.facts, text);

const named = (oids: readonly string[]) =>
  firstOf(
    oids.map((oid) => extensionNames[oid] ?? oid),
    10,
  );

export const shapeRules: readonly Rule[] = [
  {
    id: "x509-v3",
    title: "The certificate is X.509 version 3",
    scope: "both",
    part: "Version",
    expected: "Version 3",
    why: "Version 1 certificates carry no extensions, so they cannot say what their key may be used for.",
    source: sources.trustModel,
    judge: (subject) =>
      subject.facts.version === 3
        ? pass("Version 3.")
        : fail(
            `Version ${subject.facts.version}. OpenSSL writes version 1 when a certificate is created without an extension file.`,
            reissue(subject, "Issue the certificate again with an extension file."),
          ),
  },
  {
    id: "extensions-once",
    title: "No extension appears twice",
    scope: "both",
    part: "Extensions",
    expected: "Each extension at most once",
    why: "Readers differ in which of the two they use, and most refuse the certificate.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 4.2: a certificate must not include an extension twice",
    },
    judge: (subject) =>
      subject.facts.duplicates.length === 0
        ? pass("Each appears once.")
        : fail(
            `Appears twice: ${named(subject.facts.duplicates)}.`,
            reissue(subject, "Issue the certificate again, each extension once."),
          ),
  },
  {
    id: "extensions-readable",
    title: "The extensions can be read",
    scope: "both",
    part: "Extensions",
    expected: "Content in the format of RFC 5280",
    why: "What cannot be read cannot be processed, so the certificate would be refused.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 4.2: certificate extensions" },
    judge: (subject) =>
      subject.facts.damaged.length === 0
        ? pass("All known extensions are readable.")
        : fail(
            `Unreadable: ${named(subject.facts.damaged)}.`,
            reissue(subject, "Issue the certificate again with well-formed extensions."),
          ),
  },
  {
    id: "extensions-known",
    title: "No unknown extension is critical",
    scope: "both",
    part: "Critical extensions",
    expected: "Critical only where RFC 5280 defines the extension",
    why: "A verifier must refuse a certificate with a critical extension that it does not know.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 4.2: critical extensions that are not recognised",
    },
    judge: (subject) =>
      subject.facts.unknownCritical.length === 0
        ? pass("None.")
        : fail(
            `Critical and not known: ${firstOf(subject.facts.unknownCritical, 10)}.`,
            reissue(subject, "Issue the certificate again without these, or with them not critical."),
          ),
  },
  {
    id: "serial-number",
    title: "The serial number is a positive number of usual length",
    scope: "both",
    part: "Serial number",
    expected: "Positive, at least two hexadecimal digits, at most 20 octets",
    why: "Roles Anywhere uses it as the session's name (2 to 64 characters) and in the signed request.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 4.1.2.2, and the STS session name of 2 to 64 characters",
    },
    judge: (subject) => {
      const { hex, decimal, octets } = subject.facts.serial;
      const remedy = reissue(
        subject,
        "Issue the certificate again with a random serial number of 16 octets.",
      );
      if (decimal.startsWith("-")) return warn(`Negative: ${decimal.slice(0, 80)}.`, remedy);
      if (decimal === "0") return warn("Zero.", remedy);
      if (octets > 21 || (octets === 21 && hex.length > 40))
        return warn(`${octets} octets; RFC 5280 allows 20.`, remedy);
      if (subject.as === "client" && hex.length < 2)
        return warn(`${hex}: one hexadecimal digit, and a session name has at least two characters.`, remedy);
      return pass(`${hex} (decimal ${decimal}).`);
    },
  },
];
