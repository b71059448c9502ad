import { missingAnswers } from "@/app/setup/standing";
import type { PlanView, StepCard } from "@/app/setup/step";
import { policyArn, policyName, policyScope } from "@/lib/exports";
import { actionsInForce, setsInForce, unknownSetIds } from "@/lib/permissions";
import { openAnswers, type PlanDocument, resultNow } from "@/lib/plan";

export const step: StepCard = {
  slug: "policy",
  title: "Compose the policy",
  heading: "Compose the policy",
  question: "What may CCKM do in the account?",
  why: "The connection can do what this policy allows, and nothing else. It is the vendor's list, action by action, with a reason for each, in the format that your team works with.",
  needs: [
    "The features CCKM needs",
    "How your team creates IAM policies: by script, by template, or in the console",
  ],
  who: "The cloud administrator: someone who is allowed to create IAM policies. If another team does that, take the document to them and come back with the ARN.",
  links: [
    {
      title: "IAM policy documents",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html",
    },
    {
      title: "Size limits of IAM policies",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    },
  ],
  results: [],
  appliesTo: () => true,
  // The scripts and ARNs of this page are made for an account: without one there is nothing to take away.
  waitingFor: ({ plan }) => [
    ...openAnswers("start", plan.document)
      .filter(({ field }) => field === "accountId" || field === "region")
      .map(({ sentence }) => `From the step “Describe the connection”: ${sentence}`),
    ...openAnswers("policy", plan.document).map(({ sentence }) => sentence),
  ],
  begun: ({ plan }) =>
    plan.document.policy.madeElsewhere ||
    plan.document.policy.policyArn !== "" ||
    narrowedTo(plan.document).length > 0,
  problems: (view) => [
    ...unknownSetIds(view.plan.document.start.sets).map(
      (id) => `This version of the wizard does not know the permission set “${id}”: choose the sets again.`,
    ),
    ...missingInRead(view),
  ],
  standing: (view) => {
    const missing = missingInRead(view).length;
    if (missing > 0)
      return {
        status: "fail",
        words: `${missing} needed ${missing === 1 ? "action is" : "actions are"} missing`,
      };
    const open = step.waitingFor(view).length;
    if (open > 0) return missingAnswers(open);
    const { sets } = view.plan.document.start;
    return { status: "pass", words: `Allows the ${actionsInForce(sets).length} actions that CCKM needs` };
  },
  readsBack: ({ plan }) => {
    const { start, policy } = plan.document;
    return [
      {
        term: "Permission sets",
        value: setsInForce(start.sets)
          .map(({ title }) => title)
          .join(", "),
      },
      { term: "Actions", value: String(actionsInForce(start.sets).length) },
      { term: "Narrowed to", value: narrowedTo(plan.document).join("; ") },
      { term: "Policy made by", value: policy.madeElsewhere ? "another team" : "the scripts of this plan" },
      policy.madeElsewhere
        ? { term: "Policy ARN", value: policy.policyArn, mono: true }
        : start.accountId === ""
          ? { term: "Policy name", value: policyName(plan.document), mono: true }
          : { term: "Policy ARN", value: policyArn(plan.document), mono: true },
    ].filter(({ value }) => value !== "");
  },
};

/** What the policy of another team does not allow, as it was read here with the present choice of sets. */
function missingInRead(view: PlanView): string[] {
  if (!view.plan.document.policy.madeElsewhere) return [];
  return resultNow("permissions-read", view)
    .verdicts.filter(({ status }) => status === "fail")
    .map(({ id }) => `The policy that was read here does not allow ${id}.`);
}

/** The limits that the plan sets on its policy, each in a few words. */
function narrowedTo(document: PlanDocument): string[] {
  const { serviceNames, regions, tag } = policyScope(document).narrowing ?? {};
  return [
    ...(serviceNames ? [`service-linked roles of ${serviceNames.join(", ")}`] : []),
    ...(regions ? [`the regions ${regions.join(", ")}`] : []),
    ...(tag ? [`keys with the tag ${tag.key} = ${tag.value}`] : []),
  ];
}
