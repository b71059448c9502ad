import { expect, test } from "@playwright/test";
import { type App, startApp } from "./support/app";
import { wayCard } from "./support/verify";
import { describeConnection, goToStep } from "./support/walk";

// Not the shared fixture: a browser whose server is away says so on its console.
let app: App;
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(async () => app.stop());

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
