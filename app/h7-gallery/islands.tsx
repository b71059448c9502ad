"use client";
import { useState } from "react";
import {
  Button,
  CodeCard,
  ConfirmButton,
  Disclosure,
  ErrorSummary,
  FileDrop,
  LiveRegion,
  SecretBox,
  SecretField,
  Tabs,
} from "@/components/ui";

const json = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: Array.from({ length: 6 }, (_, i) => ({
      Sid: `S${i}`,
      Effect: "Allow",
      Action: ["kms:CreateKey", "kms:ListKeys"],
      Resource: "*",
    })),
  },
  null,
  2,
);
const bash = `#!/usr/bin/env bash\nset -euo pipefail\n# Refuse another account than the plan's.\naccount=$(aws sts get-caller-identity --query Account --output text)\nif [ "$account" != "111122223333" ]; then echo "Wrong account" >&2; exit 1; fi\naws iam create-role --role-name 'ciphertrust-cckm-role' --assume-role-policy-document file://trust.json`;
export function Islands() {
  const [pem, setPem] = useState("");
  const [secret, setSecret] = useState("abc");
  const [n, setN] = useState(0);
  return (
    <div className="flex flex-col gap-6">
      <ErrorSummary
        attempt={n}
        problems={
          n
            ? [
                {
                  field: "accountId",
                  sentence: "Enter the account number as 12 digits, for example 111122223333.",
                },
                { field: "region", sentence: "Choose a home region." },
              ]
            : []
        }
      />
      <div className="flex gap-3">
        <Button onClick={() => setN(n + 1)}>Fail</Button>
        <Button pending pendingLabel="Checking…">
          Check
        </Button>
        <Button variant="quiet">Quiet</Button>
        <Button disabled>Off</Button>
        <ConfirmButton
          label="Delete the plan"
          title="Delete the plan ckm-prod?"
          confirmLabel="Delete it"
          onConfirm={() => undefined}
        >
          Its answers are lost.
        </ConfirmButton>
      </div>
      <FileDrop
        name="trustAnchorPem"
        label="CA certificate"
        hint="The CA that issued the client certificate."
        endings={[".pem", ".crt", ".der"]}
        value={pem}
        onText={setPem}
        onFile={({ text }) => setPem(text)}
      />
      <SecretField id="secretAccessKey" label="Secret access key" value={secret} onValue={setSecret} />
      <SecretBox id="privateKey" label="Private key" value={secret} onValue={setSecret} />
      <Tabs
        label="Form of the policy"
        tabs={[
          {
            id: "json",
            label: "Policy JSON",
            content: (
              <CodeCard
                title="The policy"
                what="39 actions in 3 statements."
                code={json}
                language="json"
                fileName="policy.json"
                copyLabel="Copy the policy"
              />
            ),
          },
          {
            id: "cli",
            label: "AWS CLI script",
            content: <CodeCard code={bash} language="bash" copyLabel="Copy the script" />,
          },
        ]}
      />
      <CodeCard
        title="Script"
        what="Makes 1 policy, 1 role."
        code={bash}
        language="bash"
        fileName="make.sh"
        copyLabel="Copy the script"
      />
      <Disclosure summary="Advanced: names, path, boundary">Text</Disclosure>
      <LiveRegion message="14 of 39 settled" />
    </div>
  );
}
