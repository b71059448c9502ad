"use client";

import { useState } from "react";
import { Button, FileDrop, SecretField } from "@/components/ui";
import { usePrivateKey } from "./certificates/use-key";

/** Asks for the private key, matches it with the certificate in this browser, and keeps it in page memory. */
export function PrivateKeyBox({ planId, clientPem }: { planId: string; clientPem: string }) {
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
        name="privateKey"
        label="Private key of the client certificate"
        hint="It is checked against the certificate in this browser, and not sent."
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
            id="key-passphrase"
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
