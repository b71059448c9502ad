import { inSession, isTagValue, type MappedNames, namesOfPem } from "@/lib/certificates/in-session";
import type { FieldProblem, PlanDocument } from "@/lib/plan";

/** Ties the role to the client certificate: any certificate of the trust anchor could use it otherwise. */
export interface Tie {
  /** Session tags that the trust policy requires, by name; empty: any certificate of the trust anchor. */
  required: Readonly<Record<string, string>>;
  /** What can be required of this certificate: its session tags with a value that can be one. */
  offered: Readonly<Record<string, string>>;
  /** What `name` requires of this certificate, whatever is chosen. */
  byName: Readonly<Record<string, string>>;
  /** Why less is required than the plan asks for. */
  open?: TieGap | undefined;
}

/** `fields`: chosen, and not in the certificate, or with a value that cannot be a session tag. */
export type TieGap =
  | { kind: "no-certificate" }
  | { kind: "unreadable" }
  | { kind: "no-name" }
  | { kind: "fields"; missing: readonly string[] };

/** Fields whose tags AWS names in its guide and API texts; what it calls rarer ones is not documented. */
const DOCUMENTED =
  /^(?:x509(?:Subject|Issuer)|x509SAN\/Name)\/(?:CN|O|OU|C|ST|L|UID)$|^x509SAN\/(?:DNS|URI)$/;
/** Names of a workload, the first that the certificate has. */
const NAMES = ["x509Subject/CN", "x509SAN/DNS", "x509SAN/URI"];
/** Names of the CA that issued it, where the anchor is another CA. */
const ISSUERS = ["x509Issuer/CN", "x509Issuer/OU", "x509Issuer/O"];

/**
 * What the role's trust policy requires of the certificate that signs in. By name, it is the common name (or the first
 * alternative name), and the issuer's name where the trust anchor is not the issuer: any CA under the anchor could
 * issue a certificate with this name.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
export function tieOf({ certificates, identity }: PlanDocument): Tie {
  const none = { required: {}, offered: {}, byName: {} };
  const open = (gap: TieGap) => (identity.tie === "any" ? none : { ...none, open: gap });
  if (certificates.clientPem === "") return open({ kind: "no-certificate" });
  const [client] = namesOfPem(certificates.clientPem);
  if (client === undefined) return open({ kind: "unreadable" });
  const offered = Object.fromEntries(
    Object.entries(inSession(client).tags).filter(
      ([name, value]) => DOCUMENTED.test(name) && value !== "" && isTagValue(value),
    ),
  );
  const byName = pick(offered, [
    ...first(offered, NAMES),
    ...(issuedByAnchor(client, certificates) ? [] : first(offered, ISSUERS)),
  ]);
  if (identity.tie === "any") return { required: {}, offered, byName };
  if (identity.tie === "name") {
    const named = NAMES.some((name) => name in byName);
    return named
      ? { required: byName, offered, byName }
      : { required: {}, offered, byName, open: { kind: "no-name" } };
  }
  const missing = identity.tieFields.filter((name) => !Object.hasOwn(offered, name));
  return {
    required: pick(offered, identity.tieFields),
    offered,
    byName,
    ...(missing.length === 0 ? {} : { open: { kind: "fields", missing } }),
  };
}

/** A chosen field that the certificate does not have keeps the script from being written. */
export function openTie(document: PlanDocument): FieldProblem[] {
  const { open } = tieOf(document);
  if (open?.kind !== "fields") return [];
  const missing = open.missing.map(tagWords).join(", ");
  const sentence = `The client certificate has no ${missing} that can be required: choose other fields.`;
  return [{ field: "identity.tieFields", sentence }];
}

/** What a certificate must have to use the role: "subject CN=ckm-prod, issuer CN=Issuing CA 3". */
export function tieWords(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([name, value]) => `${tagWords(name)}=${value}`)
    .join(", ");
}

/** The same in a few words, for a plan that signs in by certificate: what its role asks of one. */
export function roleAdmits(document: PlanDocument): string {
  const words = tieWords(tieOf(document).required);
  return words === "" ? "any certificate of this CA" : `only ${words}`;
}

/** A session tag as people call the field: "subject CN", "alternative name DNS". */
export function tagWords(name: string): string {
  const [field = "", ...rest] = name.split("/");
  const words: Record<string, string> = {
    x509Subject: "subject",
    x509Issuer: "issuer",
    x509SAN: "alternative name",
  };
  return [words[field] ?? field, ...rest].join(" ");
}

const first = (offered: Readonly<Record<string, string>>, names: readonly string[]): string[] =>
  names.filter((name) => Object.hasOwn(offered, name)).slice(0, 1);

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(from, name) ? from[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Whether the anchor's own name is the issuer's. A private CA is known by its ARN alone: then a chain tells. */
function issuedByAnchor(
  { issuer }: MappedNames,
  { trustAnchorPem, chainPem }: PlanDocument["certificates"],
): boolean {
  const anchors = namesOfPem(trustAnchorPem);
  if (anchors.length === 0) return chainPem === "";
  const text = (names: readonly { oid: string; value: string }[]) =>
    JSON.stringify(names.map(({ oid, value }) => [oid, value]));
  return anchors.some(({ subject }) => text(subject) === text(issuer));
}
