import { expect, test } from "@playwright/test";
import { exportFormats } from "@/lib/exports";
import { emptyPlanDocument } from "@/lib/plan";
import { type App, startApp } from "./support/app";
import { pressEach } from "./support/press-each";
import { wayCard } from "./support/verify";
import {
  checkCertificates,
  composePolicy,
  createIdentity,
  describeConnection,
  goOn,
  goToStep,
  makeChecklistLink,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

// Not the shared fixture: a browser whose server is away says so on its console.
let app: App;
const planExport =
  exportFormats
    .find(({ id }) => id === "plan-export")
    ?.render({ plan: { id: "p", world: "aws", document: emptyPlanDocument() }, now: new Date() }) ?? "";
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(async () => app.stop());

test("with the server away, each button of each page that needs it says so beside itself and can be pressed again", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const wish: Wish = {
    name: "away",
    signIn: "IAM Roles Anywhere (certificate)",
    partition: "aws",
    region: "eu-west-1",
  };
  const context = await browser.newContext({ baseURL: app.url });
  const faults: string[] = [];
  context.on("weberror", (error) => faults.push(error.error().stack ?? error.error().message));
  const pages = new Map<string, readonly string[]>();
  /** The check tells its problem in the bar at the foot, which is in view beside the matrix, too. */
  const check = [/^Check (all|the \d+ open) again$/];
  try {
    const page = await context.newPage();
    const press = async (name: string, on = page, leave = /^$/) =>
      pages.set(name, (await pressEach(on, { far: check, leave })).asked);
    await page.goto("/");
    await page.getByLabel("Plan export").first().fill(planExport);
    await press("front");
    await startRehearsal(page);
    await describeConnection(page, wish);
    await goToStep(page, "Describe the connection");
    await press("start");
    await goToStep(page, "Compose the policy");
    await press("policy");
    await composePolicy(page, wish);
    await press("certificates");
    await checkCertificates(page);
    await press("identity");
    await createIdentity(page, wish);
    await verifyAccess(page);
    await goOn(page, "Connect CipherTrust");
    const checklist = await makeChecklistLink(page);
    await press("connect", page, /^Forget/);
    await goToStep(page, "Verify the access");
    await press("verify");

    await page.getByRole("link", { name: "Work on it together" }).click();
    await page.getByRole("button", { name: "Make an invitation link" }).click();
    const invitation = await page.getByRole("link", { name: /\/join\// }).getAttribute("href");
    await press("people");
    await page.goto(checklist);
    await press("checklist");
    await page.goto("/");
    await page.getByRole("button", { name: "Rename away" }).click();
    await press("front with a plan");

    const other = await browser.newContext({ baseURL: app.url });
    other.on("weberror", (error) => faults.push(error.error().stack ?? error.error().message));
    const guest = await other.newPage();
    await guest.goto(invitation ?? "");
    await press("join", guest);
    await startRehearsal(guest);
    await describeConnection(guest, { ...wish, signIn: "Access key" });
    await goToStep(guest, "Create the identity");
    await press("identity, by key", guest);
    await goToStep(guest, "Verify the access");
    await press("verify, by key", guest);
    await other.close();
  } finally {
    await context.close();
  }
  expect(faults).toEqual([]);
  const all = [...new Set([...pages.values()].flat())];
  expect(all.length, all.join(", ")).toBeGreaterThanOrEqual(18);
});

test("while the server is away, no button waits for ever and no secret stays in its field", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Set up a real AWS account" }).click();
    await page.getByLabel("AWS account number").fill("111122223333");
    await describeConnection(page, {
      name: "away",
      signIn: "Access key",
      partition: "aws",
      region: "eu-central-1",
    });
    await goToStep(page, "Verify the access");
    const read = wayCard(page, "Policies read here");
    await read.getByRole("button", { name: "Paste the policies" }).click();
    const policy = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "kms:*", Resource: "*" } };
    await page.getByRole("textbox", { name: "Policy document" }).fill(JSON.stringify(policy));
    const ask = page.getByRole("button", { name: "Ask the simulator" });
    const secret = page.getByRole("textbox", { name: "Administrator’s secret access key" });
    const away = page.getByRole("alert").filter({ hasText: "The wizard's server did not answer" });

    await page.route("**/*", (route) =>
      route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
    );
    await page.getByRole("button", { name: "Read the policy" }).click();
    await expect(away).toBeVisible();
    await expect(page.getByRole("button", { name: "Read the policy" })).toBeEnabled();

    await read.getByRole("button", { name: "Close" }).click();
    await wayCard(page, "AWS's policy simulator")
      .getByRole("button", { name: "Give an administrator’s credentials" })
      .click();
    await page.getByRole("textbox", { name: "Administrator’s access key id" }).fill("ASIASBXAAAAAAAAAAAAA");
    await secret.fill("notASecretButOfItsForm");
    await ask.click();
    await expect(away).toBeVisible();
    await expect(secret).toHaveValue("");
    await expect(ask).toBeEnabled();
  } finally {
    await context.close();
  }
});
