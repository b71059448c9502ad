import type { Remedy } from "@/lib/verdict";
import { isTagValue } from "../in-session";
import type { CertificateFacts } from "../read/facts";
import { type NameAttribute, shown } from "../read/names";
import { fail, pass, type Rule, sources } from "./rule";

const MOST_TOLD = 5;

/** A value that the profile's default mapping makes a session tag of, and how AWS calls it. */
interface Mapped {
  field: "x509Subject" | "x509Issuer" | "x509SAN";
  /** What `--specifiers` takes. */
  specifier: string;
  /** "alternative name DNS/2": in AWS's sentence the third DNS name. */
  name: string;
  value: string;
}

/**
 * Roles Anywhere maps subject and issuer whole, and of the alternative names DNS, URI and directory names. E-mail
 * addresses, user principal names and IP addresses are never mapped, whatever they hold.
 */
function mappedValues({ subject, issuer, alternativeNames }: CertificateFacts): Mapped[] {
  const ofName = (field: Mapped["field"], words: string, attributes: readonly NameAttribute[]) =>
    attributes.map(({ type, value }) => ({ field, specifier: type, name: `${words} ${type}`, value }));
  const counts = new Map<string, number>();
  const numbered = (specifier: string, value: string): Mapped => {
    const before = counts.get(specifier) ?? 0;
    counts.set(specifier, before + 1);
    const name = `alternative name ${specifier}${before === 0 ? "" : `/${before}`}`;
    return { field: "x509SAN", specifier, name, value };
  };
  return [
    ...ofName("x509Subject", "subject", subject.attributes),
    ...ofName("x509Issuer", "issuer", issuer.attributes),
    ...alternativeNames.flatMap(({ type, value }) => {
      if (type === "dns") return [numbered("DNS", value)];
      if (type === "url") return [numbered("URI", value)];
      return type === "dn" ? partsOf(value).map((part) => numbered("Name/*", part)) : [];
    }),
  ];
}

/** The values of "CN=a, O=b". */
const partsOf = (text: string) =>
  text.split(/, (?=[A-Za-z0-9.]+=)/).map((part) => part.slice(part.indexOf("=") + 1));

/** Whether characters and length of names fit into session tags. */
export const tagRules: readonly Rule[] = [
  {
    id: "tag-characters",
    title: "Names have only characters that session tags accept",
    scope: "client",
    part: "Subject, issuer, and DNS, URI and directory names among the alternative names",
    expected: "Letters, digits, blanks and any of _ . : / = + - @, at most 256 characters each",
    why: "Roles Anywhere maps them to session tags. The guide says that other values are left out; every live report is of a refused sign-in: “Some attributes failed to be mapped into session tags”.",
    source: sources.tagIssue,
    judge: ({ facts }) => {
      const odd = mappedValues(facts).filter(({ value }) => !isTagValue(value));
      if (odd.length === 0) return pass("All mapped names can be session tags.");
      const more = odd.length > MOST_TOLD ? `; and ${odd.length - MOST_TOLD} more` : "";
      return fail(
        `Cannot be a session tag: ${odd
          .slice(0, MOST_TOLD)
          .map(({ name, value }) => `${shown(name, 60)} ${shown(JSON.stringify(value), 80)}`)
          .join("; ")}${more}.`,
        unmap(odd, facts),
      );
    },
  },
];

/** Takes the odd values out of the mapping, field by field; of subject and issuer the good ones are mapped again. */
function unmap(odd: readonly Mapped[], facts: CertificateFacts): Remedy {
  const all = mappedValues(facts);
  const commands = (["x509Subject", "x509Issuer", "x509SAN"] as const).flatMap((field) => {
    const bad = new Set(odd.filter((one) => one.field === field).map(({ specifier }) => specifier));
    if (bad.size === 0) return [];
    const remove = `aws rolesanywhere delete-attribute-mapping --profile-id PROFILE_ID --certificate-field ${field}`;
    // The default maps SAN by kinds, which can be taken out one by one; the others by "*", which cannot.
    if (field === "x509SAN") return [`${remove} --specifiers ${[...bad].map((s) => `'${s}'`).join(" ")}`];
    const good = new Set(
      all.filter((one) => one.field === field && !bad.has(one.specifier)).map(({ specifier }) => specifier),
    );
    if (good.size === 0) return [remove];
    const rules = [...good].map((specifier) => `specifier=${specifier}`).join(" ");
    return [
      remove,
      `aws rolesanywhere put-attribute-mapping --profile-id PROFILE_ID --certificate-field ${field} --mapping-rules ${rules}`,
    ];
  });
  return {
    text: "Have the certificate issued without these characters; or leave the fields that hold them out of the session once the profile exists.",
    command: commands.join("\n"),
    language: "bash",
    where:
      "AWS, once the profile exists: replace PROFILE_ID by its id. Conditions on the fields that are left out then no longer work.",
  };
}
