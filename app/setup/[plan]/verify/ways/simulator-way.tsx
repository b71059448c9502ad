"use client";

import { type ClipboardEvent, useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { accessKeyIn, isWholeKey, notAccessKeys } from "@/app/_given/access-key";
import { SecretField, TextField } from "@/components/forms";
import { Button, ProblemNotice } from "@/components/ui";
import type { Simulator } from "./use-simulator";

/** The administrator's credentials, for one request: gone from the page as soon as it is over. */
export function SimulatorWay({ simulator }: { simulator: Simulator }) {
  const [key, setKey] = useState({ accessKeyId: "", secretAccessKey: "", sessionToken: "" });
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const check = useAction();

  /** Credentials as the CLI and the portal show them are pasted whole, into any of the fields. */
  function paste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text");
    if (!isWholeKey(text)) return;
    event.preventDefault();
    void accessKeyIn(text).then((found) => {
      const sentence = "The pasted text contains no access key and was discarded.";
      setErrors(new Map(found === undefined ? [["accessKeyId", sentence]] : []));
      if (found !== undefined) setKey({ ...found, sessionToken: found.sessionToken ?? "" });
    });
  }

  const ask = () =>
    check.run(
      async () => ({ ok: true, value: await notAccessKeys(key) }),
      async (found) => {
        setErrors(new Map(found.map(({ field, sentence }) => [field, sentence])));
        if (found.length > 0) return;
        const { sessionToken, ...pair } = key;
        await simulator.ask({ ...pair, ...(sessionToken === "" ? {} : { sessionToken }) });
        setKey((before) => ({ ...before, secretAccessKey: "", sessionToken: "" }));
      },
    );

  return (
    <>
      <p className="max-w-line">
        You need these permissions: iam:SimulatePrincipalPolicy, and iam:GetUser for a user. Temporary
        credentials work too.
      </p>
      <div className="flex max-w-read flex-col gap-4" onPaste={paste}>
        <TextField
          name="administratorKeyId"
          label="Administrator’s access key id"
          mono
          width="medium"
          value={key.accessKeyId}
          error={errors.get("accessKeyId")}
          onChange={(event) => setKey({ ...key, accessKeyId: event.currentTarget.value })}
        />
        <SecretField
          id="administratorSecret"
          label="Administrator’s secret access key"
          hint="Used for one request, then forgotten: it is not kept in this page either."
          value={key.secretAccessKey}
          error={errors.get("secretAccessKey")}
          onValue={(secretAccessKey) => setKey({ ...key, secretAccessKey })}
        />
        <SecretField
          id="administratorToken"
          label="Session token, for temporary credentials"
          value={key.sessionToken}
          error={errors.get("sessionToken")}
          onValue={(sessionToken) => setKey({ ...key, sessionToken })}
        />
      </div>
      <ProblemNotice problem={check.problem ?? simulator.problem} />
      <div>
        <Button
          pending={check.pending || simulator.pending}
          pendingLabel="Asking…"
          onClick={() => void ask()}
        >
          Ask the simulator
        </Button>
      </div>
    </>
  );
}
