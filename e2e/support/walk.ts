import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";

/** A rehearsal as a visitor walks it, in the words of the pages. */

export interface Wish {
  name: string;
  signIn: "IAM Roles Anywhere (certificate)" | "Access key" | "Moving from an access key to Roles Anywhere";
  partition: "aws" | "aws-us-gov" | "aws-cn";
  region: string;
  features?: readonly string[];
}

export const byCertificate = (wish: Wish) => wish.signIn !== "Access key";

export async function startRehearsal(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Rehearse in the sandbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Describe the connection" })).toBeVisible();
  await expect(page.getByText("Sandbox", { exact: false }).first()).toBeVisible();
}

export async function describeConnection(page: Page, wish: Wish): Promise<void> {
  await page.getByLabel("Connection name").fill(wish.name);
  await page.getByLabel("AWS partition").selectOption(wish.partition);
  await page.getByLabel("Home region").selectOption(wish.region);
  await page.getByRole("radio", { name: wish.signIn, exact: true }).check();
  for (const feature of wish.features ?? []) await page.getByRole("checkbox", { name: feature }).check();
  await goOn(page, "Compose the policy");
}

export async function composePolicy(page: Page, wish: Wish): Promise<void> {
  await goOn(page, byCertificate(wish) ? "Check the certificates" : "Create the identity");
}

export async function makeSampleCertificates(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Make a sample CA and certificate in this browser" }).click();
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
}

export async function checkCertificates(page: Page): Promise<void> {
  await makeSampleCertificates(page);
  await goOn(page, "Create the identity");
}

export async function createIdentity(page: Page, wish: Wish): Promise<void> {
  await page.getByRole("button", { name: "Do this in the sandbox" }).click();
  await expect(
    page.getByText(
      byCertificate(wish)
        ? "Created in the sandbox: policy, trust anchor, role and profile."
        : /^Created in the sandbox: policy, user and access key AKIASBX/,
    ),
  ).toBeVisible();
  await goOn(page, "Verify the access");
}

export async function verifyAccess(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 30_000 });
}

export async function goToStep(page: Page, title: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Presses Continue, and the next room opens with the focus on its heading. */
export async function goOn(page: Page, heading: string): Promise<void> {
  await page
    .getByRole("button", { name: "Continue", exact: true })
    .or(page.getByRole("link", { name: /^Continue (to|with)/ }))
    .click();
  const title = page.getByRole("heading", { level: 1, name: heading });
  await expect(title).toBeVisible();
  await expect(title).toBeFocused();
}

export async function downloadCompletePayload(page: Page): Promise<unknown> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download the complete payload/ }).click();
  const download = await waiting;
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

export async function makeChecklistLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Make a checklist link" }).click();
  const link = page.getByRole("link", { name: /\/checklist\// });
  return (await link.getAttribute("href")) ?? "";
}

/** From the front door to the last step. */
export async function walk(page: Page, wish: Wish): Promise<void> {
  await startRehearsal(page);
  await walkOn(page, wish);
}

/** From the first step to the last. */
export async function walkOn(page: Page, wish: Wish): Promise<void> {
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  if (byCertificate(wish)) await checkCertificates(page);
  await createIdentity(page, wish);
  await verifyAccess(page);
  await goOn(page, "Connect CipherTrust");
}

/** Does something that the wizard saves by itself, and waits until the server has taken it. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<void> {
  const taken = page.waitForResponse((response) => response.request().method() === "POST");
  await act();
  await taken;
}
