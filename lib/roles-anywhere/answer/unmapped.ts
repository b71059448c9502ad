import type { Cause } from "./answer-row";

/** A field of the certificate that AWS could not map, and the names inside it: x509SAN, DNS/2. */
export interface UnmappedField {
  field: "x509Issuer" | "x509Subject" | "x509SAN";
  names: readonly string[];
}

const words = { Issuer: "x509Issuer", Subject: "x509Subject", SAN: "x509SAN" } as const;
const plain = { x509Issuer: "issuer", x509Subject: "subject", x509SAN: "alternative names" } as const;

/** Reads AWS's brackets: `Issuer: [ CN ]; Subject: [ ]; SAN: [ DNS/2 ]`. */
export function fieldsNamedIn(message: string): UnmappedField[] {
  const found = message.slice(0, 4000).matchAll(/\b(Issuer|Subject|SAN): ?\[([^\]]{0,1000})\]/g);
  return [...found].flatMap(([, word, inside = ""]) => {
    const names = inside.split(/[\s,;]+/).filter((name) => /^[\w.*/-]{1,60}$/.test(name));
    return names.length === 0 ? [] : [{ field: words[word as keyof typeof words], names }];
  });
}

/** What mends it, for each field that AWS named; in general where it named none. */
export function unmapped(fields: readonly UnmappedField[]): Cause {
  const named = fields.map(({ field, names }) => `${names.join(", ")} of the ${plain[field]}`).join("; ");
  const commands = fields.map(
    ({ field, names }) =>
      `aws rolesanywhere delete-attribute-mapping --profile-id ID --certificate-field ${field} --specifiers ${specifiers(names).join(" ")}`,
  );
  return {
    id: "characters",
    what:
      named === ""
        ? "The field that AWS names holds a character that tags do not allow, for example &."
        : `A character that tags do not allow (for example &, * or parentheses) is in ${named}.`,
    check: "The field in AWS's message, under Details; its value in the certificate.",
    checkCommand: "openssl x509 -in client.pem -noout -subject -issuer -ext subjectAltName",
    mend:
      commands.length === 0
        ? "Leave the field that AWS names out of the profile's attribute mapping, or issue the certificate without the character."
        : `Issue the certificate without the character, or leave the field out of the mapping: ${commands.join("; ")} (without --specifiers where the profile maps the whole field, *).`,
  };
}

/** DNS/2 is the third DNS name; the mapping knows DNS alone. Name/O is mapped as it is. */
function specifiers(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.replace(/\/\d+$/, "")))];
}
