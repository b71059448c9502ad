import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "../scripts/test-chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results",
  // Two cores: one for the browser, one for the wizard, the sandbox and the database.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  // A busy machine is slow, above all where the development server compiles a page: waiting longer hides nothing.
  expect: { timeout: 30_000 },
  reporter:
    process.env.CI === "true" ? [["line"], ["json", { outputFile: "../test-results/e2e.json" }]] : "list",
  use: {
    browserName: "chromium",
    launchOptions: chromiumOptions,
    trace: "retain-on-failure",
  },
});
