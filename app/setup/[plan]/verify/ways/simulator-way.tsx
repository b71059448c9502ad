"use client";

import { useState } from "react";
import { SecretField, TextField } from "@/components/forms";
import { Button, ProblemNotice } from "@/components/ui";
import type { Simulator } from "./use-simulator";

/** The administrator's credentials, for one request: gone from the page as soon as it is over. */
export function SimulatorWay({ simulator }: { simulator: Simulator }) {
  const [key, setKey] = useState({ accessKeyId: "", secretAccessKey: "", sessionToken: "" });

  async function ask() {
    const { sessionToken, ...pair } = key;
    try {
      await simulator.ask({ ...pair, ...(sessionToken === "" ? {} : { sessionToken }) });
    } finally {
      setKey((before) => ({ ...before, secretAccessKey: "", sessionToken: "" }));
    }
  }

  return (
    <>
      <p className="max-w-line">
        An administrator is whoever may ask: iam:SimulatePrincipalPolicy, and iam:GetUser for a user.
        Temporary credentials serve as well.
      </p>
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
      <ProblemNotice problem={simulator.problem} />
      <div>
        <Button pending={simulator.pending} pendingLabel="Asking…" onClick={() => void ask()}>
          Ask the simulator
        </Button>
      </div>
    </>
  );
}
