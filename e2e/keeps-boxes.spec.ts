import { expect, test } from "@playwright/test";
import { makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { startApp } from "./support/app";
import { giveSecrets } from "./support/give-secrets";

// Not the shared fixture: pages are left in the middle of loading, and the browser says so on its console.
test("a secret that is pasted into any box, or dropped on any page, stays in the browser", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const app = await startApp();
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const material = makeMaterial();
    // One form a box, another in each; every form in every box: npm run soak -- "secrets in every box".
    const done = await giveSecrets(await context.newPage(), material, secretForms(material), [0]);
    expect(done.leaks).toEqual([]);
    expect(done.boxes.size, `boxes found and filled: ${[...done.boxes].join(", ")}`).toBeGreaterThan(40);
  } finally {
    await context.close();
    await app.stop();
  }
});
