import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { type App, startApp } from "./support/app";
import { makePki } from "./support/openssl";
import { expect, test } from "./support/test";
import {
  createIdentity,
  describeConnection,
  goOn,
  makeChecklistLink,
  startRehearsal,
  verifyAccess,
  type Wish,
  walk,
  walkOn,
} from "./support/walk";

interface Wire {
  what: string;
  text: string;
}

test("the private key is nowhere but in the page and in the payload that the page makes", async ({
  page,
  context,
  app,
}) => {
  test.setTimeout(180_000);
  const wire = listen(context);
  const pki = makePki("hunted");
  const wish: Wish = {
    name: "hunted",
    signIn: "IAM Roles Anywhere (certificate)",
    partition: "aws",
    region: "eu-west-3",
  };
  await startRehearsal(page);
  await describeConnection(page, wish);
  await goOn(page, "Check the certificates");
  await page.getByRole("textbox", { name: "CA certificate", exact: true }).fill(pki.ca);
  await page.getByRole("textbox", { name: "Client certificate", exact: true }).fill(pki.client);
  // Into the wrong box first, as people do.
  await page
    .getByRole("textbox", { name: "Client certificate", exact: true })
    .fill(`${pki.client}\n${pki.key}`);
  await expect(page.getByText(/private key/i).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Client certificate", exact: true }).fill(pki.client);
  await page.getByRole("textbox", { name: "Private key of the client certificate" }).fill(pki.key);
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await goOn(page, "Create the identity");
  await createIdentity(page, wish);
  await verifyAccess(page);
  await goOn(page, "Connect CipherTrust");
  await makeChecklistLink(page);

  const needles = keyNeedles(pki.key);
  await expectNowhere(needles, wire, app, page);
  // The temporary credentials that the server got are nowhere on this side either.
  await expectNowhere([/ASIASBX[A-Z2-7]{13}/, /eyJ[\w-]{60,}\.[\w-]{40,}/], wire, app, page);
});

test("the access key travels only in the calls that sign in with it", async ({ page, context, app }) => {
  test.setTimeout(180_000);
  const wire = listen(context);
  await walk(page, { name: "hunted-key", signIn: "Access key", partition: "aws", region: "eu-west-3" });
  await makeChecklistLink(page);
  const sent = wire.filter(({ what }) => what.startsWith("request"));
  const secret = sent.map(({ text }) => /"secretAccessKey":"([^"]{40})"/.exec(text)?.[1]).find(Boolean);
  expect(secret, "the check sent the key").toBeTruthy();
  const needles = [secret ?? "none"];
  // One check is one call, and it signs in once.
  const carrying = sent.filter(({ text }) => text.includes(secret ?? "none"));
  expect(carrying).toHaveLength(1);
  const rest = wire.filter(
    (entry) => !carrying.includes(entry) && !entry.what.startsWith("made in the sandbox"),
  );
  await expectNowhere(needles, rest, app, page);
});

test("nor does the development server print what an action was given", async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await startApp({ mode: "dev" });
  const context = await browser.newContext({ baseURL: app.url });
  try {
    // Each page is compiled at its first visit, which takes longer than a visitor's patience in the other tests.
    for (const room of ["start", "policy", "identity", "verify", "connect"])
      await fetch(`${app.url}/setup/none/${room}`);
    await fetch(app.url);
    const page = await context.newPage();
    const wire = listen(context);
    // The development server may load a page anew while it compiles, and a press before that is lost.
    await expect(async () => {
      await startRehearsal(page);
    }).toPass({ timeout: 120_000 });
    await walkOn(page, { name: "hunted-dev", signIn: "Access key", partition: "aws", region: "eu-west-3" });
    const secret = wire.map(({ text }) => /"secretAccessKey":"([^"]{40})"/.exec(text)?.[1]).find(Boolean);
    expect(secret).toBeTruthy();
    expect(app.output()).not.toContain(secret);
  } finally {
    await context.close();
    await app.stop();
  }
});

/** Everything that crosses the wire of this browser, both ways. */
function listen(context: BrowserContext): Wire[] {
  const wire: Wire[] = [];
  context.on("request", (request) => {
    wire.push({
      what: `request ${request.method()} ${request.url()}`,
      text: `${request.url()}\n${request.postData() ?? ""}`,
    });
  });
  context.on("response", async (response) => {
    const text = await response.text().catch(() => "");
    // The one answer that hands out a secret: the key of the rehearsal's own pretend user, to the browser that made it.
    const making = response.request().method() === "POST" && text.includes('"madeInSandbox":true');
    wire.push({ what: `${making ? "made in the sandbox" : "response"} ${response.url()}`, text });
  });
  return wire;
}

/**
 * A key as it could hide: its PEM lines, and pieces of it once line breaks and padding are gone. Not its first 270
 * bytes: they are the modulus, which the certificate holds too, and one serial in 128 puts both into the same base64.
 */
function keyNeedles(key: string): string[] {
  const lines = key
    .split("\n")
    .filter((line) => line.length === 64)
    .slice(6);
  const whole = lines.join("");
  return [
    ...lines,
    whole.slice(100, 180),
    Buffer.from(whole.slice(0, 160), "base64").toString("hex").slice(20, 80),
  ];
}

async function expectNowhere(
  needles: readonly (string | RegExp)[],
  wire: readonly Wire[],
  app: App,
  page: Page,
): Promise<void> {
  const places: Wire[] = [
    ...wire,
    { what: "server output", text: app.output() },
    {
      what: "cookies and storage",
      text: JSON.stringify(await page.context().storageState({ indexedDB: true })),
    },
    { what: "session storage", text: await page.evaluate(() => JSON.stringify(sessionStorage)) },
    { what: "addresses", text: await page.evaluate(() => window.location.href) },
    ...(await databaseFiles(app.dataDir)),
  ];
  for (const needle of needles) {
    const found = places.filter(({ text }) =>
      typeof needle === "string" ? text.includes(needle) : needle.test(text),
    );
    expect(
      found.map(({ what }) => what),
      `${String(needle).slice(0, 24)}…`,
    ).toEqual([]);
  }
}

async function databaseFiles(folder: string): Promise<Wire[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length, "the data folder holds the database").toBeGreaterThan(10);
  return Promise.all(
    files.map(async (file) => ({ what: file, text: (await readFile(file)).toString("latin1") })),
  );
}
