import { permissionSets } from "@/lib/permissions";
import type { PlanDocument, SliceName } from "@/lib/plan";
import { sentenceCase } from "@/lib/sentence-case";
import { signInTitles, targetTitles } from "../start/words";

type Labels = { [S in SliceName]: { [F in keyof PlanDocument[S]]?: string } };

/** What the pages call each answer; one that is not named here has its own name ("rolePath": "Role path"). */
const labels: Labels = {
  start: {
    connectionName: "Connection name",
    description: "Description",
    target: "Where the connection is created",
    partition: "AWS partition",
    accountId: "AWS account",
    region: "Home region",
    signIn: "How CCKM signs in",
    sets: "What CCKM can do",
    assumeRoleArn: "Role to assume",
    assumeRoleExternalId: "External ID",
  },
  policy: {
    madeElsewhere: "Another team creates the policy",
    policyArn: "Policy ARN",
    narrowServiceRoles: "Narrowing by service",
    narrowRegions: "Narrowing by region",
    narrowTagKey: "Narrowing by tag: key",
    narrowTagValue: "Narrowing by tag: value",
  },
  certificates: {
    authority: "Which CA issues the client certificate",
    privateCaArn: "ARN of the private CA",
    trustAnchorPem: "CA certificate",
    clientPem: "Client certificate",
    chainPem: "Intermediates",
    pilot: "Pilot certificates",
  },
  identity: {
    tie: "Certificates that can use the role",
    tieFields: "Fields that the certificate must have",
    namePrefix: "Names begin with",
    rolePath: "Path",
    permissionsBoundaryArn: "Permissions boundary",
    tags: "Tags",
    trustAnchorArn: "Trust anchor ARN",
    roleArn: "Role ARN",
    profileArn: "Profile ARN",
    userName: "User name",
    userExists: "The user exists already",
  },
};

const titles: Readonly<Record<string, string>> = {
  ...signInTitles,
  ...targetTitles,
  ...Object.fromEntries(permissionSets.map(({ id, title }) => [id, title])),
  own: "Our own CA",
  "private-ca": "AWS Private CA",
  name: "Its name",
  fields: "Chosen fields",
  any: "Any certificate of this CA",
};

export function answerLabel(slice: SliceName, field: string): string {
  const named: Readonly<Record<string, string | undefined>> = labels[slice];
  return named[field] ?? sentenceCase(field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

/** One answer in words, for two of them to be compared. */
export function answerWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string" && value.includes(PEM)) return certificateWords(value);
  if (typeof value === "string") return value === "" ? "(empty)" : (titles[value] ?? value);
  if (Array.isArray(value)) return value.length === 0 ? "(none)" : value.map(answerWords).join(", ");
  if (typeof value === "object" && value !== null && "key" in value && "value" in value)
    return `${value.key} = ${value.value}`;
  return String(value);
}

const PEM = "-----BEGIN CERTIFICATE-----";

/** PEM is not compared by eye: how many there are, and how the text of the last one ends. */
function certificateWords(pem: string): string {
  const count = pem.split(PEM).length - 1;
  const end = pem.split("-----END").at(-2)?.replace(/\s/g, "").slice(-12);
  return `${count === 1 ? "1 certificate" : `${count} certificates`} (its text ends with ${end})`;
}
