import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

async function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/sandbox.ts"], {
    env: { ...process.env, SANDBOX_PORT: "0", ...environment },
  });
  running.push(child);
  let printed = "";
  child.stderr.on("data", (chunk) => (printed += chunk));
  while (!/http:\S+/.test(printed)) {
    const [chunk] = await once(child.stdout, "data");
    printed += chunk;
  }
  return { child, url: /http:\S+/.exec(printed)?.[0] ?? "" };
}

test("the process prints its address, keeps its worlds over a restart and ends cleanly", async () => {
  const SANDBOX_FOLDER = mkdtempSync(join(tmpdir(), "sandbox-folder-"));
  const put = async (url: string) => {
    const body = JSON.stringify({ partition: "aws" });
    const response = await fetch(`${url}/_sandbox/worlds/123456789012`, { method: "PUT", body });
    return (await response.json()) as { created: boolean; administrator: unknown };
  };
  const first = await start({ SANDBOX_FOLDER });
  const made = await put(first.url);
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  const second = await start({ SANDBOX_FOLDER });
  expect(await put(second.url)).toEqual({ ...made, created: false });
  second.child.kill("SIGTERM");
  expect(await once(second.child, "exit")).toEqual([0, null]);
});

test("a port that is no number stops the start with a sentence", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/sandbox.ts"], {
    env: { ...process.env, SANDBOX_PORT: "many" },
  });
  const [said] = await once(child.stderr, "data");
  expect(String(said)).toContain('SANDBOX_PORT is "many"');
  expect(await once(child, "exit")).toEqual([2, null]);
});
