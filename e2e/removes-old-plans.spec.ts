import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { startPostgres } from "../scripts/test-postgres";
import { startApp } from "./support/app";
import { saved, startRehearsal } from "./support/walk";

test("a plan that nobody touches is announced 30 days before, and removed by the server alone", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const postgres = await startPostgres();
  const app = await startApp({ environment: { DATABASE_URL: postgres.url, PLAN_DAYS: "90" } });
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  const context = await browser.newContext({ baseURL: app.url });
  const lastTouched = async (daysAgo: number) => {
    const then = new Date(Date.now() - daysAgo * 86_400_000);
    await database.query("update plans set updated_at = $1", [then]);
    await database.query("update memberships set joined_at = $1", [then]);
    return then;
  };
  try {
    const page = await context.newPage();
    await startRehearsal(page);
    await saved(page, () => page.getByLabel("Connection name").fill("nearly forgotten"));
    const { rows } = await database.query("select document->'start'->>'accountId' as account from plans");
    const account = (options: RequestInit = {}) =>
      fetch(`${app.sandboxUrl}/_sandbox/worlds/${rows[0]?.account}`, {
        headers: { "x-sandbox-token": app.sandboxToken },
        ...options,
      });
    // As the first step that needs the pretend account does.
    expect((await account({ method: "PUT", body: '{"partition":"aws"}' })).status).toBe(201);

    const plan = page.getByRole("listitem").filter({ hasText: "nearly forgotten" });
    await page.goto("/");
    await expect(page.getByText("kept for 90 days after its last change or check")).toBeVisible();
    await expect(plan).toBeVisible();
    await expect(plan.getByText("Kept until")).toHaveCount(0);

    // However old it is, a server that is new keeps it until the notice has stood for 30 days.
    await lastTouched(400);
    await app.restart();
    await page.goto("/");
    await expect(plan.getByText(/^Kept until 20/)).toBeVisible();
    await database.query("update settings set since = $1", [new Date(Date.now() - 31 * 86_400_000)]);

    const then = await lastTouched(70);
    await page.reload();
    const until = new Date(then.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
    await expect(plan.getByText(`Kept until ${until}, then removed.`)).toBeVisible();

    // A change keeps it longer, and the notice goes.
    await plan.getByRole("button", { name: "Rename nearly forgotten" }).click();
    await plan.getByLabel("New name").fill("nearly forgotten, and kept");
    await plan.getByRole("button", { name: "Save the name" }).click();
    await expect(plan.getByRole("link", { name: "nearly forgotten, and kept" })).toBeVisible();
    await expect(plan.getByText("Kept until")).toHaveCount(0);

    // Looking does not remove it; the server does, when it starts.
    await lastTouched(91);
    await page.reload();
    await expect(plan).toBeVisible();
    await app.restart();
    await expect.poll(async () => (await database.query("select from plans")).rowCount).toBe(0);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(plan).toHaveCount(0);
    await expect.poll(async () => (await account()).status).toBe(404);
  } finally {
    await context.close();
    await database.end();
    await app.stop();
    await postgres.stop();
  }
});
