"use client";

import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { TextField } from "@/components/forms";
import { Button, Disclosure, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import type { Partition } from "@/lib/partitions";
import { allSets, composePolicy, setIdsInForce } from "@/lib/permissions";
import { isProblem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { readPolicies } from "./actions";

interface ReadPoliciesProps {
  planId: string;
  /** Of the plan: IAM refuses ARNs of another one. */
  partition: Partition;
  sets: readonly string[];
  /** What was read before. */
  verdicts: readonly Verdict[];
  stale: boolean;
  open: boolean;
}

const MOST = 5;

/** Reads policies that exist already: does the plan's connection get what it needs, and does it get more? */
export function ReadPolicies({ planId, partition, sets, verdicts, stale, open }: ReadPoliciesProps) {
  return (
    <Disclosure summary="Check an existing policy" open={open || verdicts.length > 0}>
      <p className="max-w-line text-ink-soft">
        Paste what is attached to the role or user. It is read here, without asking AWS: does it allow every
        action of this plan on every resource, and what does it allow beyond that? The documents are not
        stored; the verdicts are.
      </p>
      <PolicyBoxes planId={planId} partition={partition} />
      {verdicts.length > 0 && (
        <VerdictList
          title="What the policies say"
          level={3}
          verdicts={verdicts}
          stale={stale}
          groups={[
            // The statements of the policy hold each action once, whichever sets share it.
            ...composePolicy(setIdsInForce(sets)).Statement.map(({ Sid, Action }) => ({
              title: allSets.find((set) => set.sid === Sid)?.title ?? Sid,
              ids: Action,
            })),
            {
              title: "More than needed",
              ids: verdicts.map(({ id }) => id).filter((id) => id.startsWith("excess-")),
            },
          ]}
        />
      )}
    </Disclosure>
  );
}

/** The boxes for the documents. They are read in this browser; what is sent is built anew of IAM's own members. */
export function PolicyBoxes({ planId, partition }: { planId: string; partition: Partition }) {
  const [texts, setTexts] = useState([""]);
  const [boundary, setBoundary] = useState("");
  const { pending, problem, run } = useAction();
  const change = (index: number, text: string) =>
    setTexts(texts.map((old, at) => (at === index ? text : old)));
  const errorAt = (field: string) => (problem?.field === field ? problem.sentence : undefined);

  const read = () =>
    run(async () => {
      const { policiesIn } = await import("./policies-in");
      const given = await policiesIn(texts, boundary, partition);
      if (!isProblem(given)) return readPolicies(planId, given);
      // A box that turned out to hold a secret does not keep it.
      if (given.code === "secret-put-away") {
        setTexts(texts.map((text, index) => (given.field === `policy-${index}` ? "" : text)));
        if (given.field === "boundary") setBoundary("");
      }
      return given;
    });

  return (
    <>
      {texts.map((text, index) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes are only added, at the end
          key={index}
          name={`policy-${index}`}
          label={texts.length === 1 ? "Policy document" : `Policy document ${index + 1}`}
          hint={index === 0 ? "JSON, as the console shows it or as the AWS CLI prints it." : undefined}
          value={text}
          error={errorAt(`policy-${index}`)}
          onChange={(event) => change(index, event.target.value)}
          rows={6}
          mono
        />
      ))}
      {texts.length < MOST && (
        <div>
          <Button size="small" onClick={() => setTexts([...texts, ""])}>
            Add another policy
          </Button>
        </div>
      )}
      <TextField
        name="boundary"
        label="Permissions boundary"
        hint="If the role or user has one: the document of the boundary's policy."
        optional
        value={boundary}
        error={errorAt("boundary")}
        onChange={(event) => setBoundary(event.target.value)}
        rows={3}
        mono
      />
      <ProblemNotice problem={problem} />
      <div>
        <Button pending={pending} pendingLabel="Reading…" onClick={() => void read()}>
          Read the {texts.length === 1 ? "policy" : "policies"}
        </Button>
      </div>
    </>
  );
}
