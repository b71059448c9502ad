"use client";

import { Note } from "@/components/ui";
import { PrivateKeyDrop } from "../private-key-drop";
import type { CertificatesState } from "./state/use-certificates";

/** The private key: pasted, dropped or chosen, judged in this browser, kept in this page's memory only. */
export function KeyBox({ state, matched }: { state: CertificatesState; matched: boolean }) {
  const { key, takeKey } = state;
  return (
    <section className="flex flex-col gap-3" aria-label="Private key">
      <PrivateKeyDrop
        state={key}
        hint="Checked in this browser and never sent to this wizard's server. Closing or reloading the page clears it."
        take={takeKey}
      />
      {key.held !== undefined && (
        <p role="status" className="text-sm font-medium text-pass">
          The key is in this page's memory. The next steps can use it.
        </p>
      )}
      {key.held === undefined && matched && key.problem === undefined && !key.mismatch && (
        <Note tone="info" title="The key was checked, and is not kept">
          It matched the certificate. It lives in the page's memory only, so after closing or reloading you
          need to give it again where it is needed: to sign in (step “Verify the access”) and for the complete
          payload.
        </Note>
      )}
    </section>
  );
}
