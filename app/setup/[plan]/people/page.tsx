import type { Metadata } from "next";
import type { StepPageProps } from "@/app/setup/[plan]/step-page";
import { requirePlan } from "@/lib/server";
import { getStore } from "@/lib/store";
import { Invitations } from "./invitations";

export const metadata: Metadata = { title: "Work on it together" };

/** Three people usually share the work: this page lets the others in. */
export default async function People({ params }: StepPageProps) {
  const { plan } = await requirePlan((await params).plan);
  const links = await (await getStore()).invitations.list(plan.id);
  return (
    <div className="flex max-w-wide flex-col gap-6">
      <header className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">Work on it together</h1>
        <p className="max-w-line text-base text-ink-soft">
          Anyone who opens an invitation link can see and change this plan, on any step, from their own
          browser. The plan holds no private key and no secret: those stay in the browser of the person who
          has them.
        </p>
      </header>
      <Invitations planId={plan.id} links={links} />
    </div>
  );
}
