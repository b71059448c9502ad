"use client";

import { usePrivateKey } from "./certificates/state/use-key";
import { PrivateKeyDrop } from "./private-key-drop";

/** Asks for the private key, matches it with the certificate in this browser, and keeps it in page memory. */
export function PrivateKeyBox({ planId, clientPem }: { planId: string; clientPem: string }) {
  const key = usePrivateKey(planId);
  return (
    <div className="flex flex-col gap-3">
      <PrivateKeyDrop
        state={key}
        hint="It is checked against the certificate in this browser, and not sent."
        error={
          key.mismatch
            ? "This key does not belong to the client certificate of this plan. Give the key that the certificate was issued for."
            : undefined
        }
        take={(given, passphrase) => key.take(given, clientPem, passphrase)}
      />
    </div>
  );
}
