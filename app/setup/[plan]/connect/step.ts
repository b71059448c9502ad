import { missingAnswers } from "@/app/setup/standing";
import type { PlanView, StepCard } from "@/app/setup/step";
import { openItems } from "@/lib/checklist";
import { connectionPayload, openPlaceholders } from "@/lib/exports";

const SECRETS = ["iam_role_anywhere.private_key", "access_key_id", "secret_access_key"];

/** Answers that the payload still lacks, secrets left aside: those are never in a plan. */
export function lackingAnswers(document: PlanView["plan"]["document"]): string[] {
  return openPlaceholders(connectionPayload(document)).filter((path) => !SECRETS.includes(path));
}

export const step: StepCard = {
  slug: "connect",
  title: "Connect CipherTrust",
  heading: "Connect CipherTrust",
  question: "What does CipherTrust need to know?",
  why: "One request creates the connection in CipherTrust. Here it is, built from your answers: as a file, as a script, and field by field, with a checklist for anyone who wants to see what was checked.",
  needs: [
    "The private key or the access key, for the complete payload",
    "A CipherTrust account in the connection administrators' group",
  ],
  who: "The key management administrator: only Connection Admins can add a connection in CipherTrust.",
  links: [
    {
      title: "CipherTrust: Connection Manager",
      url: "https://thalesdocs.com/ctp/cm/latest/admin/cm_admin/connection-manager/",
    },
    {
      title: "CipherTrust: AWS accounts in CCKM",
      url: "https://thalesdocs.com/ctp/cm/latest/admin/cckm_ag/aws/aws_accounts/index.html",
    },
  ],
  results: [],
  appliesTo: () => true,
  waitingFor: ({ plan, results }) => {
    const lacking = lackingAnswers(plan.document);
    return [
      ...(lacking.length === 0 ? [] : [`Still missing from the payload: ${lacking.join(", ")}.`]),
      ...openItems(plan, results),
    ];
  },
  begun: ({ plan }) => lackingAnswers(plan.document).length === 0,
  problems: () => [],
  standing: ({ plan, results }) => {
    const lacking = lackingAnswers(plan.document).length;
    if (lacking > 0) return missingAnswers(lacking);
    const open = openItems(plan, results).length;
    return open === 0
      ? { status: "pass", words: "Every check that applies has passed" }
      : { status: "open", words: `Not proven yet: ${open === 1 ? "1 point is" : `${open} points are`} open` };
  },
  readsBack: ({ plan }) => {
    const payload = connectionPayload(plan.document);
    return [
      { term: "Payload", value: "is_role_anywhere" in payload ? "IAM Roles Anywhere" : "access key" },
      { term: "cloud_name", value: payload.cloud_name, mono: true },
      ...(lackingAnswers(plan.document).includes("aws_region")
        ? []
        : [{ term: "aws_region", value: payload.aws_region, mono: true }]),
    ];
  },
};
