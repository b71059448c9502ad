import { checkStanding, missingAnswers } from "@/app/setup/standing";
import type { PlanView, StepCard } from "@/app/setup/step";
import { openAnswers, resultNow, usesCertificate } from "@/lib/plan";
import { countVerdicts } from "@/lib/verdict";
import { readSummaries } from "./summary";

export const step: StepCard = {
  slug: "certificates",
  title: "Check the certificates",
  heading: "Check the certificates",
  question: "Will Roles Anywhere accept this CA and this client certificate?",
  why: "Roles Anywhere rejects a certificate with a short message and no reason. Here every rule is checked before AWS sees the certificate, with the command that fixes it.",
  needs: [
    "The certificate of the CA that issues the client certificate",
    "The client certificate",
    "Its private key, which stays in your browser",
  ],
  who: "The PKI administrator. In a rehearsal, or for a pilot, this page creates all three.",
  links: [
    {
      title: "Roles Anywhere: certificate requirements",
      url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
    },
    {
      title: "RFC 5280",
      url: "https://www.rfc-editor.org/rfc/rfc5280",
    },
  ],
  results: ["certificates", "private-key"],
  appliesTo: (plan) => usesCertificate(plan.document),
  waitingFor: (view) => [
    ...openAnswers("certificates", view.plan.document).map((open) => open.sentence),
    ...(isChecked(view) ? [] : ["The certificates are not checked yet."]),
    ...(view.results["private-key"] === undefined
      ? ["The private key has not been matched to the certificate yet."]
      : []),
  ],
  begun: ({ plan }) => {
    const { trustAnchorPem, clientPem, privateCaArn } = plan.document.certificates;
    return [trustAnchorPem, clientPem, privateCaArn].some((answer) => answer !== "");
  },
  problems: ({ results }) =>
    (["certificates", "private-key"] as const).flatMap((id) => {
      const failed = results[id]?.verdicts.filter((verdict) => verdict.status === "fail") ?? [];
      return failed.map((verdict) => `${verdict.title}: ${verdict.evidence.found}`);
    }),
  standing: (view) => {
    const open = openAnswers("certificates", view.plan.document).length;
    if (open > 0) return missingAnswers(open);
    const rules = checkStanding("certificates", view, "Meets all documented rules");
    const key = resultNow("private-key", view);
    return rules.status !== "pass" || !key.verdicts.some(({ status }) => status === "fail")
      ? rules
      : { status: "fail", words: "The private key does not belong to the certificate", at: key.kept?.at };
  },
  readsBack: ({ plan, results }) => {
    const { authority, privateCaArn, pilot } = plan.document.certificates;
    const rows = readSummaries(results.certificates?.data).map(({ place, subject, notAfter }) => ({
      term:
        place === "client"
          ? "Client certificate"
          : place === "trust-anchor"
            ? "CA certificate"
            : "Intermediate",
      value: `${subject}, until ${notAfter.slice(0, 10)}`,
      mono: true,
    }));
    const counts = countVerdicts(results.certificates?.verdicts ?? []);
    return [
      {
        term: "Certificate authority",
        value:
          authority === "own"
            ? pilot
              ? "Sample CA made in the browser (pilot)"
              : "Own CA"
            : "AWS Private CA",
      },
      ...(authority === "private-ca" && privateCaArn !== ""
        ? [{ term: "Private CA", value: privateCaArn, mono: true }]
        : []),
      ...rows,
      ...(results.certificates === undefined
        ? []
        : [
            {
              term: "Rules",
              value: `${counts.pass} met, ${counts.warn} with a warning, ${counts.fail} not met, ${counts.unknown} unknown`,
            },
          ]),
    ];
  },
};

function isChecked(view: PlanView): boolean {
  return resultNow("certificates", view).fresh !== undefined;
}
