import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { lockFolder } from "./lock";
import { openStore } from "./store";

const made: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(...below: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "wizard-lock-"));
  made.push(folder);
  return join(folder, ...below);
}

/** Another process; `said(n)` waits for its line that makes the test true. */
function another(mode: "lock" | "write", folder: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/store/testing/writer.ts", mode, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines: string[] = [];
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const reader = createInterface({ input: child.stdout });
  const said = (wanted: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const look = (line: string) => wanted(line) && resolve(line);
      for (const line of lines) look(line);
      reader.on("line", look);
      reader.once("close", () => reject(new Error(`it ended, having said: ${lines.slice(-3).join(" | ")}`)));
    });
  reader.on("line", (line) => lines.push(line));
  return { child, said, exited, lines };
}

describe("the lock of a data folder", () => {
  it("refuses a second process with a sentence, and is free again when the first was killed", async () => {
    const folder = newFolder();
    const first = another("lock", folder);
    await first.said((line) => line === "held");
    const refusal = lockFolder(folder);
    await expect(refusal).rejects.toMatchObject({ name: "StoreUnavailable" });
    await expect(refusal).rejects.toThrow(`in use by another process (process ${first.child.pid})`);
    first.child.kill("SIGKILL");
    await first.exited;
    await (await lockFolder(folder)).release();
  });

  it("lets one of many win when all start at once, a dead lock among them", async () => {
    const folder = newFolder();
    const dead = another("lock", folder);
    await dead.said((line) => line === "held");
    dead.child.kill("SIGKILL");
    await dead.exited;
    const tries = Array.from({ length: 5 }, () => another("lock", folder));
    const words = await Promise.all(tries.map(({ said }) => said(() => true)));
    expect(words.filter((word) => word === "held")).toHaveLength(1);
    expect(words.filter((word) => word.includes("in use by another process"))).toHaveLength(4);
  });

  it("works in a folder whose path is longer than a socket's may be", async () => {
    const folder = newFolder("long".repeat(30));
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ name: "StoreUnavailable" });
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it("says so when the folder cannot be one", async () => {
    const file = newFolder("file");
    writeFileSync(file, "");
    await expect(lockFolder(file)).rejects.toMatchObject({ name: "StoreUnavailable" });
  });
});

describe("the embedded store", () => {
  it("keeps everything that it acknowledged before it was killed", async () => {
    const folder = newFolder();
    const writer = another("write", folder);
    await writer.said((line) => Number(line) >= 40);
    writer.child.kill("SIGKILL");
    await writer.exited;
    const last = Number(writer.lines.at(-1));
    const store = await openStore({ folder });
    const [plan] = await store.plans.list({ sessionHash: "writer" });
    await store.close();
    expect(Number(plan?.document.start.description)).toBeGreaterThanOrEqual(last);
  });
});
