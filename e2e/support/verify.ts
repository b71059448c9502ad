import { execFileSync } from "node:child_process";
import { expect, type Locator, type Page } from "@playwright/test";
import {
  byCertificate,
  checkCertificates,
  composePolicy,
  createIdentity,
  describeConnection,
  startRehearsal,
  type Wish,
} from "./walk";

/** The verify step in the words of its page. */

export async function toVerify(page: Page, wish: Wish): Promise<void> {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  if (byCertificate(wish)) await checkCertificates(page);
  await createIdentity(page, wish);
}

/** Breaks, or mends, the pretend account of a rehearsal. */
export async function useAccount(page: Page, title: string): Promise<void> {
  const chooser = page.getByRole("group").filter({ hasText: "This rehearsal’s account" }).first();
  if (!(await page.getByRole("button", { name: "Use this account" }).isVisible()))
    await chooser.locator("summary").first().click();
  await page.getByRole("radio", { name: title, exact: true }).check();
  await page.getByRole("button", { name: "Use this account" }).click();
  await expect(page.getByText("The pretend account has changed. Check again to see it.")).toBeVisible();
}

/** The row of a permission in the matrix. */
export function permissionRow(page: Page, action: string): Locator {
  return page
    .getByRole("table", { name: "What each way of checking says about each permission" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader").getByText(action, { exact: true }) });
}

/** The card of a way of checking. */
export function wayCard(page: Page, title: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: title }) });
}

/** The block that a script prints, with the checksums of the program that the scripts use. */
export function resultBlock(facts: readonly string[]): string[] {
  const cksum = (text: string) =>
    execFileSync("cksum", { input: text, encoding: "utf8" }).split(" ")[0] ?? "";
  const begin = "-----BEGIN AWS CONNECTION WIZARD RESULT-----";
  return [
    begin,
    ...[...facts, `lines ${facts.length}`].map((line) => `${line} #${cksum(line)}`),
    begin.replace("BEGIN", "END"),
  ];
}
