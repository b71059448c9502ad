import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import {
  checkCertificates,
  composePolicy,
  createIdentity,
  describeConnection,
  goOn,
  makeChecklistLink,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "every-page",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "ap-southeast-2",
};

test("every step is accessible in both themes and fits into 320 px", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await looksRight(page, "front door");
  await startRehearsal(page);
  await looksRight(page, "start");
  await describeConnection(page, wish);
  await looksRight(page, "policy");
  await composePolicy(page, wish);
  await looksRight(page, "certificates, empty");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Some answers need another look" })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: Step 3 of 6: /);
  await looksRight(page, "certificates, with errors");
  await checkCertificates(page);
  await looksRight(page, "identity");
  await createIdentity(page, wish);
  await looksRight(page, "verify, before");
  await verifyAccess(page);
  await looksRight(page, "verify, checked");
  await goOn(page, "Connect CipherTrust");
  const address = await makeChecklistLink(page);
  await looksRight(page, "connect");
  await page.goto(address);
  await looksRight(page, "checklist");
  await page.goto("/");
  await looksRight(page, "front door with a plan");
});

test("every answer carries the headers, and every page a policy without unsafe-*", async ({ page, app }) => {
  const bare: string[] = [];
  page.on("response", (response) => {
    const headers = response.headers();
    if (!headers["x-content-type-options"]) bare.push(response.url());
    if (response.request().resourceType() !== "document") return;
    const policy = headers["content-security-policy"] ?? "";
    if (
      !/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/.test(policy) ||
      /unsafe-/.test(policy) ||
      !/frame-ancestors 'none'/.test(policy)
    )
      bare.push(`${response.url()} has the policy "${policy}"`);
    if (headers["referrer-policy"] !== "no-referrer") bare.push(`${response.url()} names itself to others`);
  });
  await startRehearsal(page);
  await describeConnection(page, wish);
  await page.goto("/");
  expect(bare).toEqual([]);
  const elsewhere = new Set<string>();
  page.on("request", (request) => elsewhere.add(new URL(request.url()).host));
  await page.reload();
  expect([...elsewhere]).toEqual([new URL(app.url).host]);
});

test("a page that is not there says so, with the headers", async ({ app }) => {
  const response = await fetch(`${app.url}/nowhere`);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-/);
  const strange = await fetch(`${app.url}/setup/not-a-plan/start`);
  expect(strange.status).toBe(404);
});
