import { restsOnReading } from "@/lib/checks";
import { actionsInForce } from "@/lib/permissions";
import {
  openAnswers,
  type Plan,
  type ResultId,
  type Results,
  resultNow,
  type SliceName,
  usesCertificate,
} from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { settleActions } from "./settle";

/** What each result is called on a checklist. */
export const checkTitles: Record<ResultId, string> = {
  certificates: "Certificates meet the documented rules",
  "private-key": "Private key belongs to the certificate",
  arns: "The three ARNs agree",
  "sign-in": "Sign-in",
  regions: "Regions",
  "region-reach": "Regions in which KMS can be reached",
  permissions: "Permissions, one by one",
  "region-permissions": "Permissions in the chosen regions",
  "permissions-pasted": "Permissions, from the script's result block",
  "permissions-simulated": "Permissions, from the policy simulator",
  "permissions-read": "Permissions, from policies read here",
};

/** Checks that a finished connection cannot be without. */
function requiredChecks(plan: Plan): ResultId[] {
  return [...(usesCertificate(plan.document) ? (["certificates"] as const) : []), "sign-in", "regions"];
}

/**
 * Checks that count when they were made, and are not asked for: a sign-in proves what the first two would, and the
 * regions are those that somebody chose. Where KMS can be reached at all is no part of it: nobody asked for each.
 */
const countedWhenMade: readonly ResultId[] = ["arns", "private-key", "region-permissions"];

/**
 * Everything that keeps the plan from being completed, a sentence each. Empty: every applicable check passed, by
 * probe, simulation or pasted evidence. A warning keeps nothing open; what nobody could tell does.
 */
export function openItems(plan: Plan, results: Results): string[] {
  const slices: SliceName[] = ["start", "policy", "certificates", "identity"];
  const answers = slices.flatMap((slice) =>
    openAnswers(slice, plan.document).map(({ sentence }) => sentence),
  );
  const open = [
    ...answers,
    ...requiredChecks(plan).flatMap((id) => openCheck(id, plan, results)),
    ...countedWhenMade.flatMap((id) => (results[id] === undefined ? [] : openCheck(id, plan, results))),
    ...openPermissions(plan, results),
  ];
  // Two fields can ask for the same thing in the same words.
  return [...new Set(open)];
}

function openCheck(id: ResultId, plan: Plan, results: Results): string[] {
  const { kept, stale, verdicts } = resultNow(id, { plan, results });
  if (kept === undefined) return [`${checkTitles[id]}: not checked yet.`];
  if (stale) return [`${checkTitles[id]}: the answers changed after the check. Check again.`];
  if (verdicts.length === 0) return [`${checkTitles[id]}: the check gave no verdict. Check again.`];
  return verdicts.flatMap((verdict) => openVerdict(checkTitles[id], verdict));
}

function openVerdict(check: string, { status, title }: Verdict): string[] {
  if (status === "fail") return [`${check}: ${title}: failed.`];
  return status === "unknown" ? [`${check}: ${title}: unknown.`] : [];
}

/** Every action that the chosen features need. */
export function neededActions(plan: Plan): string[] {
  return actionsInForce(plan.document.start.sets);
}

function openPermissions(plan: Plan, results: Results): string[] {
  const settled = settleActions(neededActions(plan), plan, results);
  const named = (what: (status: Verdict["status"] | undefined) => boolean) =>
    settled.filter(({ verdict }) => what(verdict?.status)).map(({ action }) => action);
  const denied = settled.filter(({ verdict }) => verdict?.status === "fail");
  const untold = named((status) => status === "unknown");
  const unchecked = named((status) => status === undefined);
  const onlyRead = settled.filter(restsOnReading).map(({ action }) => action);
  const all = settled.length;
  if (unchecked.length === all) return [`Permissions: none of the ${all} has been checked yet.`];
  return [
    // AWS was not asked about what was only read.
    ...denied.map(
      ({ action, way }) =>
        `Permission ${action}: ${way === "read" ? "not allowed by the policies read here" : "denied"}.`,
    ),
    ...(untold.length > 0 ? [`Permissions with an unknown result: ${untold.join(", ")}.`] : []),
    ...(onlyRead.length > 0
      ? [
          `Permissions allowed only by policies read here, not verified to be attached: ${onlyRead.join(", ")}.`,
        ]
      : []),
    ...(unchecked.length > 0 ? [`Permissions that were not checked: ${unchecked.join(", ")}.`] : []),
  ];
}
