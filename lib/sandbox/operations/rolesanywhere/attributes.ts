import { bare } from "@/lib/bare";
import type { Profile } from "../../state";
import type { Attribute, Certificate } from "../../x509/certificate";
import { refused } from "./session-request";

/** What a profile maps unless it says otherwise. https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mapping.html */
export const defaultMappings: Profile["attributeMappings"] = {
  x509Subject: ["*"],
  x509Issuer: ["*"],
  x509SAN: ["DNS", "URI", "Name/*"],
};

const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function mapped(attributes: Attribute[], rules: string[]): Map<string, string> {
  const tags = new Map<string, string>();
  const wanted = (name: string) =>
    rules.some(
      (rule) =>
        rule === name ||
        (rule === "*" && !name.includes("/")) ||
        (/^Name(\/\*?)?$/.test(rule) && name.startsWith("Name/")),
    );
  for (const { name, value } of attributes.filter((a) => wanted(a.name))) {
    const before = tags.get(name);
    // Several values of one attribute are joined in the certificate's order.
    tags.set(name, before === undefined ? value : `${before}/${value}`);
  }
  return tags;
}

/** The session tags that a certificate's names become. */
export function sessionTags(leaf: Certificate, profile: Profile): Record<string, string> {
  const fields = { x509Issuer: leaf.issuer, x509Subject: leaf.subject, x509SAN: leaf.san };
  const tags = bare<string>();
  const bad: Record<string, string[]> = { x509Issuer: [], x509Subject: [], x509SAN: [] };
  for (const [field, attributes] of Object.entries(fields)) {
    for (const [name, value] of mapped(attributes, profile.attributeMappings[field] ?? [])) {
      if (tagValue.test(value)) tags[`${field}/${name}`] = value;
      else bad[field]?.push(name);
    }
  }
  if (Object.values(bad).some((names) => names.length > 0)) {
    const show = (field: string) => `[ ${bad[field]?.join(", ")} ]`.replace("[  ]", "[ ]");
    throw refused(
      `Unable to assume role. Some attributes failed to be mapped into session tags. Issuer: ${show("x509Issuer")}; Subject: ${show("x509Subject")}; SAN: ${show("x509SAN")}`,
    );
  }
  return tags;
}

/** `CN=<cn>` up to 61 characters, the bare name up to 64, `ID=<serial>` without a name. */
export function sourceIdentity(leaf: Certificate): string {
  const name = leaf.subject.find((attribute) => attribute.name === "CN")?.value;
  if (name === undefined) return `ID=${leaf.serial.toLowerCase()}`;
  return name.length <= 61 ? `CN=${name}` : name;
}

/** The hexadecimal serial number without leading zeros. */
export const defaultSessionName = (leaf: Certificate) => leaf.serial.toLowerCase().replace(/^0+(?=..)/, "");
