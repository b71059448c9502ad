import type { TrustPart, TrustState } from "@/components/pictures";
import { given } from "@/lib/given";
import type { ResultId, SignInWay } from "@/lib/plan";
import type { VerdictStatus } from "@/lib/verdict";

/** The statuses that each result has come to; a stale result has none. */
export type ResultStatuses = Partial<Record<ResultId, readonly VerdictStatus[]>>;

/**
 * The trust drawing of a plan: lit by checks that still count, and by nothing else.
 * @param roleAdmits which certificates the plan's role asks for
 */
export function trustParts(signIn: SignInWay, results: ResultStatuses, roleAdmits?: string): TrustPart[] {
  const session = stateOf(results["sign-in"]);
  // A sign-in that worked proves everything on its way; one that failed does not say where, so it breaks at itself.
  const behind = (own: TrustState): TrustState =>
    session === "proven" ? "proven" : own === "proven" ? "unproven" : own;
  const kms: TrustPart = { id: "kms", label: "AWS KMS", state: stateOf(results.permissions) };
  if (signIn === "access-key")
    return [
      { id: "user", label: "IAM user", state: behind("unproven") },
      { id: "access-key", label: "Access key", state: session },
      kms,
    ];
  const certificate = stateOf(results.certificates);
  const arns = stateOf(results.arns);
  return [
    {
      id: "certificate",
      label: "Client certificate",
      state: certificate === "broken" ? "broken" : behind(certificate),
    },
    { id: "anchor", label: "Trust anchor", state: behind(arns) },
    { id: "profile", label: "Profile", state: behind(arns) },
    { id: "role", label: "Role", state: behind(arns), ...given({ fact: roleAdmits }) },
    { id: "session", label: "Session", state: session },
    kms,
  ];
}

function stateOf(statuses: readonly VerdictStatus[] = []): TrustState {
  if (statuses.length === 0) return "waiting";
  if (statuses.includes("fail")) return "broken";
  return statuses.includes("unknown") ? "unproven" : "proven";
}
