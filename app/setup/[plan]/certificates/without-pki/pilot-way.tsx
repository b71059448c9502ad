"use client";

import { useState } from "react";
import { done, useAction } from "@/app/_action/use-action";
import { SelectField } from "@/components/forms";
import { Button, Note, ProblemNotice } from "@/components/ui";
import { downloadText } from "../download";
import type { CertificatesState, PilotPki } from "../state/use-certificates";

/** A pilot PKI for a real account: made here, downloaded as files, used at once. */
export function PilotWay({ state, name }: { state: CertificatesState; name: string }) {
  const [days, setDays] = useState("31");
  const { pending, problem, run } = useAction();
  const [pki, setPki] = useState<PilotPki>();
  const make = () =>
    run(async () => {
      const request = { commonName: name || "ckm-pilot", days: Number(days) };
      return (await state.makePilot(request, setPki)) ?? done;
    });
  return (
    <div className="flex flex-col items-start gap-3">
      <SelectField
        name="pilot-days"
        label="Valid for"
        value={days}
        onChange={(event) => setDays(event.target.value)}
        options={["7", "31", "90"].map((value) => ({ value, label: `${value} days` }))}
      />
      <Button pending={pending} pendingLabel="Making keys…" onClick={() => void make()}>
        Make a pilot PKI in this browser
      </Button>
      <ProblemNotice problem={problem} />
      {pki !== undefined && (
        <Note tone="warn" title="Keep the key file safe">
          <p>The page forgets the private key when it is closed. Download it now if you need it later.</p>
          <span className="mt-2 flex flex-wrap gap-2">
            <Button size="small" onClick={() => downloadText("pilot-ca.pem", pki.trustAnchorPem)}>
              Download pilot-ca.pem
            </Button>
            <Button size="small" onClick={() => downloadText("pilot-client.pem", pki.clientPem)}>
              Download pilot-client.pem
            </Button>
            <Button size="small" onClick={() => downloadText("pilot-client.key", pki.clientKeyPem)}>
              Download pilot-client.key (private key)
            </Button>
          </span>
        </Note>
      )}
    </div>
  );
}
