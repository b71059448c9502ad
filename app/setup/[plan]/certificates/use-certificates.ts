"use client";

import { useRef, useState } from "react";
import type { FieldProblem, PlanDocument } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import { saveAnswers } from "../save";
import { useSaveState } from "../save-state";
import { validateCertificates } from "./actions";
import { usePrivateKey } from "./use-key";

export type BoxName = "trustAnchorPem" | "clientPem";
type Values = PlanDocument["certificates"];

export interface GivenFile {
  name: string;
  content: string | Uint8Array;
}

const PAUSE_MS = 500;

/**
 * The room's state: what stands in the two boxes and what the server judged. Whatever is given is looked through for
 * a private key here, before anything is sent; a key found goes to its own box.
 */
export function useCertificates(planId: string, initial: Values) {
  const [boxes, setBoxes] = useState({
    trustAnchorPem: initial.trustAnchorPem,
    clientPem: initial.clientPem + initial.chainPem,
  });
  const [authority, setAuthorityShown] = useState(initial.authority);
  const [problems, setProblems] = useState<Partial<Record<BoxName | "pile", Problem>>>({});
  const [notices, setNotices] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState<FieldProblem[]>([]);
  const key = usePrivateKey(planId);
  const { report } = useSaveState();
  // What the next request sends; state alone would be that of the render in which a timer was set.
  const now = useRef({
    boxes,
    authority,
    pilot: initial.pilot,
    client: initial.clientPem,
    run: 0,
    pressed: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (patch: typeof problems) => setProblems((before) => ({ ...before, ...patch }));

  function place(patch: Partial<typeof boxes>, pilot = false) {
    now.current = { ...now.current, boxes: { ...now.current.boxes, ...patch }, pilot };
    setBoxes(now.current.boxes);
  }

  /** Has the server judge and keep what stands in the boxes. */
  async function check(): Promise<void> {
    clearTimeout(timer.current);
    now.current.run += 1;
    const { boxes: given, authority: ca, pilot, run } = now.current;
    setBusy(true);
    report({ is: "saving" });
    try {
      const result = await validateCertificates(planId, {
        authority: ca,
        trustAnchor: given.trustAnchorPem,
        client: given.clientPem,
        pilot,
      });
      if (run !== now.current.run) return;
      if (!result.ok) {
        report({ is: "failed", why: result.problem.title });
        show({ pile: result.problem });
        return;
      }
      report({ is: "saved", at: new Date(result.value.savedAt) });
      now.current.client = result.value.clientPem;
      // Open answers are named on a press of Continue, and from then on as they change.
      if (now.current.pressed) setOpen(result.value.open);
      const { trustAnchorPem, clientPem } = result.value.problems;
      show({ pile: undefined, trustAnchorPem, clientPem });
    } catch {
      report({
        is: "failed",
        why: "the wizard's server did not answer; it is tried again with your next change",
      });
    } finally {
      if (run === now.current.run) setBusy(false);
    }
  }

  async function checkWithKey(): Promise<void> {
    await check();
    if (key.held !== undefined && now.current.client !== "") await key.take(key.held, now.current.client);
  }

  /** Text typed or pasted into a box: judged when the typing pauses; a key in it is noticed first. */
  function type(name: BoxName, text: string) {
    const files = [{ name: "The pasted text", content: text }];
    clearTimeout(timer.current);
    if (/PRIVATE[\s_-]*KEY/i.test(text)) {
      void give(files, name);
      return;
    }
    place({ [name]: text });
    timer.current = setTimeout(async () => {
      const { holdsPrivateKey } = await import("@/lib/certificates/public");
      if (text !== "" && holdsPrivateKey(text)) await give(files, name);
      else await checkWithKey();
    }, PAUSE_MS);
  }

  /** Files, or text with a key in it: sorted in this browser, each part into its box. */
  async function give(
    files: readonly GivenFile[],
    target: BoxName | "pile",
    passphrase?: string,
  ): Promise<void> {
    clearTimeout(timer.current);
    setBusy(true);
    const { sortPile } = await import("@/lib/certificates/keys");
    const pile = await sortPile(files, passphrase);
    const certificates = pile.items.filter(({ kind }) =>
      ["client", "anchor", "other-ca", "intermediate"].includes(kind),
    );
    const only = pile.clientPem ?? pile.trustAnchorPem;
    if (target !== "pile" && certificates.length === 1 && only !== undefined) place({ [target]: only });
    else {
      const { trustAnchorPem, clientPem } = pile;
      place({ ...(trustAnchorPem && { trustAnchorPem }), ...(clientPem && { clientPem }) });
    }
    setNotices(pile.items.map(({ file, what }) => `${file}: ${what}`));
    if (certificates.length > 0) await check();
    setBusy(false);
    show({ [target]: pile.problems[0]?.problem });
    const given = pile.privateKey?.content ?? (certificates.length > 0 ? key.held : undefined);
    if (pile.privateKey !== undefined) key.type(pile.privateKey.content);
    if (given !== undefined) await key.take(given, now.current.client, passphrase);
  }

  /** A PKI made in this browser: certificates to the boxes, the key to page memory. */
  async function makePilot(request: { commonName: string; days: number; intermediate?: boolean }) {
    setBusy(true);
    const { makePilotPki } = await import("@/lib/certificates/keys");
    const pki = await makePilotPki({ ...request, now: new Date() });
    place({ trustAnchorPem: pki.trustAnchorPem, clientPem: pki.clientPem }, true);
    setNotices([]);
    key.type("");
    await check();
    await key.take(pki.clientKeyPem, now.current.client);
    return pki;
  }

  async function setAuthority(next: Values["authority"]) {
    now.current = { ...now.current, authority: next };
    setAuthorityShown(next);
    await check();
  }

  /** For Continue: judges what stands there, and names what is open. */
  async function saveNow(): Promise<boolean> {
    now.current.pressed = true;
    await checkWithKey();
    const result = await saveAnswers(planId, { slice: "certificates", fields: {} });
    const named = result.ok ? result.value.open : [];
    setOpen(named);
    return result.ok && named.length === 0;
  }

  const takeKey = (text: string | Uint8Array, passphrase?: string) =>
    key.take(text, now.current.client, passphrase);
  return {
    boxes,
    authority,
    problems,
    notices,
    busy,
    open,
    key,
    type,
    give,
    takeKey,
    makePilot,
    setAuthority,
    saveNow,
  };
}

export type CertificatesState = ReturnType<typeof useCertificates>;
