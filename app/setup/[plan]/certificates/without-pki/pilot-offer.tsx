"use client";

import { useState } from "react";
import { done, useAction } from "@/app/_action/use-action";
import { Button, ProblemNotice } from "@/components/ui";
import type { CertificatesState } from "../state/use-certificates";

/** The rehearsal's way: CA, client certificate and key made in this browser. */
export function PilotOffer({
  state,
  name,
  first,
}: {
  state: CertificatesState;
  name: string;
  first: boolean;
}) {
  const { pending, problem, run } = useAction();
  const [made, setMade] = useState(false);
  const make = () =>
    run(
      async () => (await state.makePilot({ commonName: name || "rehearsal", days: 31 })) ?? done,
      () => setMade(true),
    );
  return (
    <section
      aria-labelledby="sample-title"
      className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-ink bg-surface px-5 py-5"
    >
      <h2 id="sample-title" className="text-lg font-semibold">
        {first ? "No certificates at hand?" : "Sample certificates"}
      </h2>
      <p className="max-w-line">
        For this rehearsal, the browser can create a CA, a client certificate and its private key, valid for a
        month. The key stays in this page.
      </p>
      <Button pending={pending} pendingLabel="Making keys…" onClick={() => void make()}>
        Make a sample CA and certificate in this browser
      </Button>
      <ProblemNotice problem={problem} />
      <p role="status" className="min-h-6 text-sm font-medium text-pass">
        {made && !pending && problem === undefined
          ? "Made: CA certificate, client certificate and private key."
          : ""}
      </p>
    </section>
  );
}
