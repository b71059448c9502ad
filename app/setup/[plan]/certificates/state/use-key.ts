"use client";

import { useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import type { KeyClaim } from "@/lib/certificates/public";
import { isProblem, type Problem } from "@/lib/problems";
import { readInWorker } from "../../reading/read-in-worker";
import { recordKeyChecks } from "../../save";

/**
 * The private key of the room: opened and judged in this browser, kept in page memory. What is sent is the verdict.
 * @param judgedBefore whether the plan has verdicts on a key, which a later input that is none takes away
 */
export function usePrivateKey(planId: string, judgedBefore = false) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [mismatch, setMismatch] = useState(false);
  const turn = useRef(0);
  const { secrets, setSecrets } = usePlanSecrets(planId);
  const underWay = useRef<Promise<void>>(undefined);
  // For what was begun in an earlier render.
  const held = useRef(secrets.privateKey?.pem);
  held.current = secrets.privateKey?.pem;

  /** Opens the key, keeps it, and matches it with the client certificate where there is one. The last key counts. */
  function take(
    given: string | Uint8Array,
    client: string | Promise<string>,
    passphrase?: string,
  ): Promise<void> {
    const taking = open(given, client, passphrase).finally(() => {
      if (underWay.current === taking) underWay.current = undefined;
    });
    underWay.current = taking;
    return taking;
  }

  /** Matches the key that is held with another certificate; a key that is being read is matched with it anyway. */
  async function rematch(client: string): Promise<void> {
    if (underWay.current === undefined && held.current !== undefined && client !== "")
      await take(held.current, client);
  }

  async function open(
    given: string | Uint8Array,
    client: string | Promise<string>,
    passphrase?: string,
  ): Promise<void> {
    turn.current += 1;
    const own = turn.current;
    const [keys, clientPem] = await Promise.all([orLost(import("@/lib/certificates/keys")), client]);
    if (own !== turn.current) return;
    if (isProblem(keys)) return setProblem(keys);
    const { judgeKeyForm, keyClaims, matchPrivateKey, toPlatformPem } = keys;
    const input = await keyIn(given, passphrase);
    const key = await readInWorker("readPrivateKey", { input, ...(passphrase && { passphrase }) });
    if (own !== turn.current) return;
    if (isProblem(key)) {
      setProblem(key);
      // What was known of the key before is not said of this one.
      keep(undefined);
      const known = judgedBefore || secrets.privateKey !== undefined;
      if (clientPem === "" || !known || /-passphrase-(needed|wrong)$/.test(key.code)) return;
      const reason = /^key-(malformed|none)$/.test(key.code) ? "not-a-key" : "not-read";
      await record([{ id: "private-key.match", reason }]);
      return;
    }
    setProblem(undefined);
    setMismatch(false);
    const pem = toPlatformPem(key);
    if (clientPem === "") {
      keep(pem);
      return;
    }
    const match = await matchPrivateKey({ certificate: clientPem, privateKey: pem });
    // A key that is known to be another one is not kept: it would end up in a payload that cannot work.
    keep(match.status === "fail" ? undefined : pem);
    setMismatch(match.status === "fail");
    const verdicts = match.status === "fail" ? [match] : [match, judgeKeyForm(key, new Date())];
    await record(keyClaims(verdicts));

    async function record(claims: KeyClaim[]): Promise<void> {
      const saved = await orLost(recordKeyChecks(planId, { claims }));
      if (isProblem(saved)) setProblem(saved);
      else if (!saved.ok) setProblem(saved.problem);
    }
  }

  function keep(pem: string | undefined) {
    held.current = pem;
    setSecrets({ privateKey: pem === undefined ? undefined : { pem } });
  }

  function type(next: string) {
    turn.current += 1;
    setText(next);
    setProblem(undefined);
    setMismatch(false);
    if (next === "") keep(undefined);
  }

  const settled = async () => underWay.current;
  return { text, type, problem, mismatch, held: secrets.privateKey?.pem, take, rematch, settled };
}

/** The one key of whatever was given (a Secret, a JWK, base64 of PEM); else what was given, which says what is wrong. */
async function keyIn(given: string | Uint8Array, passphrase?: string): Promise<string | Uint8Array> {
  const read = await readInWorker("recognise", {
    input: given,
    ...(passphrase && { options: { passphrase } }),
  });
  if (isProblem(read)) return given;
  const { parts } = read;
  const keys = parts.flatMap((part) => (part.kind === "private-key" ? [part.content] : []));
  // A key out of a PKCS#12 file is read from the file, whose form is told, too.
  const inFile = parts.some(({ kind }) => kind === "pkcs12");
  return keys.length === 1 && keys[0] !== undefined && !inFile ? keys[0] : given;
}

export type PrivateKeyState = ReturnType<typeof usePrivateKey>;
