"use client";

import { useState } from "react";
import { usePrivateKey } from "@/app/setup/[plan]/certificates/use-key";
import { Button, FileDrop, SecretField } from "@/components/ui";

/** Asks for the private key once more, matches it with the certificate in this browser, and keeps it in page memory. */
export function PrivateKeyAgain({ planId, clientPem }: { planId: string; clientPem: string }) {
  const key = usePrivateKey(planId);
  const [passphrase, setPassphrase] = useState("");
  const [given, setGiven] = useState<string | Uint8Array>("");
  const [mismatch, setMismatch] = useState(false);
  const code = key.problem?.code;
  const asks = code?.endsWith("-passphrase-needed") || code?.endsWith("-passphrase-wrong");
  async function take(content: string | Uint8Array, word?: string) {
    setGiven(content);
    setMismatch(false);
    await key.take(content, clientPem, word);
    setMismatch(true);
  }
  const error =
    key.problem !== undefined
      ? `${key.problem.title}. ${key.problem.sentence} ${key.problem.remedy}`
      : mismatch && key.held === undefined
        ? "This key does not belong to the client certificate of this plan. Give the key that the certificate was made for."
        : undefined;
  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        name="privateKeyAgain"
        label="Private key of the client certificate"
        hint="It is asked for again because this wizard stores no secrets: the key lives in the page's memory, and closing or reloading the page forgets it. It is checked against the certificate here, and not sent."
        {...(error === undefined ? {} : { error })}
        endings={[".key", ".pem", ".der", ".p8", ".pk8", ".p12", ".pfx", ".txt"]}
        secret
        value={key.text}
        onText={(text) => {
          key.type(text);
          setMismatch(false);
          if (text.trim() !== "") void take(text);
        }}
        onFile={({ bytes }) => {
          key.type("");
          void take(bytes);
        }}
        placeholder="-----BEGIN RSA PRIVATE KEY-----"
      />
      {asks && (
        <div className="flex flex-col items-start gap-3">
          <SecretField
            id="connect-passphrase"
            label="Passphrase of the key"
            value={passphrase}
            onValue={setPassphrase}
          />
          <Button onClick={() => void take(given, passphrase)}>Open the key</Button>
        </div>
      )}
    </div>
  );
}
