import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

/** A folder where the file should be written is as good as a full disk: the write fails. */
test("a save that fails does not end it: it says so once, goes on, and saves when it can again", async () => {
  const SANDBOX_FOLDER = mkdtempSync(join(tmpdir(), "sandbox-folder-"));
  mkdirSync(join(SANDBOX_FOLDER, "worlds.json.new"));
  const { child, url } = await start({ SANDBOX_FOLDER });
  let said = "";
  child.stderr?.on("data", (chunk) => (said += chunk));
  const make = (account: string) =>
    fetch(`${url}/_sandbox/worlds/${account}`, { method: "PUT", body: '{"partition":"aws"}' });
  expect((await make("123456789012")).status).toBe(201);
  while (!said.includes("cannot save its pretend accounts (EISDIR")) await once(child.stderr, "data");
  expect((await make("123456789013")).status).toBe(201);
  rmSync(join(SANDBOX_FOLDER, "worlds.json.new"), { recursive: true });
  while (!said.includes("can save its pretend accounts again")) await once(child.stderr, "data");
  expect(said.match(/cannot save its/g)).toHaveLength(1);
  expect(readdirSync(SANDBOX_FOLDER)).toEqual(["worlds.json"]);
});

test("a folder that cannot be made keeps it going, and its processor idle", async () => {
  const { child, url } = await start({ SANDBOX_FOLDER: "/proc/nope/sandbox" });
  const said = once(child.stderr, "data");
  await fetch(`${url}/_sandbox/worlds/123456789012`, { method: "PUT", body: '{"partition":"aws"}' });
  expect(String(await said)).toContain("cannot save its pretend accounts (ENOENT");
  expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200);
});

test("worlds that make no sense are kept aside, not written over", async () => {
  const SANDBOX_FOLDER = mkdtempSync(join(tmpdir(), "sandbox-folder-"));
  writeFileSync(join(SANDBOX_FOLDER, "worlds.json"), '{"secret":"s","wor');
  const { child } = await start({ SANDBOX_FOLDER });
  child.kill("SIGTERM");
  await once(child, "exit");
  const names = readdirSync(SANDBOX_FOLDER);
  expect(names.filter((name) => name.startsWith("worlds.json.unreadable-"))).toHaveLength(1);
});

test("a port that is no number stops the start with a sentence", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/sandbox.ts"], {
    env: { ...process.env, SANDBOX_PORT: "many" },
  });
  const [said] = await once(child.stderr, "data");
  expect(String(said)).toContain('SANDBOX_PORT is "many"');
  expect(await once(child, "exit")).toEqual([2, null]);
});
