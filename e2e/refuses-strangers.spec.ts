import { spawn } from "node:child_process";
import { request as httpRequest } from "node:http";
import { join, resolve } from "node:path";
import { actionIds } from "../scripts/fuzz/ground";
import { startPostgres } from "../scripts/test-postgres";
import { startApp } from "./support/app";
import { expect, test } from "./support/test";
import { startRehearsal } from "./support/walk";

/** Sends exactly these headers: a browser, and fetch, would not let a page choose Host or Origin. */
function send(url: string, headers: Record<string, string>, method = "GET", body = "") {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (done, fail) => {
      const sent = httpRequest(url, { method, headers }, (answer) => {
        let text = "";
        answer.on("data", (chunk) => (text += String(chunk)));
        answer.on("end", () => done({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      });
      sent.on("error", fail);
      sent.end(body);
    },
  );
}

/** The built server as an operator starts it: how it ends, and what it says. */
function startAndEnd(environment: Record<string, string>) {
  return new Promise<{ code: number | null; said: string }>((done) => {
    const root = resolve(import.meta.dirname, "..");
    const server = spawn(process.execPath, [join(root, "scripts/serve.mjs")], {
      cwd: root,
      env: { ...process.env, PORT: "0", ...environment },
    });
    let said = "";
    server.stderr.on("data", (chunk) => (said += String(chunk)));
    server.on("exit", (code) => done({ code, said }));
  });
}

test("a name that is not the wizard's gets a sentence instead of a page", async ({ app }) => {
  const { host, port } = new URL(app.url);
  for (const name of ["evil.test", `evil.test:${port}`, `127.0.0.1.nip.io:${port}`]) {
    const answer = await send(app.url, { host: name });
    expect(answer.status, name).toBe(421);
    expect(answer.text).toContain("does not answer to this name");
  }
  expect((await send(app.url, { host: `localhost:${port}` })).status).toBe(200);
  expect((await send(app.url, { host })).status).toBe(200);
});

test("a change that another site sends is refused before anything reads it", async ({ app }) => {
  const { host } = new URL(app.url);
  const action = {
    host,
    "next-action": actionIds().get("createPlan") ?? "",
    "content-type": "text/plain;charset=UTF-8",
  };
  for (const origin of [undefined, "null", "https://evil.test", "http://127.0.0.1:1"]) {
    const headers = origin === undefined ? action : { ...action, origin };
    expect((await send(app.url, headers, "POST", "[]")).status, String(origin)).toBe(403);
  }
  const neighbour = { ...action, origin: app.url, "sec-fetch-site": "cross-site" };
  expect((await send(app.url, neighbour, "POST", "[]")).status).toBe(403);
});

test("a body that is too large is refused with its limit", async ({ app }) => {
  const body = "x".repeat(2_000_000);
  const headers = { host: new URL(app.url).host, origin: app.url, "content-length": String(body.length) };
  const answer = await send(app.url, headers, "POST", body);
  expect(answer.status).toBe(413);
  expect(answer.text).toContain("1 MB");
});

test("links that lead nowhere look alike, and so do the plans of others", async ({ app, page, browser }) => {
  const pages = await Promise.all(
    ["x", "a".repeat(43), "../../etc/passwd", "%00"].map((token) => fetch(`${app.url}/checklist/${token}`)),
  );
  for (const { status } of pages.slice(0, 2)) expect(status).toBe(404);
  for (const { status } of pages) expect(status).toBeLessThan(500);
  await startRehearsal(page);
  const [session] = (await page.context().cookies()).filter(({ name }) => name === "wizard-session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const stranger = await browser.newContext();
  const answer = await stranger.request.get(page.url());
  expect(answer.status()).toBe(404);
  await stranger.close();
});

test("behind a TLS proxy, browsers are told to stay with TLS", async () => {
  const app = await startApp({
    environment: { PUBLIC_URL: "https://wizard.example.com", TRUST_PROXY: "1", HOST: "127.0.0.1" },
  });
  try {
    const proxied = { host: "wizard.example.com", "x-forwarded-proto": "https" };
    const answer = await send(app.url, proxied);
    expect(answer.status).toBe(200);
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=/);
  } finally {
    await app.stop();
  }
});

test("a second process on the same data, and a wrong setting, stop with a sentence", async ({ app }) => {
  const second = await startAndEnd({ DATA_DIR: app.dataDir });
  expect(second.code).toBe(1);
  expect(second.said).toContain("in use by another process");
  const wrong = await startAndEnd({ WORLDS: "moon", DATABASE_URL: "mysql://u:hunter2@db/x" });
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain("WORLDS must be aws, sandbox, or both");
  expect(wrong.said).not.toContain("hunter2");
});

test("health says when the database is gone, and when it is back", async () => {
  const postgres = await startPostgres();
  const app = await startApp({ environment: { DATABASE_URL: postgres.url } });
  try {
    const health = async () => {
      const answer = await fetch(`${app.url}/api/health`);
      return { status: answer.status, ...(await answer.json()) };
    };
    expect(await health()).toMatchObject({ status: 200, ok: true, store: "ok", sandbox: "ok" });
    await postgres.halt();
    // The answer of a moment ago may be given again.
    await expect.poll(health).toMatchObject({ status: 503, ok: false, store: "unavailable" });
    await postgres.restart();
    await expect.poll(health).toMatchObject({ status: 200, ok: true });
  } finally {
    await app.stop();
    await postgres.stop();
  }
});
