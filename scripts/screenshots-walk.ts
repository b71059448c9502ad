import type { Page } from "playwright";
import {
  checkCertificates,
  createIdentity,
  describeConnection,
  goOn,
  goToStep,
  makeChecklistLink,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "../e2e/support/walk";

export interface Camera {
  take(page: Page, name: string): Promise<void>;
  print(page: Page, name: string): Promise<void>;
}

const wish: Wish = {
  name: "ckm-prod-frankfurt",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
  features: ["Multi-Region keys"],
};

/** A rehearsal for Roles Anywhere, from the front door to the checklist, with the states worth looking at on the way. */
export async function rehearse(page: Page, { take, print }: Camera): Promise<void> {
  await page.goto("/");
  await take(page, "front-door-first-visit");

  await page.getByRole("button", { name: "Set up a real AWS account" }).click();
  await page.waitForURL(/\/start$/);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("heading", { name: "Some answers need another look" }).waitFor();
  await take(page, "start-with-open-answers");

  await startRehearsal(page);
  const plan = page.url().replace(/\/start$/, "");
  await take(page, "start");
  await describeConnection(page, wish);
  await take(page, "policy");
  await goOn(page, "Check the certificates");
  await take(page, "certificates-empty");
  await checkCertificates(page);
  await goToStep(page, "Check the certificates");
  await settle(page);
  await take(page, "certificates-judged");
  await goToStep(page, "Create the identity");
  await take(page, "identity");
  await goToStep(page, "Verify the access");
  await take(page, "verify-waiting");
  await goToStep(page, "Create the identity");
  await createIdentity(page, wish);
  await goToStep(page, "Create the identity");
  await settle(page);
  await take(page, "identity-made");
  await goToStep(page, "Verify the access");
  await take(page, "verify");
  await verifyAccess(page);
  await take(page, "verify-checked");
  await page.getByRole("button", { name: "See in which regions KMS can be reached" }).click();
  await page.getByText(/^Asked: /).waitFor();
  await take(page, "verify-regions");
  await goToStep(page, "Connect CipherTrust");
  await take(page, "connect");

  await page.goto(await makeChecklistLink(page));
  await take(page, "checklist");
  await print(page, "checklist");
  await page.goto(`${plan}/people`);
  await take(page, "people");
  await page.goto(`${plan}/verify`);
  await take(page, "verify-after-reload");
  await somethingDenied(page, plan, { take, print });
  await page.goto("/");
  await take(page, "front-door-with-plans");
  await page.goto("/nowhere");
  await take(page, "not-found");
}

/** What waiting, failure and answers that changed afterwards look like. */
async function somethingDenied(page: Page, plan: string, { take }: Camera): Promise<void> {
  await page.goto(`${plan}/start`);
  await page.getByRole("checkbox", { name: "Multi-Region keys" }).uncheck();
  await settle(page);
  await page.goto(`${plan}/verify`);
  await take(page, "verify-stale");
  await startRehearsal(page);
  await describeConnection(page, { ...wish, name: "ckm-broken" });
  await goOn(page, "Check the certificates");
  await checkCertificates(page);
  await createIdentity(page, wish);
  await breakAccount(page, "Permissions take time to apply");
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  await page.waitForTimeout(3000);
  await take(page, "verify-waits-for-iam");
  await goToStep(page, "Create the identity");
  await goToStep(page, "Verify the access");
  await breakAccount(page, "One action is missing from the policy");
  await page.getByRole("button", { name: "Check all again" }).click();
  await page.waitForTimeout(6000);
  await take(page, "verify-with-a-failure");
}

/** Something goes wrong in the pretend account, on purpose. */
async function breakAccount(page: Page, scenario: string): Promise<void> {
  await page.getByText(/^This rehearsal.s account/).click();
  await page.getByRole("radio", { name: scenario }).check();
  await page.getByRole("button", { name: "Use this account" }).click();
  await settle(page);
}

/** Time for what follows a press: an answer saved, a page drawn. ("networkidle" never comes where prefetches are cut off.) */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}
