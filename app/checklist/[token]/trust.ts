import type { TrustPart, TrustState } from "@/components/ui/trust-drawing";
import type { Checklist } from "@/lib/checklist";
import type { VerdictStatus } from "@/lib/checks";
import type { ResultId } from "@/lib/plan";

/** The trust drawing of a checklist: lit only by checks that still count. */
export function trustOf({ checks, signIn }: Pick<Checklist, "checks" | "signIn">): TrustPart[] {
  const statusesOf = (id: ResultId) =>
    checks
      .filter((check) => check.id === id && !check.stale)
      .flatMap(({ verdicts }) => verdicts.map((v) => v.status));
  const session = stateOf(statusesOf("sign-in"));
  const calls = stateOf(statusesOf("permissions"));
  // A sign-in that worked proves everything on its way; one that failed does not say where, so it breaks at itself.
  const behind = (own: TrustState): TrustState =>
    session === "proven" ? "proven" : own === "proven" ? "unproven" : own;
  const kms: TrustPart = { id: "kms", label: "AWS KMS", state: calls };
  if (signIn === "access-key")
    return [
      { id: "user", label: "IAM user", state: behind("unproven") },
      { id: "access-key", label: "Access key", state: session },
      kms,
    ];
  const certificate = stateOf(statusesOf("certificates"));
  const arns = stateOf(statusesOf("arns"));
  return [
    {
      id: "certificate",
      label: "Client certificate",
      state: certificate === "broken" ? "broken" : behind(certificate),
    },
    { id: "anchor", label: "Trust anchor", state: behind(arns) },
    { id: "profile", label: "Profile", state: behind(arns) },
    { id: "role", label: "Role", state: behind(arns) },
    { id: "session", label: "Session", state: session },
    kms,
  ];
}

function stateOf(statuses: readonly VerdictStatus[]): TrustState {
  if (statuses.length === 0) return "waiting";
  if (statuses.includes("fail")) return "broken";
  return statuses.includes("unknown") ? "unproven" : "proven";
}
