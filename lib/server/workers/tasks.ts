import { type Inspection, inspectCertificates } from "@/lib/certificates/public";
import { buildChecklist } from "@/lib/checklist";
import { readAndJudgePolicies } from "./read-policies";

/**
 * What the server reads in a thread of its own, since the time that it takes depends on what somebody sent. A task is
 * a function of one argument; argument and answer are structured-cloneable. To add one is to add one line here;
 * `runTask` knows its types from it. No private key comes near: it would be found by lib/house.test.ts.
 */
export const tasks = {
  "judge-certificates": judgeCertificates,
  "read-policies": readAndJudgePolicies,
  "build-checklist": buildChecklist,
};

export type TaskName = keyof typeof tasks;
export type TaskInput<N extends TaskName> = Parameters<(typeof tasks)[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;

export function performTask(name: TaskName, input: TaskInput<TaskName>): Promise<unknown> | unknown {
  const run = tasks[name] as (input: TaskInput<TaskName>) => unknown;
  return run(input);
}

/** Both certificate boxes; an empty one is not judged. */
async function judgeCertificates({
  trustAnchor,
  client,
  now,
}: {
  trustAnchor: string;
  client: string;
  now: Date;
}): Promise<{ anchor?: Inspection | undefined; client?: Inspection | undefined }> {
  const anchor =
    trustAnchor.trim() === ""
      ? undefined
      : await inspectCertificates({ as: "trust-anchor", input: trustAnchor, now });
  const anchorPem = (anchor?.certificates ?? [])
    .filter(({ place }) => place === "trust-anchor")
    .map(({ pem }) => pem)
    .join("");
  if (client.trim() === "") return { anchor };
  const against = anchorPem === "" ? {} : { trustAnchor: anchorPem };
  return { anchor, client: await inspectCertificates({ as: "client", input: client, now, ...against }) };
}
