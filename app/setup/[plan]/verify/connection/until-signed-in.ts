import { waitingLimitMs } from "@/lib/checks";
import { isProblem, type Problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { signIn } from "../actions";
import type { makeProof } from "./make-proof";

interface Work {
  planId: string;
  proof: () => ReturnType<typeof makeProof>;
  /** False once a later run, or a stop, has made this one count for nothing. */
  current: () => boolean;
  onWait: (nextAt: number, endsAt: number) => void;
  onTry: () => void;
  onVerdicts: (verdicts: Verdict[]) => void;
}

const PAUSE_MS = 5000;

/** True after a sign-in that succeeded; false after one that AWS refused for good. New roles and keys are waited for. */
export async function untilSignedIn(work: Work): Promise<boolean | Problem> {
  const { planId, proof, current } = work;
  const endsAt = Date.now() + waitingLimitMs / 4;
  for (;;) {
    const made = await proof();
    if (isProblem(made)) return made;
    const answer = await signIn(planId, { proof: made });
    if (!current()) return false;
    if (!answer.ok) return answer.problem;
    const { verdicts, again } = answer.value;
    work.onVerdicts(verdicts);
    if (verdicts[0]?.status === "pass" || verdicts[0]?.status === "warn") return true;
    if (!again || Date.now() + PAUSE_MS > endsAt) return false;
    work.onWait(Date.now() + PAUSE_MS, endsAt);
    await pause(PAUSE_MS);
    if (!current()) return false;
    work.onTry();
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}
