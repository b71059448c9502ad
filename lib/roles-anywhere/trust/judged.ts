import type { Evidence, Remedy, Source, Verdict, VerdictStatus } from "@/lib/verdict";

/** Builds a verdict of this room: judged from text alone, unless `kind` says otherwise. */
export function judged(facts: {
  id: string;
  title: string;
  status: VerdictStatus;
  lookedAt: string;
  expected: string;
  found: string;
  now: Date;
  kind?: Evidence["kind"];
  world?: Evidence["world"];
  details?: string;
  why?: string;
  remedy?: Remedy;
  source?: Source;
}): Verdict {
  const { id, title, status, lookedAt, expected, found, now, kind, world, details, why, remedy, source } =
    facts;
  return {
    id,
    title,
    status,
    evidence: {
      kind: kind ?? "static",
      lookedAt: lookedAt.slice(0, 4000),
      expected: expected.slice(0, 4000),
      found: found.slice(0, 4000),
      at: now,
      ...(details === undefined ? {} : { details: details.slice(0, 8000) }),
      ...(world === undefined ? {} : { world }),
    },
    ...(why === undefined ? {} : { why }),
    ...(remedy === undefined || status === "pass" ? {} : { remedy }),
    ...(source === undefined ? {} : { source }),
  };
}

/** Pages of AWS's guide that the rules of this room come from. */
export const guide = {
  trustModel: {
    title: "IAM Roles Anywhere User Guide: trust model",
    url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
  },
  signing: {
    title: "IAM Roles Anywhere User Guide: signing process",
    url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html",
  },
  createSession: {
    title: "IAM Roles Anywhere User Guide: CreateSession",
    url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html",
  },
  concepts: {
    title: "IAM Roles Anywhere User Guide: introduction",
    url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html",
  },
} as const satisfies Record<string, Source>;
