import type { Page } from "playwright";

export interface Camera {
  take(page: Page, name: string): Promise<void>;
  print(page: Page, name: string): Promise<void>;
}

/** A rehearsal for Roles Anywhere, from the front door to the checklist, with the states worth looking at on the way. */
export async function rehearse(page: Page, { take, print }: Camera): Promise<void> {
  await page.goto("/");
  await take(page, "front-door-first-visit");

  await page.getByRole("button", { name: "Set up a real AWS account" }).click();
  await page.waitForURL(/\/start$/);
  await settle(page);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("heading", { name: "Some answers need another look" }).waitFor();
  await take(page, "start-with-open-answers");

  await page.goto("/");
  await page.getByRole("button", { name: "Rehearse in the sandbox" }).click();
  await page.waitForURL(/\/setup\/.+\/\w+/);
  await step(page, "Describe the connection");
  await page.getByLabel("Connection name").fill("ckm-prod-frankfurt");
  await page.getByRole("checkbox", { name: "Multi-region keys" }).check();
  await settle(page);
  await take(page, "start");

  await step(page, "Compose the policy");
  await take(page, "policy");

  await step(page, "Check the certificates");
  await take(page, "certificates-empty");
  await press(page, /^Make a sample CA/);
  await take(page, "certificates-judged");

  await step(page, "Create the identity");
  await take(page, "identity");
  await press(page, /sandbox/i);
  await take(page, "identity-made");

  await step(page, "Verify the access");
  await take(page, "verify-before");
  await press(page, /^(Sign in|Check|Verify|Start)/);
  await page.waitForTimeout(15_000);
  await take(page, "verify-checked");

  await step(page, "Connect CipherTrust");
  await take(page, "connect");
  await press(page, /checklist/i);
  const link = page.getByRole("link", { name: /\/checklist\// });
  const address = (await link.count()) > 0 ? await link.first().getAttribute("href") : null;
  if (address !== null) {
    await page.goto(address);
    await take(page, "checklist");
    await print(page, "checklist");
  }
  await page.goto("/");
  await take(page, "front-door-with-plans");
  await page.goto("/nowhere");
  await take(page, "not-found");
}

/** To a step by its link in the rail: page memory, and the key in it, stays. */
async function step(page: Page, title: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: title }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await settle(page);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("main").getByRole("button", { name }).first().click();
  await settle(page);
}

/** Until nothing is fetched any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(800);
  await page.waitForLoadState("networkidle");
}
