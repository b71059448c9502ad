"use client";

import { useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import type { FieldProblem, PlanDocument } from "@/lib/plan";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";
import { useReading } from "../../reading/use-reading";
import { saveAnswers } from "../../save";
import { notAnswered, useSaveState } from "../../save-state";
import type { BoxName, GivenFile } from "../read-given";
import { useJudge } from "./use-judge";
import { usePrivateKey } from "./use-key";

type Values = PlanDocument["certificates"];
export type PilotPki = Awaited<ReturnType<typeof import("@/lib/certificates/keys").makePilotPki>>;

const PAUSE_MS = 500;

/**
 * The room's state: what stands in the two boxes, what this browser read out of it, and what the server judged. Only
 * what was read and written anew is ever sent: between a paste and its reading, nothing is.
 */
export function useCertificates(planId: string, initial: Values, keyJudged: boolean) {
  const stored = {
    trustAnchorPem: initial.trustAnchorPem,
    clientPem: initial.clientPem + initial.chainPem,
  };
  const [boxes, setBoxes] = useState(stored);
  const [authority, setAuthorityShown] = useState(initial.authority);
  const [problems, setProblems] = useState<{ [at in BoxName | "pile"]?: Problem | undefined }>({});
  const [notices, setNotices] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState<FieldProblem[]>([]);
  const key = usePrivateKey(planId, keyJudged);
  const { report } = useSaveState();
  const { read, slow, stop } = useReading();
  // What the next request sends; state alone would be that of the render in which a timer was set.
  const now = useRef({
    boxes,
    /** Certificates, each written by this browser or by the server: the only thing of a box that is sent. */
    written: stored,
    unread: new Set<BoxName>(),
    authority,
    pilot: initial.pilot,
    client: initial.clientPem,
    pressed: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const checking = useRef<Promise<Problem | undefined>>(undefined);
  const judging = useJudge(planId, initial, () => now.current.unread.size > 0, showStored);

  const show = (patch: typeof problems) => setProblems((before) => ({ ...before, ...patch }));

  function fill(patch: Partial<typeof boxes>) {
    now.current.boxes = { ...now.current.boxes, ...patch };
    setBoxes(now.current.boxes);
  }

  function write(patch: Partial<typeof boxes>, pilot = false) {
    now.current = { ...now.current, written: { ...now.current.written, ...patch }, pilot };
    for (const name of Object.keys(patch)) now.current.unread.delete(name as BoxName);
  }

  /** Has the server judge and keep the certificates that were read. @returns a problem when no answer came */
  function check(): Promise<Problem | undefined> {
    checking.current = judge();
    return checking.current;
  }

  async function judge(): Promise<Problem | undefined> {
    clearTimeout(timer.current);
    setBusy(true);
    const result = await judging.ask(() => {
      const { written, authority: ca, pilot } = now.current;
      return { authority: ca, trustAnchor: written.trustAnchorPem, client: written.clientPem, pilot };
    });
    if (result === undefined) return;
    setBusy(false);
    if (isProblem(result)) return result;
    if (!result.ok) return void show({ pile: result.problem });
    if (judging.waits()) return;
    now.current.client = result.value.clientPem;
    // Open answers are named on a press of Continue, and from then on as they change.
    if (now.current.pressed) setOpen(result.value.open);
    const { trustAnchorPem, clientPem } = result.value.problems;
    show({
      pile: undefined,
      ...(trustAnchorPem && { trustAnchorPem }),
      ...(clientPem && { clientPem }),
    });
  }

  async function checkWithKey(): Promise<Problem | undefined> {
    const lost = await check();
    await key.settled();
    if (lost === undefined) await key.rematch(now.current.client);
    return lost;
  }

  /** Text typed or pasted into a box: read when the typing pauses. */
  function type(name: BoxName, text: string) {
    clearTimeout(timer.current);
    now.current.unread.add(name);
    fill({ [name]: text });
    timer.current = setTimeout(() => void readBoxes(), PAUSE_MS);
  }

  /** Reads the boxes that were typed into, and has judged what they hold. */
  async function readBoxes(): Promise<void> {
    for (const name of [...now.current.unread])
      await give([{ name: "The pasted text", content: now.current.boxes[name] }], name);
  }

  /**
   * Files, or the text of a box: taken apart in this browser, each part to its place.
   * @returns a problem when the server did not answer
   */
  async function give(
    files: readonly GivenFile[],
    target: BoxName | "pile",
    passphrase?: string,
  ): Promise<Problem | undefined> {
    clearTimeout(timer.current);
    setBusy(true);
    const reading = await orLost(import("../read-given"));
    if (isProblem(reading)) {
      setBusy(false);
      report(notAnswered);
      return reading;
    }
    const outcome = await reading.readGiven(files, target, passphrase, read);
    if (outcome === undefined) return;
    const [typed] = files;
    const fromBox = target !== "pile" && typeof typed?.content === "string";
    // Typed on while it was read: the later text is read in its turn.
    if (fromBox && now.current.boxes[target] !== typed.content) return;
    write(outcome.written);
    if (target !== "pile") now.current.unread.delete(target);
    if (outcome.replaces)
      fill(fromBox ? { [target]: now.current.written[target], ...outcome.written } : outcome.written);
    setNotices(outcome.replaces || outcome.notices.length > outcome.found ? outcome.notices : []);
    const mended = Object.fromEntries(Object.keys(outcome.written).map((name) => [name, undefined]));
    show({ pile: undefined, ...mended, [target]: outcome.problem });
    // Where nothing was found, what stood there before is gone, and its verdicts with it.
    const changed = fromBox || Object.keys(outcome.written).length > 0;
    const lost = changed ? await check() : undefined;
    setBusy(false);
    if (outcome.privateKey !== undefined) {
      key.type(outcome.privateKey);
      await key.take(outcome.privateKey, now.current.client, passphrase);
    } else if (outcome.found > 0) await key.rematch(now.current.client);
    return lost;
  }

  /**
   * A PKI made in this browser: certificates to the boxes, the key to page memory.
   * @param onMade gets it before the server has answered
   * @returns a problem when the server did not answer
   */
  async function makePilot(
    request: { commonName: string; days: number; intermediate?: boolean | undefined },
    onMade?: (pki: PilotPki) => void,
  ): Promise<Problem | undefined> {
    const keys = await orLost(import("@/lib/certificates/keys"));
    if (isProblem(keys)) return keys;
    setBusy(true);
    const pki = await keys.makePilotPki({ ...request, now: new Date() });
    onMade?.(pki);
    const made = { trustAnchorPem: pki.trustAnchorPem, clientPem: pki.clientPem };
    write(made, true);
    fill(made);
    show({ trustAnchorPem: undefined, clientPem: undefined });
    setNotices([]);
    key.type("");
    const lost = await check();
    await key.take(pki.clientKeyPem, lost === undefined ? now.current.client : "");
    return lost;
  }

  /** Each box's certificates into the other one. */
  async function swap(): Promise<void> {
    const { trustAnchorPem, clientPem } = now.current.written;
    const swapped = { trustAnchorPem: clientPem, clientPem: trustAnchorPem };
    write(swapped, now.current.pilot);
    fill(swapped);
    show({ trustAnchorPem: undefined, clientPem: undefined });
    await checkWithKey();
  }

  /** The server has made the issuing CA the anchor: the boxes show it. */
  function anchored({ trustAnchorPem, clientPem }: Pick<Values, BoxName>) {
    now.current.authority = "own";
    setAuthorityShown("own");
    write({ trustAnchorPem, clientPem }, now.current.pilot);
    fill({ trustAnchorPem, clientPem });
    judging.cancel();
  }

  /** What the plan holds, where it was changed elsewhere. A text that was never read stays in its box. */
  function showStored() {
    const { boxes: typed, written } = now.current;
    now.current = { ...now.current, authority: initial.authority, client: initial.clientPem };
    setAuthorityShown(initial.authority);
    const names = (["trustAnchorPem", "clientPem"] as const).filter((name) => typed[name] === written[name]);
    fill(Object.fromEntries(names.map((name) => [name, stored[name]])));
    write(stored, initial.pilot);
  }

  async function setAuthority(next: Values["authority"]) {
    now.current.authority = next;
    setAuthorityShown(next);
    await check();
  }

  /** For Continue: reads and judges what stands there, and names what is open; a problem when no answer came. */
  async function saveNow(): Promise<boolean | Problem> {
    now.current.pressed = true;
    clearTimeout(timer.current);
    await readBoxes();
    const lost = await checkWithKey();
    if (lost !== undefined) return lost;
    if (judging.waits()) return browserProblem("answers-changed");
    const result = await orLost(saveAnswers(planId, { slice: "certificates", fields: {}, seen: {} }));
    if (isProblem(result)) return result;
    if (!result.ok) return result.problem;
    setOpen(result.value.open);
    return result.value.open.length === 0;
  }

  /** A key is for the certificate that was pasted just before it: that one is read and judged first. */
  async function clientNow(): Promise<string> {
    if (now.current.unread.size > 0) await readBoxes();
    return (await checking.current) === undefined ? now.current.client : "";
  }

  const takeKey = (text: string | Uint8Array, passphrase?: string) => key.take(text, clientNow(), passphrase);
  const yours = { authority, trustAnchorPem: boxes.trustAnchorPem, clientPem: boxes.clientPem };
  const conflict = judging.conflict(yours, { keep: () => void check(), take: showStored });
  return {
    boxes,
    conflict,
    authority,
    problems,
    notices,
    busy,
    open,
    key,
    reading: { slow, stop },
    type,
    give,
    takeKey,
    makePilot,
    anchored,
    swap,
    setAuthority,
    saveNow,
  };
}

export type CertificatesState = ReturnType<typeof useCertificates>;
