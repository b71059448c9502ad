import { startPostgres } from "../scripts/test-postgres";
import { startApp } from "./support/app";
import { makePki } from "./support/openssl";
import { expect, test } from "./support/test";
import {
  createIdentity,
  describeConnection,
  goOn,
  saved,
  startRehearsal,
  verifyAccess,
  type Wish,
  walk,
} from "./support/walk";

const wish: Wish = {
  name: "restarted",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "us-east-2",
};

test("the server is restarted on every step, and nothing but the secret is asked again", async ({
  page,
  app,
}) => {
  test.setTimeout(240_000);
  const pki = makePki("restarted");
  const restart = async () => {
    await page.goto("about:blank");
    await app.restart();
    await page.goBack();
  };
  await startRehearsal(page);
  await saved(page, () => page.getByLabel("Connection name").fill(wish.name));
  await restart();
  await expect(page.getByLabel("Connection name")).toHaveValue(wish.name);
  await describeConnection(page, wish);
  await restart();
  await goOn(page, "Check the certificates");

  await page.getByRole("textbox", { name: "CA certificate", exact: true }).fill(pki.ca);
  await saved(page, () =>
    page.getByRole("textbox", { name: "Client certificate", exact: true }).fill(pki.client),
  );
  await saved(page, () =>
    page.getByRole("textbox", { name: "Private key of the client certificate" }).fill(pki.key),
  );
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await restart();
  await expect(page.getByRole("textbox", { name: "Client certificate", exact: true })).toHaveValue(
    /BEGIN CERTIFICATE/,
  );
  await goOn(page, "Create the identity");
  await restart();
  await createIdentity(page, wish);
  await restart();

  await expect(page.getByText("The private key is needed to sign in")).toBeVisible();
  await expect(page.getByText(/A secret is in page memory only/)).toBeVisible();
  await page.getByRole("textbox", { name: "Private key of the client certificate" }).fill(pki.key);
  await expect(page.getByText("It signs the request in this browser and is not sent")).toBeVisible();
  await verifyAccess(page);
  await restart();
  await expect(page.getByRole("button", { name: "kms:DescribeKey" })).toBeVisible();
  await goOn(page, "Connect CipherTrust");
  await restart();
  await expect(page.getByText("this wizard stores no secrets")).toBeVisible();
});

test("the same walk on PostgreSQL", async ({ browser }) => {
  test.setTimeout(180_000);
  const postgres = await startPostgres();
  const app = await startApp({ environment: { DATABASE_URL: postgres.url } });
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const page = await context.newPage();
    await walk(page, { ...wish, name: "on-postgresql" });
    await expect(page.getByRole("heading", { name: "Complete payload" })).toBeVisible();
  } finally {
    await context.close();
    await app.stop();
    await postgres.stop();
  }
});
