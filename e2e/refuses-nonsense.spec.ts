import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeCall } from "../scripts/fuzz/calls";
import { fuzz } from "../scripts/fuzz/fuzz";
import { layGround, sandboxGround } from "../scripts/fuzz/ground";
import { expect, test } from "./support/test";
import { composePolicy, describeConnection, startRehearsal, type Wish } from "./support/walk";

const wish: Wish = {
  name: "beside-nonsense",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-1",
};

test("1,000 spoiled requests get no 5xx and no silence, and a visitor beside them notices nothing", async ({
  app,
  page,
}) => {
  const ground = await layGround(app.url);
  const before = app.output().length;
  const storm = fuzz(app.url, 1000, 10, (random) => makeCall(random, ground));
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  const { calls, failures, statuses } = await storm;
  expect(failures).toEqual([]);
  expect(calls).toBe(1000);
  // Sound requests are among them, and reach pages and actions.
  expect(statuses[200]).toBeGreaterThan(100);
  expect(app.output().slice(before), "no stack in the log").not.toMatch(/^\s+at /m);
});

test("the sandbox takes 300 spoiled requests and lives", async ({ app }) => {
  const ground = sandboxGround(app.sandboxUrl);
  const { failures } = await fuzz(app.sandboxUrl, 300, 11, (random) => makeCall(random, ground));
  // Over its limit of headers Node closes while the rest is still being sent: the answer may not come through.
  expect(failures.filter((failure) => !failure.includes("header flood"))).toEqual([]);
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
});

test("nothing is served but pages, their files and the health of the server", async ({ app }) => {
  const unlisted = [
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/data/x/index.json",
    "/_next/webpack-hmr",
    "/_next/static/chunks/none.js",
    "/__nextjs_original-stack-frame",
    "/__nextjs_font/geist-latin.woff2",
    "/_not-found",
    "/_global-error",
    "/_error",
    "/404",
    "/500",
    "/index",
    "/index.rsc",
    "/favicon.ico",
    "/robots.txt",
    "/sitemap.xml",
    "/manifest.webmanifest",
    "/api",
    "/setup",
    "/join",
    "/checklist",
    "/package.json",
    "/.env",
    "/.next/BUILD_ID",
    "/next.config.ts",
  ];
  const found: string[] = [];
  for (const path of unlisted) {
    const answer = await fetch(app.url + path);
    if (answer.status !== 404) found.push(`${path} ${answer.status}`);
    expect(answer.headers.get("x-powered-by"), path).toBeNull();
  }
  expect(found).toEqual([]);
});

test("scripts and styles are served, source maps are not", async ({ app }) => {
  const folder = resolve(import.meta.dirname, "..", process.env.NEXT_DIST_DIR ?? ".next", "static");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(20);
  const strange: string[] = [];
  for (const { name, parentPath } of files) {
    const path = `/_next/static${join(parentPath, name).slice(folder.length)}`;
    const { status } = await fetch(app.url + path, { method: "HEAD" });
    if (status !== (name.endsWith(".map") ? 404 : 200)) strange.push(`${path} ${status}`);
  }
  expect(strange).toEqual([]);
});
