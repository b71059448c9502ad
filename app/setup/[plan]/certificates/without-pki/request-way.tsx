"use client";

import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { TextField } from "@/components/forms";
import { Button, CodeCard, Note, ProblemNotice } from "@/components/ui";
import { downloadText } from "../download";

/** A request for the PKI team: the key is made here and downloaded, the request text is theirs. */
export function RequestWay({ name, onKey }: { name: string; onKey: (pem: string) => void }) {
  const [commonName, setCommonName] = useState(name || "ckm-prod");
  const [organisation, setOrganisation] = useState("");
  const { pending, problem, run } = useAction();
  const [made, setMade] = useState<{ requestPem: string; keyPem: string; letter: string }>();
  const make = () =>
    run(
      async () => {
        const { makeRequest } = await import("@/lib/certificates/keys");
        return { ok: true, value: await makeRequest({ commonName, organisation }) };
      },
      (request) => {
        setMade(request);
        onKey(request.keyPem);
      },
    );
  return (
    <div className="flex flex-col items-start gap-3">
      <TextField
        name="requestName"
        label="Common name"
        value={commonName}
        onChange={(event) => setCommonName(event.target.value)}
      />
      <TextField
        name="requestOrganisation"
        label="Organisation"
        optional
        value={organisation}
        onChange={(event) => setOrganisation(event.target.value)}
      />
      <Button pending={pending} pendingLabel="Making a key…" onClick={() => void make()}>
        Make a key and a request
      </Button>
      <ProblemNotice problem={problem} />
      {made !== undefined && (
        <>
          <Note tone="warn" title="Download the key now">
            <p>
              It was created in this browser and is not sent anywhere. Without it, the certificate is useless.
            </p>
            <span className="mt-2 flex flex-wrap gap-2">
              <Button size="small" onClick={() => downloadText("client.key", made.keyPem)}>
                Download client.key (private key)
              </Button>
            </span>
          </Note>
          <CodeCard
            title="Request for the PKI team"
            what="Send this text; it contains no secret."
            code={made.letter}
            language="text"
            fileName="certificate-request.txt"
            copyLabel="Copy the request"
          />
        </>
      )}
    </div>
  );
}
