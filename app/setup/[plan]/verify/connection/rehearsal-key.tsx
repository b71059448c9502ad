"use client";

import { useAction } from "@/app/_action/use-action";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { Button, Note, ProblemNotice } from "@/components/ui";

/** For a rehearsal: the key of its own pretend account, made as step Identity makes it. */
export function RehearsalKey({ planId, onGiven }: { planId: string; onGiven: (key: AccessKey) => void }) {
  const { pending, problem, run } = useAction();
  const make = () =>
    run(
      () => rehearseIdentity(planId, { fields: {}, seen: {} }),
      (made) => {
        if ("accessKey" in made) onGiven(made.accessKey);
      },
    );
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
      <ProblemNotice problem={problem} />
    </Note>
  );
}

type AccessKey = { accessKeyId: string; secretAccessKey: string };
