"use client";

import { Button, Note } from "@/components/ui";
import type { Verdict } from "@/lib/verdict";
import type { CertificatesState } from "./state/use-certificates";

/** What stands in the wrong box: both, the certificate of a CA in the client's, or a client's in the CA's. */
export type Misplaced = "both" | "authority" | "client";

/**
 * Which certificates stand in each other's place, by what the judge found of them. A self-signed certificate without
 * basic constraints may be an old root, so that it is offered no other place.
 */
export function misplacedIn(verdicts: readonly Verdict[]): Misplaced | undefined {
  const status = (id: string) => verdicts.find((verdict) => verdict.id === id)?.status;
  const anchor = status("anchor.basic-constraints");
  const client = status("client.basic-constraints");
  if (client === "fail" && anchor === "fail") return "both";
  if (client === "fail" && anchor === undefined) return "authority";
  const issued = status("anchor.self-signature") === "not-applicable";
  return client === undefined && anchor === "fail" && issued ? "client" : undefined;
}

const words: Record<Misplaced, { title: string; text: string; act: string }> = {
  both: {
    title: "The two certificates are in the wrong fields",
    text: "The field of the client certificate holds the certificate of a CA, and the field of the CA certificate holds none.",
    act: "Swap them",
  },
  authority: {
    title: "This is a CA certificate",
    text: "The field of the client certificate holds the certificate of a CA, which cannot sign in.",
    act: "Move it to the CA certificate",
  },
  client: {
    title: "This is not a CA certificate",
    text: "The field of the CA certificate holds one that a CA issued and that can issue none itself. It looks like the client certificate.",
    act: "Move it to the client certificate",
  },
};

/** Said at once, with the press that mends it. */
export function Swapped({ verdicts, state }: { verdicts: readonly Verdict[]; state: CertificatesState }) {
  const misplaced = misplacedIn(verdicts);
  if (misplaced === undefined) return null;
  const { title, text, act } = words[misplaced];
  return (
    <Note
      tone="warn"
      title={title}
      action={
        <Button pending={state.busy} pendingLabel="Checking…" onClick={() => void state.swap()}>
          {act}
        </Button>
      }
    >
      {text}
    </Note>
  );
}
