"use client";

import { useState } from "react";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { Button, Note, ProblemNotice, SecretBox, SecretField, VerdictRow } from "@/components/ui";
import type { Verdict } from "@/lib/checks";
import type { World } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import { AccessKeyForm, RehearsalKey } from "./access-key-form";
import { WHY_AGAIN } from "./why-again";

interface Props {
  planId: string;
  world: World;
  /** The client certificate; undefined when the connection signs in with an access key. */
  certificate: string | undefined;
}

/** Asks for the secret that the check needs, and says why it is asked again: it was kept nowhere. */
export function KeyGate({ planId, world, certificate }: Props) {
  const { secrets, setSecrets } = usePlanSecrets(planId);
  if (certificate === undefined)
    return secrets.accessKey ? (
      <Held
        what={`The access key ${secrets.accessKey.accessKeyId} is in this page’s memory.`}
        onForget={() => setSecrets({ accessKey: undefined })}
      />
    ) : (
      <>
        {world === "sandbox" && (
          <RehearsalKey planId={planId} onGiven={(accessKey) => setSecrets({ accessKey })} />
        )}
        <AccessKeyForm world={world} onGiven={(accessKey) => setSecrets({ accessKey })} />
      </>
    );
  return secrets.privateKey ? (
    <Held
      what="The private key is in this page’s memory. It signs the request in this browser and is not sent."
      onForget={() => setSecrets({ privateKey: undefined })}
    />
  ) : (
    <PrivateKeyForm
      certificate={certificate}
      world={world}
      onGiven={(pem) => setSecrets({ privateKey: { pem } })}
    />
  );
}

function Held({ what, onForget }: { what: string; onForget: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="max-w-line">{what}</p>
      <Button size="small" onClick={onForget}>
        Forget it
      </Button>
    </div>
  );
}

function PrivateKeyForm({
  certificate,
  world,
  onGiven,
}: {
  certificate: string;
  world: World;
  onGiven: (pem: string) => void;
}) {
  const [text, setText] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [refused, setRefused] = useState<Problem>();
  const [mismatch, setMismatch] = useState<Verdict>();
  async function use() {
    const { matchPrivateKey, readPrivateKey, toPlatformPem } = await import("@/lib/certificates/keys");
    const key = await readPrivateKey(text, passphrase === "" ? undefined : passphrase);
    setMismatch(undefined);
    if (isProblem(key)) return setRefused(key);
    const pem = toPlatformPem(key);
    const match = certificate === "" ? undefined : await matchPrivateKey({ certificate, privateKey: pem });
    if (match?.status === "fail") return setMismatch(match);
    setText("");
    setPassphrase("");
    setRefused(undefined);
    onGiven(pem);
  }
  return (
    <section className="flex max-w-read flex-col gap-4">
      <Note title="The private key is needed to sign in">
        {WHY_AGAIN} It signs the request in this browser and is never sent.
        {world === "sandbox" &&
          " The key of a sample certificate is gone with the page it was made in: make a new sample in the certificates step, then the identity again."}
      </Note>
      <SecretBox
        id="privateKey"
        label="Private key of the client certificate"
        hint="PEM, with its BEGIN and END lines"
        value={text}
        onValue={setText}
      />
      <SecretField
        id="passphrase"
        label="Passphrase of the key, if it has one"
        value={passphrase}
        onValue={setPassphrase}
      />
      <ProblemNotice problem={refused} />
      {mismatch && (
        <div role="alert" className="overflow-hidden rounded-lg border border-line bg-surface">
          <VerdictRow verdict={mismatch} open />
        </div>
      )}
      <div>
        <Button onClick={() => void use()}>Use this key</Button>
      </div>
    </section>
  );
}
