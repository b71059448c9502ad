"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import type { Problem } from "@/lib/problems";
import { askSimulator } from "../actions";

export interface AdministratorKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface Simulator {
  pending: boolean;
  problem: Problem | undefined;
  /** What came of it, in one sentence. */
  said: string;
  /** Without a key: as the administrator of a rehearsal's pretend account. */
  ask: (administrator?: AdministratorKey) => Promise<void>;
}

/** AWS's policy simulator, asked by the server for one request. The key is not kept here. */
export function useSimulator(planId: string): Simulator {
  const router = useRouter();
  const { pending, problem, run } = useAction();
  const [said, setSaid] = useState("");

  const ask = (administrator?: AdministratorKey) => {
    setSaid("");
    return run(
      () => askSimulator(planId, administrator ? { administrator } : {}),
      ({ verdicts }) => {
        const told = verdicts.filter(({ status }) => status !== "unknown").length;
        setSaid(
          told === 0
            ? `The simulator gave no answer: ${verdicts[0]?.evidence.found ?? ""}`
            : `The simulator has answered for ${told} of ${verdicts.length} permissions.`,
        );
        router.refresh();
      },
    );
  };
  return { pending, problem, said, ask };
}
