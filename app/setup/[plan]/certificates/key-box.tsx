"use client";

import { useState } from "react";
import { Button, FileDrop, Note, SecretField } from "@/components/ui";
import type { CertificatesState } from "./use-certificates";

/** The private key: pasted, dropped or chosen, judged in this browser, kept in this page's memory only. */
export function KeyBox({ state, checked }: { state: CertificatesState; checked: boolean }) {
  const { key, takeKey } = state;
  const [passphrase, setPassphrase] = useState("");
  const [file, setFile] = useState<Uint8Array>();
  const code = key.problem?.code;
  const asks = code?.endsWith("-passphrase-needed") || code?.endsWith("-passphrase-wrong");
  const error =
    key.problem === undefined
      ? undefined
      : `${key.problem.title}. ${key.problem.sentence} ${key.problem.remedy}`;
  return (
    <section className="flex flex-col gap-3" aria-label="Private key">
      <FileDrop
        name="privateKey"
        label="Private key of the client certificate"
        hint="Judged in this browser and never sent to this wizard's server. Closing or reloading the page forgets it."
        error={error}
        endings={[".key", ".pem", ".der", ".p8", ".pk8", ".p12", ".pfx", ".txt"]}
        secret
        value={key.text}
        onText={(text) => {
          setFile(undefined);
          key.type(text);
          if (text.trim() !== "") void takeKey(text);
        }}
        onFile={({ bytes }) => {
          setFile(bytes);
          key.type("");
          void takeKey(bytes);
        }}
        placeholder="-----BEGIN RSA PRIVATE KEY-----"
      />
      {asks && (
        <div className="flex flex-col items-start gap-3">
          <SecretField
            id="key-passphrase"
            label="Passphrase of the key"
            value={passphrase}
            onValue={setPassphrase}
          />
          <Button onClick={() => void takeKey(file ?? key.text, passphrase)}>Open the key</Button>
        </div>
      )}
      {key.held !== undefined && (
        <p role="status" className="text-sm font-medium text-pass">
          The key is in this page's memory. The next steps can use it.
        </p>
      )}
      {key.held === undefined && checked && (
        <Note tone="info" title="The key was checked, and is not kept">
          It matched the certificate. It lives in the page's memory only, so after closing or reloading it is
          asked for again where it is needed: to sign in (step Verify) and for the complete payload.
        </Note>
      )}
    </section>
  );
}
