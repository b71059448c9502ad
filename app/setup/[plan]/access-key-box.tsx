"use client";

import { type ClipboardEvent, useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { accessKeyIn, isWholeKey, judgeKey, notAccessKeys } from "@/app/_given/access-key";
import { ErrorSummary, SecretField, TextField } from "@/components/forms";
import { Button, ProblemNotice } from "@/components/ui";
import type { FieldProblem, World } from "@/lib/plan";
import { usePlanSecrets } from "./secrets";

/** Asks for the access key, field by field or pasted whole, and keeps it in page memory. Why it is asked for stands above it. */
export function AccessKeyBox({ planId, world }: { planId: string; world: World }) {
  const { setSecrets } = usePlanSecrets(planId);
  const [accessKeyId, setAccessKeyId] = useState("");
  const [secretAccessKey, setSecretAccessKey] = useState("");
  const [open, setOpen] = useState<FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const errors = new Map(open.map(({ field, sentence }) => [field, sentence]));
  const { pending, problem, run } = useAction();
  const use = () => {
    const key = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
    const { secretAccessKey: secret } = key;
    return run(
      async () => ({ ok: true, value: await notAccessKeys({ secretAccessKey: secret }) }),
      (strange) => {
        const found = [...judgeKey(key, world), ...strange];
        setOpen(found);
        setAttempt((count) => count + 1);
        if (found.length > 0) return;
        setSecrets({ accessKey: key });
        setSecretAccessKey("");
      },
    );
  };
  /** What the console and the CLI give is pasted whole, into either field. */
  function paste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text");
    if (!isWholeKey(text)) return;
    event.preventDefault();
    void accessKeyIn(text).then((key) => {
      setOpen(
        key === undefined
          ? [
              {
                field: "accessKeyId",
                sentence: "The pasted text contains no access key and was discarded.",
              },
            ]
          : [],
      );
      if (key === undefined) return;
      setAccessKeyId(key.accessKeyId);
      setSecretAccessKey(key.secretAccessKey);
    });
  }
  return (
    <div className="flex flex-col items-start gap-4" onPaste={paste}>
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
      <ProblemNotice problem={problem} />
      <Button pending={pending} onClick={() => void use()}>
        Use this key
      </Button>
    </div>
  );
}
