"use client";

import { useState } from "react";
import { sightedIn } from "@/app/_given/sight";
import { SelectField, TextField } from "@/components/forms";
import { Disclosure, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import { isProblem, type Problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { SlowReading } from "../reading/slow-reading";
import { useReading } from "../reading/use-reading";

/** For a role that somebody else made: its trust policy, judged in this browser by AWS's documented rules. */
export function TrustPolicyCheck({
  trustAnchorArn,
  roleName,
  clientPem,
}: {
  trustAnchorArn: string;
  /** Tells which is meant where the text has several roles. */
  roleName: string;
  /** The plan's client certificate; empty while it has none. */
  clientPem: string;
}) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([]);
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState("");
  const { read, slow, stop } = useReading();
  async function take(next: string) {
    setText(next);
    setVerdicts([]);
    setRoles([]);
    const found = await sightedIn(next, "the trust policy");
    setProblem(found);
    if (found !== undefined) return setText((now) => (now === next ? "" : now));
    if (next.trim() === "") return;
    const named = await read("trustRolesIn", next);
    if (named === undefined) return;
    if (isProblem(named)) return setProblem(named);
    setRoles(named);
    // The plan's own role is meant where it is among them, or the only one for Roles Anywhere; else the person says it.
    setChosen(named.includes(roleName) ? roleName : "");
    await judge(next, roleName);
  }
  async function judge(policy: string, role: string) {
    setVerdicts([]);
    const judged = await read("judgeTrustPolicy", {
      policy,
      expected: { trustAnchorArn, roleName: role },
      clientPem,
    });
    if (judged === undefined) return;
    if (isProblem(judged)) setProblem(judged);
    else setVerdicts(judged);
  }
  return (
    <Disclosure summary="Did another team create the role? Check its trust policy">
      <TextField
        name="trustPolicy"
        label="Trust policy of the role"
        hint="The JSON under Trust relationships in the console, or the output of aws iam get-role or list-roles, a template or a Terraform state. It is checked in this browser and not stored."
        optional
        rows={5}
        mono
        value={text}
        onChange={(event) => void take(event.target.value)}
      />
      <SlowReading slow={slow} stop={stop} />
      <ProblemNotice problem={problem} />
      {roles.length > 0 && (
        <SelectField
          name="trustRole"
          label="Which role is meant?"
          hint={`The text has the trust policies of ${roles.length} roles.`}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
            if (event.target.value !== "") void judge(text, event.target.value);
          }}
          placeholder="Choose a role"
          options={roles.map((role) => ({ value: role, label: role }))}
        />
      )}
      {verdicts.length > 0 && <VerdictList title="The trust policy" level={3} verdicts={verdicts} />}
    </Disclosure>
  );
}
