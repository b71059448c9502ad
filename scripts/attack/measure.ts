import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startApp } from "../../e2e/support/app";
import { makePki } from "../../e2e/support/openssl";
import type { Attacked } from "./hostile";
import { type Answered, type Visitor, visit } from "./visitor";

export interface Measured {
  attacks: number;
  /** Answers of the attacks: verdicts, or the code of the problem. */
  answers: Record<string, number>;
  /** The longest pauses of the serving thread, and under which attack each was. */
  pauses: { kind: string; ms: number }[];
  /** Calls of an honest visitor, in milliseconds: alone, and beside the attacks. */
  idle: { calls: number; p50: number; p99: number };
  beside: { calls: number; p50: number; p99: number };
  /** What went wrong: an honest call that was refused, an attack without an answer. */
  failures: string[];
}

/**
 * Attacks the built server through its real actions, while an honest visitor opens pages, saves answers and has a
 * usual chain judged.
 * @param share of the hostile policies; 1 is all
 */
export async function measureAttacks(share: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "wizard-attack-"));
  const pausesFile = join(folder, "pauses");
  const preload = pathToFileURL(join(import.meta.dirname, "event-loop.mjs")).href;
  const app = await startApp({
    environment: { PAUSES_FILE: pausesFile, NODE_OPTIONS: `--import ${preload}`, WORLDS: "aws" },
  });
  try {
    const honest = await visit(app.url);
    const failures = existsSync(pausesFile) ? [] : ["the server's pauses were not measured"];
    const acts = honestActs(honest);
    // Pages are compiled and processes started at their first use.
    for (let i = 0; i < 3; i += 1) for (const act of acts) await act();
    const walk = async (going: () => boolean) => {
      const times: number[] = [];
      for (let i = 0; going(); i += 1) {
        const answer = await acts[i % acts.length]?.();
        if (answer === undefined) continue;
        times.push(answer.ms);
        const refused = refusal(answer);
        if (refused !== undefined) failures.push(`an honest call was refused: ${refused}`);
        // Few enough for its own limits.
        await new Promise((go) => setTimeout(go, 60));
      }
      return times;
    };
    const until = Date.now() + (share < 1 ? 2_000 : 20_000);
    const idle = await walk(() => Date.now() < until);

    const hostile = startHostile(app.url, share);
    let calls = 0;
    // As long as both need: every attack once, and so many honest calls that one in a hundred means something.
    const besideTimes = await walk(
      () => (calls++ < (share < 1 ? 20 : 300) || !hostile.onceThrough()) && hostile.runs(),
    );
    const attacked = hostile.end();
    if (!hostile.onceThrough()) failures.push("the hostile browser ended before it had sent every attack");
    const answers: Record<string, number> = {};
    for (const { kind, status, what, missed } of attacked) {
      answers[what] = (answers[what] ?? 0) + 1;
      if (status >= 500 || what === "unexpected") failures.push(`${kind}: ${status} ${what}`);
      // A visitor that was refused by the bounds on visitors says nothing of the bounds on work.
      else if (missed) failures.push(`${kind}: meant for what judges, and answered ${what}`);
    }
    return {
      attacks: attacked.length,
      answers,
      pauses: worst(pausesFile, attacked),
      idle: figures(idle),
      beside: figures(besideTimes),
      failures,
    };
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The hostile browser in its own process, and what it told so far. */
function startHostile(url: string, share: number) {
  const script = join(import.meta.dirname, "hostile.ts");
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", script, url, String(share)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const attacked: Attacked[] = [];
  let rest = "";
  child.stdout.on("data", (text) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) attacked.push(JSON.parse(line) as Attacked);
  });
  return {
    onceThrough: () => attacked.some(({ round }) => round > 0),
    runs: () => child.exitCode === null,
    end() {
      child.kill("SIGKILL");
      return attacked;
    },
  };
}

/** Every attack, and what an honest visitor notices of them. It needs a build of this tree, and a quiet machine. */
export async function soakAttacks(): Promise<{ figures: string; failures: string[] }> {
  const { attacks, answers, pauses, idle, beside, failures } = await measureAttacks(1);
  const [longest] = pauses;
  const tooLong = pauses.filter(({ ms }) => ms > 200).map(({ kind, ms }) => `${kind}: a pause of ${ms} ms`);
  const slower = beside.p99 / Math.max(1, idle.p99);
  return {
    figures: [
      `${attacks} attacks ${JSON.stringify(answers)}`,
      `longest pause of the serving thread ${longest?.ms ?? 0} ms (${longest?.kind ?? "none"})`,
      `an honest visitor alone: ${idle.calls} calls, p50 ${idle.p50} ms, p99 ${idle.p99} ms`,
      `beside the attacks: ${beside.calls} calls, p50 ${beside.p50} ms, p99 ${beside.p99} ms (${slower.toFixed(2)} ×)`,
    ].join("; "),
    failures: [
      ...failures,
      ...tooLong,
      ...(slower > 2 ? [`p99 is ${slower.toFixed(2)} times that of idle`] : []),
    ],
  };
}

function honestActs(visitor: Visitor): (() => Promise<Answered>)[] {
  const { ca, client } = makePki("honest");
  const chain = { authority: "own", trustAnchor: ca, client, pilot: false };
  const seen = () => visitor.seen();
  const name = () => ({ slice: "start", fields: { connectionName: `honest ${Date.now()}` }, seen: seen() });
  return [
    () => visitor.open(`/setup/${visitor.planId}/start`),
    () => visitor.call("saveAnswers", visitor.planId, name()),
    () => visitor.call("validateCertificates", visitor.planId, { ...chain, seen: seen() }),
    () => visitor.open("/api/health"),
  ];
}

/** The code of the problem in an action's answer. */
function refusal({ status, text }: Answered): string | undefined {
  if (status !== 200) return `status ${status}`;
  // A save that was not written is none, whatever its status.
  if (text.includes('"theirs":{"')) return "answers-changed";
  return /"ok":false,"problem":\{"kind":"problem","code":"([^"]+)"/.exec(text)?.[1];
}

function worst(file: string, spans: readonly { kind: string; from: number; to: number }[]) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines
    .map((line) => JSON.parse(line) as { at: number; ms: number })
    .flatMap(({ at, ms }) => {
      const span = spans.find(({ from, to }) => at >= from && at - ms <= to);
      return span === undefined ? [] : [{ kind: span.kind, ms }];
    })
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 5);
}

function figures(times: readonly number[]): { calls: number; p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { calls: sorted.length, p50: at(0.5), p99: at(0.99) };
}
