"use client";

import { useState } from "react";
import { TextField } from "@/components/forms";
import { Disclosure } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import { judgeTrustPolicy } from "@/lib/roles-anywhere";

/** For a role that somebody else made: its trust policy, judged in this browser by AWS's documented rules. */
export function TrustPolicyCheck({ trustAnchorArn }: { trustAnchorArn: string }) {
  const [text, setText] = useState("");
  const verdicts = text.trim() === "" ? [] : judgeTrustPolicy(text, { trustAnchorArn });
  return (
    <Disclosure summary="Another team made the role? Check its trust policy">
      <TextField
        name="trustPolicy"
        label="Trust policy of the role"
        hint="The JSON under Trust relationships in the console, or the output of aws iam get-role. It is judged in this browser and kept nowhere."
        optional
        rows={5}
        mono
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {verdicts.length > 0 && <VerdictList title="The trust policy" level={3} verdicts={verdicts} />}
    </Disclosure>
  );
}
