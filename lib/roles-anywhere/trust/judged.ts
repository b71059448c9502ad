import { makeVerdict, type Source, type Verdict, type VerdictParts } from "@/lib/verdict";

/** A verdict of this room: judged from text alone, unless `kind` says otherwise; nothing mends what passed. */
export function judged({
  now,
  kind = "static",
  remedy,
  ...rest
}: Omit<VerdictParts, "kind" | "at"> & { now: Date; kind?: VerdictParts["kind"] | undefined }): Verdict {
  return makeVerdict({ ...rest, kind, at: now, remedy: rest.status === "pass" ? undefined : remedy });
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
