"use client";

import { useState } from "react";
import { ErrorSummary, SecretField, TextField } from "@/components/forms";
import { Button } from "@/components/ui";
import type { FieldProblem, World } from "@/lib/plan";
import { usePlanSecrets } from "./secrets";

/** Asks for the access key, and keeps it in page memory. Why it is asked for stands above it. */
export function AccessKeyBox({ planId, world }: { planId: string; world: World }) {
  const { setSecrets } = usePlanSecrets(planId);
  const [accessKeyId, setAccessKeyId] = useState("");
  const [secretAccessKey, setSecretAccessKey] = useState("");
  const [open, setOpen] = useState<FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const errors = new Map(open.map(({ field, sentence }) => [field, sentence]));
  function use() {
    const key = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
    const found = judgeKey(key, world);
    setOpen(found);
    setAttempt((count) => count + 1);
    if (found.length > 0) return;
    setSecrets({ accessKey: key });
    setSecretAccessKey("");
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <ErrorSummary problems={open} attempt={attempt} />
      <TextField
        name="accessKeyId"
        label="Access key id"
        value={accessKeyId}
        error={errors.get("accessKeyId")}
        onChange={(event) => setAccessKeyId(event.target.value)}
        mono
        width="medium"
      />
      <SecretField
        id="secretAccessKey"
        label="Secret access key"
        value={secretAccessKey}
        error={errors.get("secretAccessKey")}
        onValue={setSecretAccessKey}
      />
      <Button onClick={use}>Use this key</Button>
    </div>
  );
}

/** The form of a key, and whose it is: a rehearsal takes its sandbox's keys only, a real plan never does. */
function judgeKey(key: { accessKeyId: string; secretAccessKey: string }, world: World): FieldProblem[] {
  const open: FieldProblem[] = [];
  const add = (field: string, sentence: string) => open.push({ field, sentence });
  const sandboxKey = /^A[KS]IASBX/.test(key.accessKeyId);
  if (!/^A[KS]IA\w{12,124}$/.test(key.accessKeyId))
    add(
      "accessKeyId",
      "Enter the access key id: it begins with AKIA and has capital letters and digits only.",
    );
  else if (key.accessKeyId.startsWith("ASIA"))
    add(
      "accessKeyId",
      "This id begins with ASIA: it belongs to temporary credentials, which CipherTrust cannot keep. Enter a key of the IAM user; it begins with AKIA.",
    );
  else if (world === "sandbox" && !sandboxKey)
    add("accessKeyId", "This is not a key of the rehearsal's pretend AWS. Keep real keys out of rehearsals.");
  else if (world === "aws" && sandboxKey)
    add("accessKeyId", "This is a key of a rehearsal. Enter a key of the IAM user in the real account.");
  if (key.secretAccessKey === "") add("secretAccessKey", "Enter the secret access key as AWS showed it.");
  return open;
}
