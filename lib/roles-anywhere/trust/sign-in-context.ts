import type { CertificateInSession } from "@/lib/certificates/in-session";
import type { TrustDocument } from "./read-trust-policy";
import { ROLES_ANYWHERE_PRINCIPAL } from "./trust-policy";

export type Context = Readonly<Record<string, readonly string[]>>;

/** Tags that Roles Anywhere makes: whether one is there depends on the certificate. */
const OF_CERTIFICATE = /^x509(subject|issuer|san)\//;

/** Whether a condition key (in lower case) tells certificates apart. */
export function isOfCertificate(key: string): boolean {
  const tag = /^aws:(?:principal|request)tag\/(.+)$/.exec(key)?.[1];
  return tag === undefined ? key === "sts:sourceidentity" : OF_CERTIFICATE.test(tag);
}

/**
 * What STS is told by Roles Anywhere when it asks for the role: which keys are known, and which are surely absent.
 * Keys that are not named rest on things that nobody here knows (the session's name, the network, the organization).
 * More than one, where AWS does not document which of them it is, and for a time far from now.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 *
 * @param asked the condition keys and variables of the policy, in lower case
 */
export function signInContexts(
  {
    trustAnchorArn,
    certificate,
    asked,
  }: { trustAnchorArn: string; certificate?: CertificateInSession | undefined; asked: Iterable<string> },
  now: Date,
): { now: Context[]; later: Context[] } {
  const tags = new Map(
    Object.entries(certificate?.tags ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const context = new Map<string, readonly string[]>(
    Object.entries({
      // Open while the plan has no anchor yet.
      ...(trustAnchorArn === ""
        ? {}
        : {
            "aws:SourceArn": [trustAnchorArn],
            "aws:SourceAccount": [trustAnchorArn.split(":")[4] ?? ""],
          }),
      "aws:SecureTransport": ["true"],
      "aws:PrincipalIsAWSService": ["true"],
      "aws:PrincipalServiceName": [ROLES_ANYWHERE_PRINCIPAL],
      "sts:ExternalId": [],
      "aws:MultiFactorAuthAge": [],
    }),
  );
  if (certificate !== undefined) {
    context.set("sts:SourceIdentity", [certificate.sourceIdentity]);
    context.set("aws:TagKeys", Object.keys(certificate.tags));
  }
  for (const key of asked) {
    const tag = /^aws:(?:principal|request)tag\/(.+)$/.exec(key)?.[1];
    if (tag === undefined) continue;
    const value = tags.get(tag);
    if (value !== undefined) context.set(key, [value]);
    else if (certificate !== undefined || !OF_CERTIFICATE.test(tag)) context.set(key, []);
  }
  const at = (time: Date): Context[] =>
    [[], ["false"]].map((mfa) => ({
      ...Object.fromEntries(context),
      "aws:MultiFactorAuthPresent": mfa,
      "aws:CurrentTime": [time.toISOString()],
      "aws:EpochTime": [String(Math.floor(time.getTime() / 1000))],
    }));
  const later = new Date(now);
  later.setUTCFullYear(now.getUTCFullYear() + 20);
  return { now: at(now), later: at(later) };
}

/** Condition keys and policy variables, in lower case. */
export function keysOf({ statements }: TrustDocument): Set<string> {
  const keys = new Set<string>();
  for (const { Condition = {} } of statements)
    for (const [key, values] of Object.values(Condition).flatMap((block) => Object.entries(block))) {
      keys.add(key.toLowerCase());
      for (const value of [values].flat())
        for (const [, variable = ""] of String(value).matchAll(/\$\{([^},]{1,200})/g))
          keys.add(variable.trim().toLowerCase());
    }
  return keys;
}
