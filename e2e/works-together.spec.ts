import type { Page } from "@playwright/test";
import { makePkiFolder } from "./support/pki-folder";
import { expect, test } from "./support/test";
import { composePolicy, describeConnection, goToStep, startRehearsal, type Wish } from "./support/walk";

const { read, remove } = makePkiFolder();
test.afterAll(remove);

const wish: Wish = {
  name: "together",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-3",
};

const box = (page: Page, name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}`) });
const both = (page: Page) => page.getByText("Somebody else has changed this meanwhile");
const saved = (page: Page) => expect(page.getByText(/^Saved at/)).toBeVisible();
const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

/** A page that hears nothing of the others, as if they had saved at this very moment. */
async function deafen(page: Page): Promise<void> {
  await page.route("**/version", () => {});
}

/** The same step in a second window. */
async function openAgain(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await deafen(other);
  await other.goto(page.url());
  return other;
}

/** A new rehearsal at its first step, in two windows. */
async function startTwice(page: Page): Promise<Page> {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await goToStep(page, "Describe the connection");
  return openAgain(page);
}

test("two people change one answer: both are shown, nothing is written over, and one is chosen", async ({
  page,
}) => {
  const other = await startTwice(page);
  await box(page, "Description").fill("by Ada");
  await saved(page);

  await box(other, "Description").fill("by Ben");
  await expect(both(other)).toBeVisible();
  await expect(other.getByText("Theirs: by Ada")).toBeVisible();
  await expect(other.getByText("Yours: by Ben")).toBeVisible();
  await expect(other.getByText(/^Not saved: somebody else/)).toBeVisible();
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByText("Somebody else has changed an answer meanwhile")).toBeVisible();
  await other.getByRole("button", { name: "Keep yours" }).click();
  await expect(both(other)).toHaveCount(0);
  await saved(other);

  // The first window, which has not looked since.
  await deafen(page);
  await box(page, "Description").fill("by Ada, again");
  await expect(page.getByText("Theirs: by Ben")).toBeVisible();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(box(page, "Description")).toHaveValue("by Ben");
  await page.reload();
  await expect(box(page, "Description")).toHaveValue("by Ben");
});

test("different answers meet without a question, and a window that is looked at again shows today's plan", async ({
  page,
}) => {
  const other = await startTwice(page);
  await box(page, "Description").fill("by Ada");
  await saved(page);
  await box(other, "Connection name").fill("by-ben");
  await saved(other);
  await expect(both(other)).toHaveCount(0);
  await expect(box(other, "Description")).toHaveValue("by Ada");
  await lookAgain(page);
  await expect(box(page, "Connection name")).toHaveValue("by-ben");
  await expect(both(page)).toHaveCount(0);
  await page.reload();
  await expect(box(page, "Connection name")).toHaveValue("by-ben");
  await expect(box(page, "Description")).toHaveValue("by Ada");
});

test("certificates of two people are not mixed: the later one sees the earlier one's, and chooses", async ({
  page,
}) => {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  await page.waitForURL(/certificates$/);
  const other = await openAgain(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await box(page, "Client certificate").fill(read("client.pem"));
  await expect(page.getByText("CN=ckm-prod").first()).toBeVisible();

  await box(other, "Client certificate").fill(read("printer.pem"));
  await expect(both(other)).toBeVisible();
  await expect(other.getByText(/^Theirs: 1 certificate /)).toHaveCount(2);
  await expect(other.getByText("Yours: (empty)")).toBeVisible();
  await other.getByRole("button", { name: "Take theirs" }).click();
  await expect(box(other, "Client certificate")).toHaveValue(read("client.pem"));
  await expect(box(other, "CA certificate")).toHaveValue(read("issuing.pem"));

  await box(other, "Client certificate").fill(read("next.pem"));
  await saved(other);
  await expect(both(other)).toHaveCount(0);
  await lookAgain(page);
  await expect(box(page, "Client certificate")).toHaveValue(read("next.pem"));
});
