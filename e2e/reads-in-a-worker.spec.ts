import { type BrowserContext, expect, type Page } from "@playwright/test";
import { test } from "./support/test";
import { describeConnection, goOn, startRehearsal } from "./support/walk";

/** What a visitor gives is read in a worker of the browser: the page lives on, and the worker can tell nobody. */

const WORKER_FILE = /\/turbopack-worker-[^/]+\.js$/;
const NO_LIST = "No certificate was recognised";

async function openRevocationList(page: Page): Promise<void> {
  await startRehearsal(page);
  await describeConnection(page, {
    name: "worker",
    signIn: "IAM Roles Anywhere (certificate)",
    partition: "aws",
    region: "eu-west-3",
  });
  await goOn(page, "Check the certificates");
  await page.getByText("Revocation list (optional)").click();
}

const listBox = (page: Page) => page.getByRole("textbox", { name: "Revocation list of the CA" });

/** Has the worker run another program than its own. */
async function replaceWorker(context: BrowserContext, program: string): Promise<void> {
  await context.route(WORKER_FILE, (route) =>
    route.fulfill({ contentType: "application/javascript", body: program }),
  );
}

test("a reading that takes long can be stopped, and the page takes the next text", async ({
  page,
  context,
}) => {
  await replaceWorker(context, "for (;;);");
  await openRevocationList(page);
  await listBox(page).fill("never read");
  await page.getByRole("button", { name: "Stop reading" }).click();
  await expect(page.getByText("Reading was stopped")).toBeVisible();
  await context.unroute(WORKER_FILE);
  await listBox(page).fill("read");
  await expect(page.getByText(NO_LIST)).toBeVisible();
  await expect(page.getByText("Reading was stopped")).toBeHidden();
});

test("where the worker's program does not load, the page reads by itself", async ({ page, context }) => {
  await replaceWorker(context, "throw new Error('not today')");
  await openRevocationList(page);
  await listBox(page).fill("read");
  await expect(page.getByText(NO_LIST)).toBeVisible();
  expect(page.workers()).toEqual([]);
});

test("the worker can send nothing anywhere", async ({ browser, app }) => {
  // A context of its own: the browser says on the console what it refuses, as it should.
  const page = await browser.newPage({ baseURL: app.url });
  await openRevocationList(page);
  const started = page.waitForEvent("worker");
  await listBox(page).fill("read");
  const worker = await started;
  await expect(page.getByText(NO_LIST)).toBeVisible();
  const tries = await worker.evaluate(async () => {
    const refused = () => "refused";
    return Promise.all([
      fetch("/api/health").then(() => "sent", refused),
      fetch("https://example.com/", { mode: "no-cors" }).then(() => "sent", refused),
      new Promise((done) => {
        try {
          const socket = new WebSocket(`ws://${location.host}/`);
          socket.onopen = () => done("sent");
          socket.onerror = () => done("refused");
        } catch {
          done("refused");
        }
      }),
    ]);
  });
  expect(tries).toEqual(["refused", "refused", "refused"]);
  await page.close();
});
