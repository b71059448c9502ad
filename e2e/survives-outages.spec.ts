import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startPostgres } from "../scripts/test-postgres";
import { freePort, startApp } from "./support/app";
import {
  composePolicy,
  createIdentity,
  describeConnection,
  goToStep,
  saved,
  startRehearsal,
} from "./support/walk";

// Not the shared fixture: a browser whose server answers 503 says so on its console.

const started: ChildProcess[] = [];
const folders: string[] = [];
test.afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "wizard-outage-"));
  folders.push(folder);
  return folder;
};

function start(script: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, WORLDS: "aws", DATA_DIR: "memory", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += String(text)));
  return { child, printed: () => printed, ended: once(child, "exit") };
}

test("while the database is away the pages say so, saves are refused by name, and all is back without a hand", async ({
  browser,
}) => {
  const postgres = await startPostgres();
  const app = await startApp({ environment: { DATABASE_URL: postgres.url } });
  const context = await browser.newContext({ baseURL: app.url });
  const planted = "typed-by-a-visitor";
  try {
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Set up a real AWS account" }).click();
    const name = page.getByLabel("Connection name");
    await expect(name).toBeVisible();
    await saved(page, () => name.fill("before"));
    const plan = page.url();

    await postgres.halt();
    await name.fill(planted);
    await expect(page.getByText("The wizard cannot reach its database").first()).toBeVisible();
    for (const address of [plan, "/"]) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(503);
      expect(answer?.headers()["retry-after"]).toBe("5");
      await expect(page.getByRole("heading", { name: "The wizard cannot reach its database" })).toBeVisible();
      const number = await page.getByText(/^Reference number/).innerText();
      expect(app.output()).toContain(number.replace("Reference number", "").trim());
    }
    expect((await context.request.get("/api/health")).status()).toBe(503);

    await postgres.restart();
    await page.goto(plan);
    await expect(name).toHaveValue("before");
    await saved(page, () => name.fill("after"));
    expect((await context.request.get("/api/health")).status()).toBe(200);
    expect(app.output()).not.toMatch(new RegExp(`${planted}|Failed query|params:|unexpected error`));
  } finally {
    await context.close();
    await app.stop();
    await postgres.stop();
  }
});

test("every failure at the start is one sentence and the end of the process", async () => {
  const damaged = newFolder();
  mkdirSync(join(damaged, "pglite"));
  writeFileSync(join(damaged, "pglite", "postgresql.conf"), "");
  const file = join(newFolder(), "file");
  writeFileSync(file, "no certificate");
  const held = newFolder();
  const taken = start("scripts/serve.mjs", { PORT: "0", DATA_DIR: held });
  await expect.poll(taken.printed).toContain("Listening on");
  const port = /:(\d+) after/.exec(taken.printed())?.[1] ?? "";
  const address = `http://127.0.0.1:${port}/api/health`;
  const cases: [Record<string, string>, RegExp][] = [
    [{ DATA_DIR: "/proc/nope" }, /The data folder \/proc\/nope cannot be made \(ENOENT\)/],
    [{ DATA_DIR: file }, /is a file, or lies in one/],
    [{ DATA_DIR: damaged }, /was not opened: base is missing. Nothing in it was changed/],
    [{ DATA_DIR: held }, /is in use by another process/],
    [{ DATABASE_URL: "postgres://wizard:hunter2@127.0.0.1:9/none" }, /cannot be used \(ECONNREFUSED\)/],
    [{ EXTRA_CA_FILE: "/nowhere/ca.pem" }, /EXTRA_CA_FILE \(\/nowhere\/ca.pem\) cannot be read \(ENOENT\)/],
    [{ EXTRA_CA_FILE: file }, /holds no PEM certificate/],
    [{ WORLDS: "moon" }, /WORLDS must be aws, sandbox, or both/],
    [{ PORT: port }, /cannot listen on 127.0.0.1/],
  ];
  for (const [environment, sentence] of cases) {
    const { printed, ended } = start("scripts/serve.mjs", { PORT: "0", ...environment });
    expect(await ended, printed()).toEqual([1, null]);
    expect(printed()).toMatch(sentence);
    expect(printed()).toContain("The wizard cannot start.");
    expect(printed()).not.toContain("hunter2");
  }
  expect((await fetch(address)).status).toBe(200);
  taken.child.kill("SIGTERM");
  expect(await taken.ended).toEqual([0, null]);
});

