"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/app/_action/use-action";
import { createPlan } from "@/app/plan-actions";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/notices";
import { WorldBadge } from "@/components/ui/world-badge";
import type { World } from "@/lib/plan";

const offers: Record<World, { title: string; words: string; time: string; act: string }> = {
  aws: {
    title: "Set up a real AWS account",
    words:
      "The scripts run where you run them; the checks ask AWS and change nothing in the account. Ends with a payload that works.",
    time: "About 30 minutes",
    act: "Set up a real AWS account",
  },
  sandbox: {
    title: "Rehearse in the sandbox",
    words:
      "A pretend AWS on this server, with a sample CA and credentials of its own. The steps and calls are the same; no AWS account is touched.",
    time: "About 3 minutes",
    act: "Rehearse in the sandbox",
  },
};

/** The worlds that the operator offers, each with what it means. */
export function StartOffers({ worlds }: { worlds: readonly World[] }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {(["aws", "sandbox"] as const)
        .filter((world) => worlds.includes(world))
        .map((world) => (
          <StartOffer key={world} world={world} primary={world === "aws" || worlds.length === 1} />
        ))}
    </div>
  );
}

function StartOffer({ world, primary }: { world: World; primary: boolean }) {
  const router = useRouter();
  const { pending, problem, run } = useAction();
  const offer = offers[world];
  const start = () =>
    run(
      () => createPlan({ world }),
      ({ href }) => {
        router.push(href);
        return "leaving";
      },
    );
  return (
    <section
      aria-labelledby={`offer-${world}`}
      className="flex flex-col items-start gap-2 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <div aria-hidden className={world === "sandbox" ? "hazard h-1.5 w-full" : "h-1.5 w-full bg-accent"} />
      <div className="flex flex-1 flex-col items-start gap-2 px-5 pt-3 pb-5">
        <div className="flex w-full flex-wrap items-center justify-between gap-2">
          <h3 id={`offer-${world}`} className="font-semibold">
            {offer.title}
          </h3>
          <WorldBadge world={world} />
        </div>
        <p className="text-ink-soft">{offer.words}</p>
        <p className="text-sm text-ink-soft">{offer.time}</p>
        <ProblemNotice problem={problem} />
        <Button
          variant={primary ? "primary" : "secondary"}
          className="mt-auto"
          pending={pending}
          pendingLabel="Creating the plan…"
          onClick={() => void start()}
        >
          {offer.act}
        </Button>
      </div>
    </section>
  );
}
