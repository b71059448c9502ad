"use client";

import { useState } from "react";
import { holdsResultBlock, type ResultBlock, readResultBlock } from "@/lib/exports";
import type { PlanDocument } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { findArns, type ThreeArns } from "@/lib/roles-anywhere";
import type { Verdict } from "@/lib/verdict";
import { keepSimulation } from "./actions";

/** Text that nobody should paste here: it is put away at once. */
const SECRET = /PRIVATE KEY-----|SecretAccessKey|Secret access key,|aws_secret_access_key|SessionToken/i;

export interface Paste {
  text: string;
  /** Read from loose text: a verdict for each of the three, and for what does not belong. */
  verdicts: readonly Verdict[];
  /** Read from the script's result. */
  block: ResultBlock | undefined;
  problem: Problem | undefined;
  /** The text held a secret and was put away. */
  secret: boolean;
  take: (text: string) => void;
}

/** Reads what is pasted, in this browser; hands on the ARNs that are certain, and keeps the simulator's answers. */
export function usePaste(
  planId: string,
  document: Pick<PlanDocument, "start">,
  onArns: (found: ThreeArns) => void,
  /** The role or user that the block must be about, where the plan names it for good. */
  about?: Pick<PlanDocument["identity"], "roleArn" | "userName">,
): Paste {
  const [text, setText] = useState("");
  const [read, setRead] = useState<Omit<Paste, "text" | "take">>(nothing);

  async function keep(block: ResultBlock) {
    const { account, partition, arns, simulation, at, limits } = block;
    if (simulation.length === 0) return;
    const principal = arns.roleArn ?? arns.userArn ?? "";
    const kept = await keepSimulation(planId, {
      account,
      partition,
      principal,
      decisions: simulation,
      // A damaged line leaves the time of the run unknown.
      ...(at.getTime() > 0 ? { ranAt: at } : {}),
      ...(limits === undefined ? {} : { limits }),
    });
    if (!kept.ok) setRead((before) => ({ ...before, problem: kept.problem }));
  }

  function take(next: string) {
    if (SECRET.test(next)) {
      setText("");
      setRead({ ...nothing, secret: true });
      return;
    }
    setText(next);
    if (next.trim() === "") return setRead(nothing);
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

const nothing = { verdicts: [], block: undefined, problem: undefined, secret: false } as const;

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
