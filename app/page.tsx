import { PlanRow } from "@/app/_front/plan-row";
import { RestorePlan } from "@/app/_front/restore-plan";
import { StartOffers } from "@/app/_front/start-offers";
import { firstToEnd } from "@/app/setup/[plan]/certificates/summary";
import type { PlanView } from "@/app/setup/step";
import { firstOpen, stateOf, stepHref, stepStateWords, stepsFor } from "@/app/setup/steps";
import { TopBar } from "@/components/frame/top-bar";
import { InsecureNotice } from "@/components/ui/insecure-notice";
import { daysAgo } from "@/components/ui/moment";
import { getEnvironment, plansKeptUntil, visitorPlansWithResults } from "@/lib/server";

/** A plan's line says when it will be removed, so many days before. */
const NOTICE_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/** The front door: what this does, how long it takes, what to have ready; start, rehearse, continue, restore. */
export default async function FrontDoor() {
  const now = new Date();
  const [plans, kept] = await Promise.all([visitorPlansWithResults(), plansKeptUntil()]);
  const rows = plans.map((view) => rowOf(view, kept.get(view.plan.id), now));
  const { WORLDS, PLAN_DAYS } = getEnvironment();
  return (
    <>
      <TopBar />
      <main id="main" className="mx-auto flex w-full max-w-wide flex-col gap-12 px-4 py-10 sm:px-6 lg:py-14">
        <header className="flex flex-col gap-3">
          <h1 className="max-w-read text-xl font-semibold tracking-tight">
            Connect an AWS account to CipherTrust Cloud Key Manager
          </h1>
          <p className="max-w-line">
            This wizard composes the IAM policy, checks the certificates, tests the sign-in and every
            permission against AWS, and ends with the connection payload and a checklist to share. With
            everything at hand it takes about 30 minutes; a rehearsal takes about 3.
          </p>
          <InsecureNotice />
        </header>

        {rows.length > 0 && (
          <section aria-labelledby="plans" className="flex flex-col gap-4">
            <h2 id="plans" className="text-lg font-semibold">
              Continue a plan
            </h2>
            <ul className="rounded-lg border border-line bg-surface">
              {rows.map((row) => (
                <PlanRow key={row.id} {...row} />
              ))}
            </ul>
          </section>
        )}

        <section aria-labelledby="start" className="flex flex-col gap-4">
          <h2 id="start" className="text-lg font-semibold">
            {rows.length > 0 ? "Start another plan" : "Start"}
          </h2>
          <StartOffers worlds={WORLDS} />
        </section>

        <div className="grid gap-12 lg:grid-cols-2">
          <HaveReady planDays={PLAN_DAYS} />
          <section aria-labelledby="restore" className="flex flex-col gap-4">
            <h2 id="restore" className="text-lg font-semibold">
              Restore an exported plan
            </h2>
            <RestorePlan />
          </section>
        </div>
      </main>
    </>
  );
}

function rowOf(view: PlanView, keptUntil: Date | undefined, now: Date) {
  const { plan, results } = view;
  const steps = stepsFor(plan);
  const done = steps.filter((step) => stateOf(step, view) === "completed").length;
  const next = firstOpen(view);
  return {
    id: plan.id,
    name: plan.document.start.connectionName || "Unnamed plan",
    world: plan.world,
    account: plan.document.start.accountId,
    href: stepHref(plan.id, next.slug),
    progress:
      done === steps.length
        ? `All ${steps.length} steps completed`
        : `${done} of ${steps.length} steps completed. Next: ${next.title} (${stepStateWords[stateOf(next, view)].toLowerCase()})`,
    changed: `Changed ${daysAgo(plan.updatedAt, now)}`,
    ending: firstToEnd(results.certificates?.data, now),
    keptUntil:
      keptUntil && keptUntil.getTime() - now.getTime() <= NOTICE_DAYS * DAY_MS
        ? keptUntil.toISOString().slice(0, 10)
        : undefined,
  };
}

const ready = [
  ["The AWS account number and its home region", "Everybody"],
  [
    "Permission to create an IAM policy, a role, and an IAM Roles Anywhere trust anchor and profile, or someone who runs a script for you",
    "Cloud administrator",
  ],
  [
    "The certificate of your CA, and a client certificate with its private key. Only for signing in with a certificate; the key never leaves the browser",
    "PKI administrator",
  ],
  ["Permission to add a connection under Access Management > Connections Management", "Key administrator"],
] as const;

function HaveReady({ planDays }: { planDays: number }) {
  return (
    <section aria-labelledby="ready" className="flex flex-col gap-4">
      <h2 id="ready" className="text-lg font-semibold">
        What to have ready
      </h2>
      <dl className="flex flex-col">
        {ready.map(([thing, who]) => (
          <div key={thing} className="grid gap-x-6 border-t border-line py-3 sm:grid-cols-[10rem_1fr]">
            <dt className="text-ink-soft">{who}</dt>
            <dd>{thing}.</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-line text-sm text-ink-soft">
        Not at hand yet? Start anyway: every step can be opened at any time, answers are saved as you go, and
        you can invite others to do their part. A rehearsal needs nothing but this browser. A plan is kept for{" "}
        {planDays === 1 ? "a day" : `${planDays} days`} after its last change or check; the list here shows
        the date when fewer than {NOTICE_DAYS} days are left.
      </p>
    </section>
  );
}
