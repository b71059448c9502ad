import { checkStanding, type PlanView, type Standing } from "@/app/setup/standing";
import { settleActions } from "@/lib/checklist";
import { actionState, countActions } from "@/lib/checks";
import { actionsInForce } from "@/lib/permissions";
import { resultNow } from "@/lib/plan";

/** One verdict a permission, out of all ways of checking. */
export function settledNow({ plan, results }: PlanView) {
  return settleActions(actionsInForce(plan.document.start.sets), plan, results);
}

/** How the check of the connection stands: the sign-in first, then what it may do. */
export function verifyStanding(view: PlanView): Standing {
  const signIn = checkStanding("sign-in", view, "");
  const counts = countActions(settledNow(view).map(actionState));
  const needed = settledNow(view).length;
  if (signIn.status === "open") {
    const known = counts.allowed + counts.onPaper + counts.denied + counts.unknown;
    // Other ways than the sign-in may have said something already.
    return known === 0
      ? signIn
      : { ...signIn, words: `${counted(counts, needed)}; the sign-in is not checked yet` };
  }
  const [verdict] = resultNow("sign-in", view).verdicts;
  const { at } = signIn;
  if (signIn.status === "fail") return { status: "fail", words: "The sign-in was refused", at };
  if (signIn.status === "unknown")
    return verdict?.evidence.reason === "unreachable"
      ? { status: "unknown", words: "Cannot reach AWS from this server", at }
      : { status: "unknown", words: "Whether the sign-in works is unknown", at };
  if (counts.allowed + counts.onPaper + counts.denied + counts.unknown === 0)
    return { status: "open", words: "Signs in; the permissions are not checked yet" };
  if (counts.denied > 0) return { status: "fail", words: counted(counts, needed), at };
  return counts.allowed === needed
    ? { status: signIn.status, words: `Works: ${counted(counts, needed)}`, at }
    : { status: "unknown", words: `Signs in; ${counted(counts, needed)}`, at };
}

function counted({ allowed, denied }: { allowed: number; denied: number }, needed: number): string {
  return denied > 0 ? `${denied} of ${needed} denied` : `${allowed} of ${needed} allowed`;
}
