import { test as base, expect } from "@playwright/test";
import { type App, startApp } from "./app";

/** One wizard for all tests of a file; every test has a browser of its own, and no page may print to the console. */
export const test = base.extend<{ quiet: undefined }, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  quiet: [
    async ({ context }, use) => {
      const printed: string[] = [];
      context.on("console", (message) =>
        printed.push(`${message.type()}: ${message.text()} (${message.location().url})`),
      );
      context.on("weberror", (error) =>
        printed.push(`error: ${error.error().stack ?? error.error().message}`),
      );
      // A violation that the page's own code swallows is printed nowhere.
      await context.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", (event) =>
          console.error(
            `policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`,
          ),
        ),
      );
      await use(undefined);
      expect(printed, "the browser's console stays empty").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
