import type { Page } from "@playwright/test";
import { z } from "zod";
import { makePkiFolder } from "./support/pki-folder";
import { expect, test } from "./support/test";
import {
  composePolicy,
  createIdentity,
  describeConnection,
  downloadCompletePayload,
  goOn,
  goToStep,
  makeChecklistLink,
  startRehearsal,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "certificates",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-3",
};

const { file, read, remove } = makePkiFolder();
test.afterAll(remove);

/** Everything that leaves the browser, and a piece of the key that must not be in it. */
function listen(page: Page): () => void {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  const needle = read("client.key").split("\n")[4] ?? "";
  return () => {
    expect(needle.length).toBeGreaterThan(40);
    expect(sent.filter((text) => text.includes(needle) || /BEGIN [A-Z ]*PRIVATE KEY/.test(text))).toEqual([]);
  };
}

const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const verdict = (page: Page, title: string) =>
  page.locator("details[data-status]").filter({ hasText: title }).first();

async function open(page: Page): Promise<void> {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
}

test("a certificate without extensions is refused with its reason, and the page says what the new one mended", async ({
  page,
}) => {
  await open(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await box(page, "Client certificate").fill(read("plain.pem"));
  await expect(verdict(page, "Key usage includes Digital Signature")).toHaveAttribute("data-status", "fail");
  await expect(page.getByText("openssl x509 -req", { exact: false }).first()).toBeVisible();
  await box(page, "Client certificate").fill(read("client.pem"));
  await expect(page.getByText("What changed with the new certificate")).toBeVisible();
  await expect(page.getByText(/Mended:.*Key usage includes Digital Signature/)).toBeVisible();
});

test("a key in the certificate box is noticed, moved and never sent", async ({ page }) => {
  const expectNoKeySent = listen(page);
  await open(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await box(page, "Client certificate").fill(read("client.pem") + read("client.key"));
  await expect(page.getByText("Private key: stays in this browser")).toBeVisible();
  await expect(box(page, "Client certificate")).toHaveValue(read("client.pem"));
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await expect(verdict(page, "The private key belongs to the client certificate")).toHaveAttribute(
    "data-status",
    "pass",
  );
  expectNoKeySent();
});

test("a pile of eight files is sorted, and an encrypted key opened, in the browser", async ({ page }) => {
  const expectNoKeySent = listen(page);
  await open(page);
  const names = [
    "root.pem",
    "issuing.der",
    "client.pem",
    "client.enc.key",
    "client.csr",
    "notes.txt",
    "root.csr",
    "plain.csr",
  ];
  await page.getByTestId("pile-files").setInputFiles(names.map(file));
  await expect(page.getByText("client.pem: Client certificate CN=ckm-prod")).toBeVisible();
  await expect(
    page.getByText("issuing.der: CA certificate CN=Corp Issuing: it issued the client certificate"),
  ).toBeVisible();
  await expect(page.getByText("root.pem: CA certificate CN=Corp Root: not needed")).toBeVisible();
  await expect(
    page.getByText("The private key is encrypted; no passphrase was given", { exact: false }),
  ).toBeVisible();
  await page.getByRole("textbox", { name: "Passphrase of the key" }).fill("open sesame");
  await page.getByRole("button", { name: "Open the key" }).click();
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await expect(page.getByText("Converted in this browser to PKCS#1", { exact: false }).first()).toBeVisible();
  expectNoKeySent();
});

test("a renewed certificate is judged against the one of the plan", async ({ page }) => {
  await open(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await box(page, "Client certificate").fill(read("client.pem"));
  await page.getByText("Renew: a certificate that will replace this one").click();
  await page.getByRole("textbox", { name: /^New client certificate/ }).fill(read("next.pem"));
  await expect(page.getByText("It can replace the old one")).toBeVisible();
  await expect(page.getByText("Nothing: the trust anchor stays", { exact: false })).toBeVisible();
  await expect(page.getByText("Update the connection (PATCH)", { exact: false })).toBeVisible();
});

test("a root as anchor with a CA between: the sign-in is unknown, one press mends it, and the checklist is complete", async ({
  page,
}) => {
  test.slow();
  await open(page);
  await box(page, "CA certificate").fill(read("root.pem"));
  await box(page, "Client certificate").fill(read("client.pem") + read("issuing.pem"));
  await expect(page.getByRole("button", { name: "Use the issuing CA as the trust anchor" })).toBeVisible();
  await page.getByRole("textbox", { name: "Private key" }).fill(read("client.key"));
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await goOn(page, "Create the identity");
  await createIdentity(page, wish);
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  await expect(verdict(page, "Sign in with the certificate")).toHaveAttribute("data-status", "unknown");
  await page.getByRole("button", { name: "Use the issuing CA as the trust anchor" }).click();
  await page
    .getByText("The plan now uses the issuing CA as its trust anchor")
    .locator("xpath=ancestor::*[.//a][1]")
    .getByRole("link", { name: "Create the identity" })
    .click();
  await createIdentity(page, wish);
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  await expect(verdict(page, "Sign in with the certificate")).toHaveAttribute("data-status", "pass");
  await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 30_000 });
  await goOn(page, "Connect CipherTrust");
  const payload = z
    .object({ iam_role_anywhere: z.object({ certificate: z.string(), private_key: z.string() }) })
    .parse(await downloadCompletePayload(page));
  expect(payload.iam_role_anywhere.certificate).toBe(read("client.pem"));
  expect(payload.iam_role_anywhere.private_key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  await page.goto(await makeChecklistLink(page));
  await expect(page.getByText("Completed", { exact: true }).first()).toBeVisible();
  await expect(
    page.getByText("Nothing. Every check that applies has passed", { exact: false }),
  ).toBeVisible();
});

test("the role is tied to the certificate of a company's CA; untied, a printer's certificate of the same CA can use it, and the checklist says so", async ({
  page,
}) => {
  test.slow();
  const give = async (name: string) => {
    await box(page, "Client certificate").fill(read(`${name}.pem`));
    await page.getByRole("textbox", { name: "Private key" }).fill(read(`${name}.key`));
    await expect(page.getByText("The key is in this page's memory")).toBeVisible();
    await goOn(page, "Create the identity");
  };
  const checked = async (status: string) => {
    await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
    await expect(verdict(page, "Sign in with the certificate")).toHaveAttribute("data-status", status);
  };
  await open(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await give("client");
  const tied = "Who can use the role: only a certificate with subject CN=";
  await expect(page.getByText(`${tied}ckm-prod`)).toBeVisible();
  await createIdentity(page, wish);
  await checked("pass");

  await goToStep(page, "Check the certificates");
  await give("printer");
  await expect(page.getByText(`${tied}printer-17`)).toBeVisible();
  // The role still asks for the first one.
  await goToStep(page, "Verify the access");
  await checked("fail");
  await expect(verdict(page, "Sign in with the certificate")).toContainText("Unable to assume role");

  await goToStep(page, "Create the identity");
  await page.getByText(tied, { exact: false }).click();
  await page.getByRole("radio", { name: "Any certificate of this CA" }).check();
  await expect(page.getByText("Who can use the role: any certificate of this CA")).toBeVisible();
  await createIdentity(page, wish);
  await checked("pass");
  await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 30_000 });
  await goOn(page, "Connect CipherTrust");
  await page.goto(await makeChecklistLink(page));
  await expect(page.getByRole("figure", { name: "How the connection is trusted" })).toContainText(
    "any certificate of this CA",
  );
  await expect(page.getByText("Any certificate of this CA", { exact: true })).toBeVisible();
});

test("one press in the certificates step does the same, before anything is made", async ({ page }) => {
  await open(page);
  await box(page, "CA certificate").fill(read("root.pem"));
  await box(page, "Client certificate").fill(read("client.pem") + read("issuing.pem"));
  await page.getByRole("button", { name: "Use the issuing CA as the trust anchor" }).click();
  await expect(box(page, "CA certificate")).toHaveValue(read("issuing.pem"));
  await expect(box(page, "Client certificate")).toHaveValue(read("client.pem"));
  await expect(page.getByRole("button", { name: "Use the issuing CA as the trust anchor" })).toHaveCount(0);
});

test("boxes that are swapped are said to be, and one press swaps them", async ({ page }) => {
  await open(page);
  await box(page, "CA certificate").fill(read("client.pem"));
  await box(page, "Client certificate").fill(read("issuing.pem"));
  await expect(page.getByText("The two certificates are in the wrong fields")).toBeVisible();
  await page.getByRole("button", { name: "Swap them" }).click();
  await expect(box(page, "CA certificate")).toHaveValue(read("issuing.pem"));
  await expect(box(page, "Client certificate")).toHaveValue(read("client.pem"));
  await expect(page.getByText("The two certificates are in the wrong fields")).toHaveCount(0);
  await expect(verdict(page, "Basic constraints say CA: false")).toHaveAttribute("data-status", "pass");
});

test("a client certificate alone in the CA's box is said to be one, and one press moves it", async ({
  page,
}) => {
  await open(page);
  await box(page, "CA certificate").fill(read("client.pem"));
  await expect(page.getByText("This is not a CA certificate", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Move it to the client certificate" }).click();
  await expect(box(page, "Client certificate")).toHaveValue(read("client.pem"));
  await expect(box(page, "CA certificate")).toHaveValue("");
  await expect(page.getByText("This is not a CA certificate", { exact: true })).toHaveCount(0);
  await expect(verdict(page, "Basic constraints say CA: false")).toHaveAttribute("data-status", "pass");
});

test("verdicts do not outlive what they were of: a bad file, a bad key, another key", async ({ page }) => {
  await open(page);
  await box(page, "CA certificate").fill(read("issuing.pem"));
  await box(page, "Client certificate").fill(read("plain.pem"));
  const usage = verdict(page, "Key usage includes Digital Signature");
  await expect(usage).toHaveAttribute("data-status", "fail");
  const key = page.getByRole("textbox", { name: "Private key" });
  const belongs = verdict(page, "The private key belongs to the client certificate");
  await key.fill(read("client.key"));
  await expect(belongs).toHaveAttribute("data-status", "pass");

  await key.fill("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
  await expect(belongs).not.toHaveAttribute("data-status", "pass");
  await key.fill(read("next.key"));
  await expect(belongs).toHaveAttribute("data-status", "fail");
  await page.reload();
  await expect(belongs).toHaveAttribute("data-status", "fail");
  await expect(page.getByText("It matched the certificate", { exact: false })).toHaveCount(0);

  await expect(usage).toHaveAttribute("data-status", "fail");
  await page.getByTestId("clientPem-file").setInputFiles(file("notes.txt"));
  await expect(page.getByText("holds no certificate", { exact: false })).toBeVisible();
  await expect(usage).toHaveCount(0);
});
