"use client";

import { useState } from "react";
import { FileDrop, SecretField } from "@/components/forms";
import { Button } from "@/components/ui";
import type { PrivateKeyState } from "./certificates/state/use-key";

interface PrivateKeyDropProps {
  state: PrivateKeyState;
  hint: string;
  /** What is wrong with a key that could be opened; a key that could not says so itself. */
  error?: string | undefined;
  /** Opens and judges a key that was given here. */
  take: (given: string | Uint8Array, passphrase?: string) => Promise<void>;
}

/** Where a private key is given: pasted, dropped or chosen, and its passphrase asked for where it has one. */
export function PrivateKeyDrop({ state, hint, error, take }: PrivateKeyDropProps) {
  const { text, type, problem } = state;
  const [file, setFile] = useState<Uint8Array>();
  const [passphrase, setPassphrase] = useState("");
  const asks = /-passphrase-(needed|wrong)$/.test(problem?.code ?? "");
  const wrong = problem ? `${problem.title}. ${problem.sentence} ${problem.remedy}` : error;
  return (
    <>
      <FileDrop
        name="privateKey"
        label="Private key of the client certificate"
        hint={hint}
        error={wrong}
        endings={[".key", ".pem", ".der", ".p8", ".pk8", ".p12", ".pfx", ".txt"]}
        secret
        value={text}
        onText={(next) => {
          setFile(undefined);
          type(next);
          if (next.trim() !== "") void take(next);
        }}
        onFile={({ bytes }) => {
          setFile(bytes);
          type("");
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
          {/* The text is the later one: a file that is chosen empties the box. */}
          <Button onClick={() => void take(text !== "" || file === undefined ? text : file, passphrase)}>
            Open the key
          </Button>
        </div>
      )}
    </>
  );
}