function sandboxesOf(up: ChildProcess): number[] {
  const found = execFileSync("pgrep", ["-P", String(up.pid), "-f", "scripts/sandbox.ts"], {
    encoding: "utf8",
  });
  return found.trim().split("\n").map(Number);
}

test("the sandbox's end is not the wizard's: it is started again, and says so", async () => {
  const port = await freePort();
  const { child, printed, ended } = start("scripts/up.mjs", {
    PORT: String(port),
    WORLDS: "aws,sandbox",
    DATA_DIR: newFolder(),
  });
  await expect.poll(printed, { timeout: 60_000 }).toContain("The wizard is ready");
  const health = async () => (await fetch(`http://127.0.0.1:${port}/api/health`)).json();
  expect(await health()).toMatchObject({ ok: true, sandbox: "ok" });
  for (const pid of sandboxesOf(child)) process.kill(pid, "SIGKILL");
  await expect.poll(printed).toContain("The sandbox ended (SIGKILL). Plans for real accounts go on");
  expect(await health()).toMatchObject({ ok: true });
  await expect.poll(async () => (await health()).sandbox, { timeout: 30_000 }).toBe("ok");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

test("a check that is under way at the end of the process comes to its end, or says that it was cut off", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [port, folder] = [await freePort(), newFolder()];
  const startUp = async (slow: Record<string, string> = {}) => {
    const world = { PORT: String(port), WORLDS: "aws,sandbox", DATA_DIR: folder, ...slow };
    const up = start("scripts/up.mjs", world);
    await expect.poll(up.printed, { timeout: 60_000 }).toContain("The wizard is ready");
    return up;
  };
  const wish = { name: "stopped", signIn: "Access key", partition: "aws", region: "eu-west-3" } as const;
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}` });
  const page = await context.newPage();
  const check = page.getByRole("button", { name: /^Check (the connection|again|all again)$/ }).first();
  /** Presses the button, and ends the process while the server works on it. */
  const stopInCheck = async (up: Awaited<ReturnType<typeof startUp>>) => {
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await check.click();
    await asked;
    up.child.kill("SIGTERM");
    const answers = () =>
      context.request.get("/api/health").then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(false);
  };

  const first = await startUp();
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  await createIdentity(page, wish);
  // AWS, here the sandbox, stands still until the process has heard that it is to end.
  const frozen = sandboxesOf(first.child);
  for (const pid of frozen) process.kill(pid, "SIGSTOP");
  await stopInCheck(first);
  for (const pid of frozen) process.kill(pid, "SIGCONT");
  await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 30_000 });
  expect(await first.ended).toEqual([0, null]);

  // The page is kept while nobody answers, and with it the key in its memory; a press goes through later.
  await page.getByRole("link", { name: /^Compose the policy/ }).click();
  const away = page.getByRole("status").filter({ hasText: "server does not answer" });
  await expect(away).toBeVisible();
  // With such an AWS a check takes longer than a process that ends waits for it.
  const second = await startUp({ SANDBOX_LATENCY_MS: "4500" });
  await expect(away).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Compose the policy" })).toBeVisible();
  await goToStep(page, "Verify the access");
  // What the check found while the wizard was being stopped is kept.
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible();
  await stopInCheck(second);
  await expect(page.getByText("The wizard is being stopped")).toBeVisible({ timeout: 30_000 });
  expect(await second.ended).toEqual([0, null]);

  const third = await startUp();
  await check.click();
  await expect(page.getByText(/^Checked in/)).toBeVisible({ timeout: 30_000 });
  await context.close();
  third.child.kill("SIGTERM");
  expect(await third.ended).toEqual([0, null]);
});
