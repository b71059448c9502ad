"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/app/_action/use-action";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/notices";
import { joinPlan } from "./actions";

export function JoinButton({ token }: { token: string }) {
  const router = useRouter();
  const { pending, problem, run } = useAction();
  const join = () =>
    run(
      () => joinPlan({ token }),
      ({ href }) => {
        // In place of this page: its address holds the link, and "back" should not lead to it again.
        router.replace(href);
        return "leaving";
      },
    );
  return (
    <>
      <ProblemNotice problem={problem} />
      <Button variant="primary" pending={pending} pendingLabel="Joining…" onClick={() => void join()}>
        Join this plan
      </Button>
    </>
  );
}
