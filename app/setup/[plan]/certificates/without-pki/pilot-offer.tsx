"use client";

import { useState } from "react";
import { Button } from "@/components/ui";
import type { CertificatesState } from "../use-certificates";

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
  const [pending, setPending] = useState(false);
  const [made, setMade] = useState(false);
  async function make() {
    setPending(true);
    await state.makePilot({ commonName: name || "rehearsal", days: 31 });
    setPending(false);
    setMade(true);
  }
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
      <p role="status" className="min-h-6 text-sm font-medium text-pass">
        {made && !pending ? "Made: CA certificate, client certificate and private key." : ""}
      </p>
    </section>
  );
}
