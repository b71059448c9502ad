"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/notices";
import type { Problem } from "@/lib/problems";
import { joinPlan } from "./actions";

export function JoinButton({ token }: { token: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function join() {
    setPending(true);
    const joined = await joinPlan({ token });
    // In place of this page: its address holds the link, and "back" should not lead to it again.
    if (joined.ok) return router.replace(joined.value.href);
    setPending(false);
    setProblem(joined.problem);
  }
  return (
    <>
      <ProblemNotice problem={problem} />
      <Button variant="primary" pending={pending} pendingLabel="Joining…" onClick={() => void join()}>
        Join this plan
      </Button>
    </>
  );
}
