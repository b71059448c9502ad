"use client";

import { Button, Note } from "@/components/ui";
import type { Verdict } from "@/lib/verdict";
import type { CertificatesState } from "./use-certificates";

/** Whether a CA certificate stands in the client's box, and none in the CA's. */
export function areSwapped(verdicts: readonly Verdict[]): boolean {
  const status = (id: string) => verdicts.find((verdict) => verdict.id === id)?.status;
  const anchor = status("anchor.basic-constraints");
  return status("client.basic-constraints") === "fail" && (anchor === undefined || anchor === "fail");
}

/** The two boxes in each other's place: said at once, with the press that mends it. */
export function Swapped({ verdicts, state }: { verdicts: readonly Verdict[]; state: CertificatesState }) {
  if (!areSwapped(verdicts)) return null;
  const alone = state.boxes.trustAnchorPem.trim() === "";
  return (
    <Note
      tone="warn"
      title={alone ? "This is a CA certificate" : "The two certificates are in the wrong fields"}
      action={
        <Button pending={state.busy} pendingLabel="Checking…" onClick={() => void state.swap()}>
          {alone ? "Move it to the CA certificate" : "Swap them"}
        </Button>
      }
    >
      {alone
        ? "The field of the client certificate holds the certificate of a CA, which cannot sign in."
        : "The field of the client certificate holds the certificate of a CA, and the field of the CA certificate holds none."}
    </Note>
  );
}
