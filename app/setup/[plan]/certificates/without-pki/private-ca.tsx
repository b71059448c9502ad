"use client";

import { useAnswers } from "@/app/setup/[plan]/use-answers";
import { TextField } from "@/components/forms";
import { CodeCard, Disclosure } from "@/components/ui";
import type { PlanDocument } from "@/lib/plan";
import type { RoomSetting } from "../setting";

/** AWS Private CA: which one, and the commands that issue the client certificate with it. */
export function PrivateCa({
  planId,
  setting,
  initial,
  error,
}: {
  planId: string;
  setting: RoomSetting;
  initial: PlanDocument["certificates"];
  error?: string | undefined;
}) {
  const { values, set, errors } = useAnswers(planId, "certificates", initial);
  return (
    <div className="flex flex-col gap-4">
      <TextField
        name="privateCaArn"
        label="ARN of the private CA"
        hint={`Same account and region as the plan${setting.region === "" ? "" : ` (${setting.region})`}. Its state must be ACTIVE.`}
        error={errors.get("privateCaArn") ?? error}
        mono
        value={values.privateCaArn}
        onChange={(event) => set({ privateCaArn: event.target.value })}
        placeholder={`arn:${setting.partition}:acm-pca:${setting.region || "REGION"}:…:certificate-authority/…`}
      />
      <Disclosure summary="Issue the client certificate with AWS Private CA">
        <CodeCard
          title="Commands"
          what="Creates a key and a request on your machine, has the private CA issue a client certificate for a year, and fetches it."
          code={setting.privateCaCommands}
          language="bash"
          fileName="issue-client-certificate.sh"
          copyLabel="Copy the commands"
        />
      </Disclosure>
    </div>
  );
}
