"use client";

import { useState } from "react";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { Button, Note, ProblemNotice, SecretField, TextField } from "@/components/ui";
import type { World } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import { WHY_AGAIN } from "./why-again";

/** For a rehearsal: the key of its own pretend account, made as step Identity makes it. */
export function RehearsalKey({ planId, onGiven }: { planId: string; onGiven: (key: AccessKey) => void }) {
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  async function make() {
    setPending(true);
    const made = await rehearseIdentity(planId, { fields: {} });
    setPending(false);
    if (!made.ok) return setRefused(made.problem);
    if ("accessKey" in made.value) onGiven(made.value.accessKey);
  }
  return (
    <Note
      tone="sandbox"
      title="In this rehearsal"
      action={
        <Button pending={pending} pendingLabel="Making a key…" onClick={() => void make()}>
          Use a key of the pretend account
        </Button>
      }
    >
      The wizard makes policy, user and a new access key in the pretend account, as in the identity step.
      <ProblemNotice problem={refused} />
    </Note>
  );
}

type AccessKey = { accessKeyId: string; secretAccessKey: string };

export function AccessKeyForm({ world, onGiven }: { world: World; onGiven: (key: AccessKey) => void }) {
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
        {WHY_AGAIN} It travels in the body of the requests of this check, and the server forgets it with each.
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
