"use client";

import { useState } from "react";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { Button, Note, ProblemNotice } from "@/components/ui";
import type { Problem } from "@/lib/problems";

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
      The wizard creates a policy, a user and a new access key in the pretend account, as in the step “Create
      the identity”.
      <ProblemNotice problem={refused} />
    </Note>
  );
}

type AccessKey = { accessKeyId: string; secretAccessKey: string };
