import type { Remedy, Source, VerdictStatus } from "@/lib/verdict";
import type { CertificateFacts } from "../read/facts";
import type { PublicRoot } from "./public-roots/lookup";

/** What a rule looks at: one certificate and the part it plays. */
export interface Subject {
  facts: CertificateFacts;
  as: "client" | "anchor";
  now: Date;
  /** For a trust anchor: the public root whose key it has, or that verifiably issued it. */
  publicRoot?: PublicRoot | undefined;
}

export interface Judgement {
  status: VerdictStatus;
  /** One line: what the certificate says. */
  found: string;
  details?: string | undefined;
  remedy?: Remedy | undefined;
}

/**
 * One rule, one value. To add a rule: add a value to the topic file it belongs to. `id` is stable; the verdict's id is
 * the part and this (`client.x509-v3`).
 */
export interface Rule {
  id: string;
  title: string;
  scope: "client" | "anchor" | "both";
  /** The part of the certificate that is looked at: "Key usage". */
  part: string;
  expected: string | ((subject: Subject) => string);
  why: string;
  source: Source;
  /** Left out: the rule always applies. Where it does not, the verdict is `not-applicable`. */
  applies?: ((subject: Subject) => boolean) | undefined;
  judge: (subject: Subject) => Judgement;
}

export const pass = (found: string): Judgement => ({ status: "pass", found });
export const warn = (found: string, remedy?: Remedy): Judgement => ({
  status: "warn",
  found,
  ...(remedy ? { remedy } : {}),
});
export const fail = (found: string, remedy?: Remedy): Judgement => ({
  status: "fail",
  found,
  ...(remedy ? { remedy } : {}),
});

const guide = "https://docs.aws.amazon.com/rolesanywhere/latest/userguide";

/** The sources that rules cite. */
export const sources = {
  trustModel: {
    title: "IAM Roles Anywhere User Guide, trust model: signature validation",
    url: `${guide}/trust-model.html`,
  },
  authentication: {
    title: "IAM Roles Anywhere User Guide, authentication",
    url: `${guide}/authentication.html`,
  },
  quotas: { title: "IAM Roles Anywhere User Guide, quotas", url: `${guide}/quotas.html` },
  signing: {
    title: "IAM Roles Anywhere User Guide, signing process",
    url: `${guide}/authentication-sign-process.html`,
  },
  createTrustAnchor: {
    title: "IAM Roles Anywhere API, SourceData",
    url: "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_SourceData.html",
  },
  assumeRole: {
    title: "AWS STS API, AssumeRole: session name and source identity",
    url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
  rfc5280: {
    title: "RFC 5280, Internet X.509 public key infrastructure",
    url: "https://www.rfc-editor.org/rfc/rfc5280",
  },
  pattern: {
    title: "AWS Prescriptive Guidance, IAM Roles Anywhere with AWS Private CA",
    url: "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/iam-roles-anywhere-private-ca.html",
  },
  tagIssue: {
    title: "Report of a refused session: terraform-provider-aws issue 48211",
    url: "https://github.com/hashicorp/terraform-provider-aws/issues/48211",
  },
  ciphertrust: { title: "CipherTrust Manager: AWS connection, as shown by the vendor's own tests" },
} satisfies Record<string, Source>;

/** A time as people write it, to the minute, UTC. */
export function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 86_400_000);
}
