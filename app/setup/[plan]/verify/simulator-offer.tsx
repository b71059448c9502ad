"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, Disclosure, LiveRegion, ProblemNotice, SecretField, TextField } from "@/components/ui";
import type { World } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import { askSimulator } from "./actions";

interface Props {
  planId: string;
  world: World;
  /** How many permissions the probes have left unknown. */
  unsettled: number;
}

/** The second way of checking: AWS's own simulator, asked by an administrator, for what no probe can prove. */
export function SimulatorOffer({ planId, world, unsettled }: Props) {
  const router = useRouter();
  const [key, setKey] = useState({ accessKeyId: "", secretAccessKey: "", sessionToken: "" });
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const [said, setSaid] = useState("");
  const sandbox = world === "sandbox";

  async function ask() {
    setPending(true);
    const { sessionToken, ...pair } = key;
    const administrator = sandbox ? undefined : { ...pair, ...(sessionToken === "" ? {} : { sessionToken }) };
    const answer = await askSimulator(planId, administrator ? { administrator } : {});
    setPending(false);
    setKey({ ...key, secretAccessKey: "", sessionToken: "" });
    setRefused(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    const { verdicts } = answer.value;
    const settled = verdicts.filter(({ status }) => status !== "unknown").length;
    setSaid(
      settled === 0
        ? `The simulator gave no answer: ${verdicts[0]?.evidence.found ?? ""}`
        : `The simulator has answered for ${settled} of ${verdicts.length} permissions.`,
    );
    router.refresh();
  }

  return (
    <section className="flex flex-col gap-2">
      <Disclosure
        summary={
          unsettled > 0
            ? `Settle the ${unsettled} unknown with AWS’s policy simulator`
            : "Ask AWS’s policy simulator too"
        }
      >
        <p className="max-w-line">
          The simulator reads the policies of the role or user and says what they allow; nothing is called. It
          takes an administrator’s credentials (iam:SimulatePrincipalPolicy and iam:GetUser), since the
          connection has no right to ask. The result block of the identity step’s script holds the same
          answers without a key here.
        </p>
        {!sandbox && (
          <div className="flex max-w-read flex-col gap-4">
            <TextField
              name="administratorKeyId"
              label="Administrator’s access key id"
              mono
              width="medium"
              value={key.accessKeyId}
              onChange={(event) => setKey({ ...key, accessKeyId: event.currentTarget.value })}
            />
            <SecretField
              id="administratorSecret"
              label="Administrator’s secret access key"
              hint="Used for one request and forgotten: it is not kept in this page either."
              value={key.secretAccessKey}
              onValue={(secretAccessKey) => setKey({ ...key, secretAccessKey })}
            />
            <SecretField
              id="administratorToken"
              label="Session token, for temporary credentials"
              value={key.sessionToken}
              onValue={(sessionToken) => setKey({ ...key, sessionToken })}
            />
          </div>
        )}
        <ProblemNotice problem={refused} />
        <div>
          <Button pending={pending} pendingLabel="Asking…" onClick={() => void ask()}>
            {sandbox ? "Ask the sandbox’s simulator" : "Ask the simulator"}
          </Button>
        </div>
      </Disclosure>
      <LiveRegion message={said} />
    </section>
  );
}
