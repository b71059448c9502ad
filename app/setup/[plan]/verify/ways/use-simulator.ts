"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { lostServer } from "@/app/setup/[plan]/lost-server";
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
  /** Without a key: as the administrator of a rehearsal's pretend account. True when it answered. */
  ask: (administrator?: AdministratorKey) => Promise<boolean>;
}

/** AWS's policy simulator, asked by the server for one request. The key is not kept here. */
export function useSimulator(planId: string): Simulator {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState("");

  async function ask(administrator?: AdministratorKey) {
    setPending(true);
    setSaid("");
    try {
      const answer = await askSimulator(planId, administrator ? { administrator } : {});
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return false;
      const { verdicts } = answer.value;
      const told = verdicts.filter(({ status }) => status !== "unknown").length;
      setSaid(
        told === 0
          ? `The simulator gave no answer: ${verdicts[0]?.evidence.found ?? ""}`
          : `The simulator has answered for ${told} of ${verdicts.length} permissions.`,
      );
      router.refresh();
      return true;
    } catch {
      setProblem(lostServer);
      return false;
    } finally {
      setPending(false);
    }
  }
  return { pending, problem, said, ask };
}
