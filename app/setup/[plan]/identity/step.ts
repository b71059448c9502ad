import { checkStanding, missingAnswers } from "@/app/setup/standing";
import type { StepCard } from "@/app/setup/step";
import { roleAdmits, userNameOf } from "@/lib/exports";
import { openAnswers, type PlanDocument, resultNow, usesCertificate } from "@/lib/plan";
import { sentenceCase } from "@/lib/sentence-case";

export const step: StepCard = {
  slug: "identity",
  title: "Create the identity",
  heading: "Create the identity",
  question: "Who is CCKM in AWS?",
  why: "CCKM needs an identity in AWS: a role that it assumes with a certificate, or an IAM user with an access key. One script creates everything and attaches the policy; another script undoes it.",
  needs: [
    "A terminal with the AWS CLI, or AWS CloudShell, signed in to the plan's account",
    "Permission to manage IAM there, and IAM Roles Anywhere if a certificate is used",
  ],
  who: "The cloud administrator. Anyone else can pass on the script and paste its result later.",
  links: [
    {
      title: "IAM Roles Anywhere: trust model",
      url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
    },
    {
      title: "What AWS CloudShell is",
      url: "https://docs.aws.amazon.com/cloudshell/latest/userguide/welcome.html",
    },
  ],
  results: ["arns", "permissions-pasted"],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("identity", plan.document).map((open) => open.sentence),
  begun: ({ plan, results }) => {
    const { trustAnchorArn, roleArn, profileArn, userName } = plan.document.identity;
    return (
      results.arns !== undefined ||
      [trustAnchorArn, roleArn, profileArn, userName].some((text) => text !== "")
    );
  },
  problems: ({ plan, results }) => {
    if (!usesCertificate(plan.document)) return [];
    return resultNow("arns", { plan, results })
      .verdicts.filter(({ status }) => status === "fail")
      .map(({ title, evidence }) => `${title}: ${evidence.found}`);
  },
  standing: (view) => {
    const { document } = view.plan;
    const open = openAnswers("identity", document).length;
    if (!usesCertificate(document))
      return open > 0
        ? missingAnswers(open)
        : { status: "pass", words: `CCKM is the user ${userNameOf(document)}` };
    const { trustAnchorArn, roleArn, profileArn } = document.identity;
    if ([trustAnchorArn, roleArn, profileArn].every((arn) => arn === ""))
      return { status: "open", words: "Nothing is created yet" };
    return open > 0 ? missingAnswers(open) : checkStanding("arns", view, "The three ARNs agree");
  },
  readsBack: ({ plan }) => {
    const { document } = plan;
    const { identity } = document;
    const rows = usesCertificate(document)
      ? [
          { term: "Trust anchor", value: identity.trustAnchorArn, mono: true },
          { term: "Role", value: identity.roleArn, mono: true },
          { term: "Certificates for the role", value: admitted(document) },
          { term: "Profile", value: identity.profileArn, mono: true },
        ]
      : [{ term: "IAM user", value: userNameOf(document), mono: true }];
    const boundary = { term: "Permissions boundary", value: identity.permissionsBoundaryArn, mono: true };
    return [...rows, boundary].filter(({ value }) => value !== "");
  },
};

/** Said with the role, not before: until then nothing asks for anything. */
function admitted(document: PlanDocument): string {
  return document.identity.roleArn === "" ? "" : sentenceCase(roleAdmits(document));
}
