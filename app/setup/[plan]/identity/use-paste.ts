"use client";

import { useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { type AccessKeyText, judgeKey } from "@/app/_given/access-key";
import { holdsResultBlock, type ResultBlock, readResultBlock } from "@/lib/exports";
import { given } from "@/lib/given";
import { partitions } from "@/lib/partitions";
import type { PlanDocument, World } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { findArns, type ThreeArns } from "@/lib/roles-anywhere";
import type { Verdict } from "@/lib/verdict";
import { readInWorker } from "../reading/read-in-worker";
import { usePlanSecrets } from "../secrets";
import { keepSimulation } from "./actions";

export interface Paste {
  text: string;
  /** Read from loose text: a verdict for each of the three, and for what does not belong. */
  verdicts: readonly Verdict[];
  /** Read from the script's result. */
  block: ResultBlock | undefined;
  problem: Problem | undefined;
  /** The text held a secret and was put away: what it was, and where it went. */
  secret: { what: string; kept: boolean } | undefined;
  take: (text: string) => Promise<void>;
}

/** Reads what is pasted, in this browser; hands on the ARNs that are certain, and keeps the simulator's answers. */
export function usePaste(
  planId: string,
  world: World,
  document: Pick<PlanDocument, "start">,
  onArns: (found: ThreeArns) => void,
  /** The role or user that the block must be about, where the plan names it for good. */
  about?: Pick<PlanDocument["identity"], "roleArn" | "userName">,
): Paste {
  const [text, setText] = useState("");
  const [read, setRead] = useState<Omit<Paste, "text" | "take">>(nothing);
  const latest = useRef("");
  const { setSecrets } = usePlanSecrets(planId);

  /** An access key that the plan waits for goes to page memory, as from its own box. */
  function keepKey({
    accessKeyId,
    secretAccessKey,
  }: { [part in keyof AccessKeyText]?: string | undefined }): boolean {
    if (document.start.signIn !== "access-key" || !accessKeyId || !secretAccessKey) return false;
    if (judgeKey({ accessKeyId, secretAccessKey }, world).length > 0) return false;
    setSecrets({ accessKey: { accessKeyId, secretAccessKey } });
    return true;
  }

  async function keep(block: ResultBlock) {
    const { account, arns, simulation, at, limits } = block;
    const partition = partitions.find((id) => id === block.partition);
    if (simulation.length === 0) return;
    const foreign = partition === undefined ? foreignTo({ ...block, partition: "?" }, document) : undefined;
    if (partition === undefined) return setRead({ ...nothing, problem: foreign });
    const principal = arns.roleArn ?? arns.userArn ?? "";
    const kept = await orLost(
      keepSimulation(planId, {
        account,
        partition,
        principal,
        decisions: simulation,
        // A damaged line leaves the time of the run unknown.
        ...(at.getTime() > 0 ? { ranAt: at } : {}),
        ...given({ limits }),
      }),
    );
    const refused = isProblem(kept) ? kept : kept.ok ? undefined : kept.problem;
    if (refused !== undefined) setRead((before) => ({ ...before, problem: refused }));
  }

  async function take(next: string) {
    setText(next);
    latest.current = next;
    if (next.trim() === "") return setRead(nothing);
    // Nothing of a text is used or sent before it was looked through for secrets, in this browser.
    const intake = await orLost(import("@/lib/intake"));
    if (isProblem(intake)) return setRead({ ...nothing, problem: intake });
    const { describe: inWords, stays } = intake;
    const recognised = await readInWorker("recognise", { input: next });
    const seen = await readInWorker("sightSecret", next);
    if (latest.current !== next) return;
    if (isProblem(recognised)) return setRead({ ...nothing, problem: recognised });
    if (isProblem(seen)) return setRead({ ...nothing, problem: seen });
    // The id of an access key is no secret, and stands in what scripts print.
    const parts = recognised.parts.filter(
      (part) => stays(part) && (part.kind !== "aws-access-key" || part.secretAccessKey !== undefined),
    );
    const sighted = parts.length > 0 ? { what: inWords({ parts, unread: [] }) } : seen;
    if (sighted !== undefined) {
      setText("");
      const key = parts.find((part) => part.kind === "aws-access-key");
      setRead({ ...nothing, secret: { what: sighted.what, kept: key !== undefined && keepKey(key) } });
      return;
    }
    if (!holdsResultBlock(next)) {
      const { verdicts, ...found } = findArns(next);
      setRead({ ...nothing, verdicts });
      if (Object.keys(found).length > 0) onArns(found);
      return;
    }
    const block = readResultBlock(next);
    if (isProblem(block)) return setRead({ ...nothing, problem: block });
    const foreign = foreignTo(block, document) ?? (about && aboutAnother(block, about));
    if (foreign !== undefined) return setRead({ ...nothing, problem: foreign });
    setRead({ ...nothing, block });
    const { trustAnchorArn, roleArn, profileArn } = block.arns;
    const found = Object.fromEntries(
      Object.entries({ trustAnchorArn, roleArn, profileArn }).filter(([, arn]) => arn !== undefined),
    );
    if (Object.keys(found).length > 0) onArns(found);
    void keep(block);
  }

  return { text, ...read, take };
}

const nothing = { verdicts: [], block: undefined, problem: undefined, secret: undefined } as const;

function foreignTo(block: ResultBlock, { start }: Pick<PlanDocument, "start">): Problem | undefined {
  // A damaged line leaves its fact empty: that is said as damage, not as another account.
  const differs =
    (block.account !== "" && block.account !== start.accountId) ||
    (block.partition !== "" && block.partition !== start.partition) ||
    (block.region !== "" && block.region !== start.region);
  if (!differs) return undefined;
  return problem("result-block-foreign", {
    values: {
      found: `account ${block.account}, ${block.region} (${block.partition})`,
      expected: `account ${start.accountId}, ${start.region} (${start.partition})`,
    },
  });
}

function aboutAnother(
  { arns }: ResultBlock,
  { roleArn, userName }: Pick<PlanDocument["identity"], "roleArn" | "userName">,
): Problem | undefined {
  const foreign = (found: string, expected: string) =>
    problem("result-block-foreign", { values: { found, expected } });
  if (arns.roleArn !== undefined && roleArn !== "" && arns.roleArn !== roleArn)
    return foreign(`a run about ${arns.roleArn}`, roleArn);
  if (arns.userArn !== undefined && userName !== "" && arns.userArn.split("/").at(-1) !== userName)
    return foreign(`a run about ${arns.userArn}`, `the user ${userName}`);
  return undefined;
}
