import { RadioCards, TextField } from "@/components/forms";
import { userNameOf } from "@/lib/exports";
import type { PlanDocument } from "@/lib/plan";

/** The IAM user of an access key connection: a new one, or one that is there. */
export function UserChoice({
  values,
  set,
  error,
}: {
  values: PlanDocument;
  set: (patch: Partial<PlanDocument["identity"]>) => void;
  error: string | undefined;
}) {
  const { userExists, userName } = values.identity;
  const suggested = userNameOf({ ...values, identity: { ...values.identity, userName: "" } });
  return (
    <div className="flex max-w-read flex-col gap-6">
      <RadioCards
        name="userExists"
        legend="Which IAM user does CCKM sign in as?"
        value={userExists ? "yes" : "no"}
        onValue={(value) => set({ userExists: value === "yes" })}
        columns={2}
        options={[
          {
            value: "no",
            title: "A new user",
            description: "The script creates it, only for this connection.",
          },
          {
            value: "yes",
            title: "An existing user",
            description: "The policy is attached to it; nothing else about it changes.",
          },
        ]}
      />
      <TextField
        name="userName"
        label="Name of the user"
        hint={userExists ? "As shown in IAM, without the path." : `Left empty, it is ${suggested}.`}
        optional={!userExists}
        value={userName}
        error={error}
        placeholder={userExists ? undefined : suggested}
        onChange={(event) => set({ userName: event.target.value })}
        mono
        width="medium"
      />
    </div>
  );
}
