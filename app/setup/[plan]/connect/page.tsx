import { StepBar } from "@/app/setup/[plan]/step-bar";
import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours, placeOf, stepHref } from "@/app/setup/steps";
import { LinkButton, Note } from "@/components/ui";
import { openItems } from "@/lib/checklist";
import { formatsFor, handFields, nextSteps } from "@/lib/exports";
import { requirePlan } from "@/lib/server";
import { getStore } from "@/lib/store";
import { ChecklistLinks } from "./checklist-links";
import { CompletePayload } from "./complete-payload";
import { HandCard } from "./hand-card";
import { NextSteps } from "./next-steps";
import { PayloadForms } from "./payload-forms";
import { lackingAnswers } from "./step";

export const generateMetadata = stepMetadata("connect");

export default async function Connect({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const { document } = plan;
  const now = new Date();
  const store = await getStore();
  const links = await store.checklists.list(plan.id);
  const lacking = lackingAnswers(document);
  // None of these holds a secret, so the server may render them; the complete payload is the browser's alone.
  const forms = formatsFor("connect", document).map(({ id, title, what, fileName, language, render }) => ({
    id,
    title,
    what,
    fileName,
    language,
    code: render({ plan, now }),
  }));
  return (
    <StepPage planId={plan.id} slug="connect">
      {plan.world === "sandbox" && (
        <Note tone="sandbox" title="This connection is a rehearsal">
          The payload has the form that CipherTrust accepts, but its account exists only in the pretend AWS: a
          real CipherTrust could not sign in with it.
        </Note>
      )}
      {lacking.length > 0 && (
        <Note
          tone="warn"
          title="The payload is not complete yet"
          action={[...new Set(lacking.map(stepOf))].map((slug) => (
            <LinkButton key={slug} href={stepHref(plan.id, slug)} size="small">
              {placeOf(slug, plan)?.step.title}
            </LinkButton>
          ))}
        >
          There are placeholders for <span className="font-mono text-sm">{lacking.join(", ")}</span>. The
          scripts that send the payload appear when these are filled in.
        </Note>
      )}
      <PayloadForms forms={forms.filter(({ id }) => id !== "plan-export")} />
      <CompletePayload
        planId={plan.id}
        world={plan.world}
        document={document}
        complete={lacking.length === 0}
      />
      <HandCard fields={handFields(document)} />
      <ChecklistLinks planId={plan.id} links={links} open={openItems(plan, results)} />
      <NextSteps steps={nextSteps(document)} migrating={document.start.signIn === "migrate"} />
      <PayloadForms title="Plan export" forms={forms.filter(({ id }) => id === "plan-export")} />
      <StepBar {...neighbours("connect", plan)} note="This is the last step. Secrets are never saved." />
    </StepPage>
  );
}

/** The step that answers a field of the payload. */
function stepOf(path: string): string {
  if (path === "name" || path === "aws_region") return "start";
  return path.endsWith("certificate") ? "certificates" : "identity";
}
