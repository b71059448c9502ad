import { type ResultStatuses, trustParts } from "@/app/setup/trust-parts";
import type { TrustPart } from "@/components/pictures";
import type { Checklist } from "@/lib/checklist";

/** The trust drawing of a checklist: lit only by checks that still count. */
export function trustOf({
  checks,
  signIn,
  roleAdmits,
}: Pick<Checklist, "checks" | "signIn" | "roleAdmits">): TrustPart[] {
  const fresh = checks.filter((check) => !check.stale);
  const statuses: ResultStatuses = Object.fromEntries(
    fresh.map(({ id, verdicts }) => [id, verdicts.map(({ status }) => status)]),
  );
  return trustParts(signIn, statuses, roleAdmits);
}
