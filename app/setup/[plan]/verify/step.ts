import type { StepCard } from "@/app/setup/step";
import { actionCountWords, actionState, countActions, restsOnReading } from "@/lib/checks";
import { openAnswers, type Plan, type ResultId, type Results, resultNow } from "@/lib/plan";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { settledNow, verifyStanding } from "./verify-standing";

export const step: StepCard = {
  slug: "verify",
  title: "Verify the access",
  heading: "Verify the access",
  question: "Can the connection sign in, and do what the plan needs?",
  why: "CCKM would show a missing permission only when someone needs it. Here each one is checked beforehand, with the connection's own credentials and without changing anything.",
  needs: [
    "The identity from the previous step, created in AWS",
    "The private key of the client certificate, or the access key: it is in page memory only",
  ],
  who: "The person who has the private key or the access key. Fixing a denial takes someone who manages IAM.",
  links: [
    {
      title: "Why a change in IAM does not take effect at once",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency",
    },
    {
      title: "What AWS's access-denied messages mean",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
    },
  ],
  results: ["sign-in", "regions", "permissions", "region-permissions"],
  appliesTo: () => true,
  waitingFor: ({ plan, results }) => {
    const open = openAnswers("identity", plan.document).map(({ sentence }) => sentence);
    if (open.length > 0) return open;
    const signIn = verdictsOf(plan, results, "sign-in");
    if (signIn.length === 0) return ["Check the connection."];
    const settled = settledNow({ plan, results });
    const unknown = settled.filter(({ verdict }) => verdict?.status === "unknown").length;
    const read = settled.filter(restsOnReading).length;
    const unchecked = settled.filter(({ verdict }) => verdict === undefined).length;
    return [
      ...(signIn.some(({ status }) => status === "unknown")
        ? ["The result of the sign-in is unknown: check again."]
        : []),
      ...(verdictsOf(plan, results, "regions").length === 0 ? ["List the regions."] : []),
      ...(unchecked > 0 ? [`${plural(unchecked, "permission")} not checked yet.`] : []),
      ...(unknown > 0
        ? [`${plural(unknown, "permission")} unknown: ask the policy simulator, or paste what it says.`]
        : []),
      ...(read > 0
        ? [`${plural(read, "permission")} allowed by policies read here, not verified to be attached.`]
        : []),
    ];
  },
  begun: ({ results }) => results["sign-in"] !== undefined,
  problems: ({ plan, results }) => {
    const failed = (id: ResultId) => verdictsOf(plan, results, id).filter(({ status }) => status === "fail");
    const failing = settledNow({ plan, results }).filter(({ verdict }) => verdict?.status === "fail");
    const notOnPaper = failing.filter(({ way }) => way === "read").length;
    const denied = failing.length - notOnPaper;
    return [
      ...failed("sign-in").map(({ evidence }) => `The sign-in failed: ${evidence.found}`),
      ...failed("regions").map(({ evidence }) => evidence.found),
      ...(denied > 0 ? [`${plural(denied, "permission")} denied.`] : []),
      ...(notOnPaper > 0
        ? [`${plural(notOnPaper, "permission")} not allowed by the policies read here.`]
        : []),
      ...failed("region-permissions").map(({ title, evidence }) => `${title}: ${evidence.found}`),
    ];
  },
  standing: verifyStanding,
  readsBack: ({ plan, results }) => {
    const [signIn] = verdictsOf(plan, results, "sign-in");
    const [regions] = verdictsOf(plan, results, "regions");
    const counts = countActions(settledNow({ plan, results }).map(actionState));
    const chosen = verdictsOf(plan, results, "region-permissions");
    const known = counts.allowed + counts.onPaper + counts.denied + counts.unknown;
    return [
      { term: "Sign-in", value: signIn?.evidence.found ?? "" },
      { term: "Regions", value: regions?.evidence.found ?? "" },
      {
        term: "Permissions",
        value: known === 0 ? "" : actionCountWords(counts),
      },
      {
        term: "Other regions",
        value: chosen
          .map(({ id, status }) => `${id.replace("region:", "")} ${regionWords[status]}`)
          .join(", "),
      },
    ].filter(({ value }) => value !== "");
  },
};

const regionWords: Record<VerdictStatus, string> = {
  pass: "passed",
  warn: "with a warning",
  fail: "failed",
  unknown: "unknown",
  "not-applicable": "not applicable",
};

/** A result that rests on other answers counts for nothing. */
function verdictsOf(plan: Plan, results: Results, id: ResultId): readonly Verdict[] {
  return resultNow(id, { plan, results }).verdicts;
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word} is` : `${count} ${word}s are`;
}
