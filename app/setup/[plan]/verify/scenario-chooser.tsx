"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { RadioCards } from "@/components/forms";
import { Button, Disclosure, LiveRegion, ProblemNotice } from "@/components/ui";
import { chooseScenario } from "./actions";

interface Props {
  planId: string;
  scenarios: readonly { id: string; title: string; expect: string }[];
  current: string;
}

/** For a rehearsal: break the pretend account on purpose, and be told beforehand what to expect. */
export function ScenarioChooser({ planId, scenarios, current }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState(current);
  const [inForce, setInForce] = useState(current);
  const { pending, problem, run } = useAction();
  const [said, setSaid] = useState("");
  const now = scenarios.find(({ id }) => id === inForce);
  const apply = () =>
    run(
      () => chooseScenario(planId, { scenario: chosen }),
      () => {
        setInForce(chosen);
        setSaid("The pretend account has changed. Check again to see it.");
        router.refresh();
      },
    );
  return (
    <section className="rounded-lg border border-dashed border-ink px-4 py-3">
      <Disclosure summary={`This rehearsal’s account: ${now?.title ?? inForce}`}>
        <RadioCards
          name="scenario"
          legend="Break the pretend account on purpose"
          hint="Only this plan’s account changes. Each option says what you should see."
          columns={2}
          value={chosen}
          onValue={setChosen}
          options={scenarios.map(({ id, title, expect }) => ({ value: id, title, description: expect }))}
        />
        <ProblemNotice problem={problem} />
        <div>
          <Button pending={pending} pendingLabel="Changing…" onClick={() => void apply()}>
            Use this account
          </Button>
        </div>
      </Disclosure>
      <LiveRegion message={said} />
    </section>
  );
}
