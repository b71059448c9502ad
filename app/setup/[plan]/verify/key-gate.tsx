"use client";

import { useState } from "react";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { Button, Note, ProblemNotice, SecretBox, SecretField, TextField, VerdictRow } from "@/components/ui";
import type { Verdict } from "@/lib/checks";
import type { World } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";

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
      <AccessKeyForm world={world} onGiven={(accessKey) => setSecrets({ accessKey })} />
    );
  return secrets.privateKey ? (
    <Held
      what="The private key is in this page’s memory. It signs the request in this browser and is not sent."
      onForget={() => setSecrets({ privateKey: undefined })}
    />
  ) : (
    <PrivateKeyForm certificate={certificate} onGiven={(pem) => setSecrets({ privateKey: { pem } })} />
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

const WHY =
  "It was not kept: a secret is in page memory only, so a reload, a new tab or another browser asks for it again.";

function PrivateKeyForm({ certificate, onGiven }: { certificate: string; onGiven: (pem: string) => void }) {
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
        {WHY} It signs the request in this browser and is never sent.
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

function AccessKeyForm({
  world,
  onGiven,
}: {
  world: World;
  onGiven: (key: { accessKeyId: string; secretAccessKey: string }) => void;
}) {
  const [accessKeyId, setId] = useState("");
  const [secretAccessKey, setSecret] = useState("");
  const [errors, setErrors] = useState<{ id?: string; secret?: string }>({});
  function use() {
    const id = accessKeyId.trim();
    const secret = secretAccessKey.trim();
    const found = {
      ...(id === "" ? { id: "Enter the access key id: it begins with AKIA." } : {}),
      ...(secret === "" ? { secret: "Enter the secret access key." } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setSecret("");
    onGiven({ accessKeyId: id, secretAccessKey: secret });
  }
  return (
    <section className="flex max-w-read flex-col gap-4">
      <Note title="The access key is needed to sign in">
        {WHY} It travels in the body of the requests of this check, and the server forgets it with each.
        {world === "sandbox" && " A rehearsal takes only the key of its own pretend account."}
      </Note>
      <TextField
        name="accessKeyId"
        label="Access key id"
        mono
        width="medium"
        value={accessKeyId}
        error={errors.id}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <SecretField
        id="secretAccessKey"
        label="Secret access key"
        value={secretAccessKey}
        error={errors.secret}
        onValue={setSecret}
      />
      <div>
        <Button onClick={use}>Use this key</Button>
      </div>
    </section>
  );
}
