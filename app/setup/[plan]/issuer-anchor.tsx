"use client";

import type { ReactNode } from "react";
import { useAction } from "@/app/_action/use-action";
import { Button, Note, ProblemNotice } from "@/components/ui";
import { anchorOnIssuer } from "./certificates/actions";

interface Props {
  planId: string;
  /** What was seen that makes this worth a press. */
  children: ReactNode;
  onDone?: (certificates: { trustAnchorPem: string; clientPem: string }) => void;
}

/** One press: the CA that issued the client certificate becomes the trust anchor, in place of a CA above it. */
export function IssuerAnchor({ planId, children, onDone }: Props) {
  const { pending, problem, run } = useAction();
  return (
    <Note
      tone="warn"
      title="Nothing shows that CipherTrust sends intermediate certificates"
      action={
        <Button
          pending={pending}
          pendingLabel="Changing the anchor…"
          onClick={() => void run(() => anchorOnIssuer(planId, {}), onDone)}
        >
          Use the issuing CA as the trust anchor
        </Button>
      }
    >
      {children}
      <ProblemNotice problem={problem} />
    </Note>
  );
}
