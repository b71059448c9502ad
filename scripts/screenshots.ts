import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright";
import { startApp } from "../e2e/support/app";
import { rehearse } from "./screenshots-walk";
import { chromiumOptions } from "./test-chromium";

/**
 * Pictures of every page for judging how it looks: a rehearsal is walked, and each page is taken in light, in dark
 * and 320 px wide; the checklist as it prints, too. `BASE_URL` takes a wizard that is running already; without it
 * this builds one of its own. `npm run screenshots [folder]`
 */
const root = resolve(import.meta.dirname, "..");
const folder = resolve(process.argv[2] ?? join(root, "screenshots"));

const views = [
  { name: "light", width: 1440, colorScheme: "light" },
  { name: "dark", width: 1440, colorScheme: "dark" },
  { name: "320", width: 320, colorScheme: "light" },
] as const;

let number = 0;
const complaints: string[] = [];

/** Takes the page as it stands, in each view, without loading it again: page memory would be lost. */
async function take(page: Page, name: string): Promise<void> {
  number += 1;
  const file = `${String(number).padStart(2, "0")}-${name}`;
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 900 });
    await page.emulateMedia({ colorScheme: view.colorScheme, reducedMotion: "reduce" });
    // The page settles into its new width before it is measured.
    await page.waitForTimeout(150);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) complaints.push(`${file}: ${overflow} px too wide at ${view.width} px`);
    // What is sticky stands where it stands at the top. (The caret is left alone: hiding it writes style attributes.)
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({
      path: join(folder, `${file}-${view.name}.png`),
      fullPage: true,
      caret: "initial",
    });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  console.log(file);
}

/** The page as it comes out of a printer: A4 in black on white, as PDF and as a picture. */
async function print(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: join(folder, `${name}-print.png`), fullPage: true });
  await page.pdf({ path: join(folder, `${name}-print.pdf`), format: "A4" });
  await page.emulateMedia({ media: null });
}

function listen(context: BrowserContext): void {
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`${message.type()} on ${message.page()?.url() ?? "a page"}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
}

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const running = process.env.BASE_URL;
  if (running === undefined)
    execFileSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      stdio: "inherit",
    });
  const app = running === undefined ? await startApp() : undefined;
  const browser = await chromium.launch(chromiumOptions);
  try {
    const context = await browser.newContext({
      baseURL: running ?? app?.url ?? "",
      viewport: { width: 1440, height: 900 },
    });
    listen(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await rehearse(page, { take, print });
  } finally {
    await browser.close();
    await app?.stop();
    writeFileSync(join(folder, "complaints.txt"), `${complaints.join("\n")}\n`);
  }
  console.log(`${number} pages in ${folder}`);
  for (const complaint of complaints) console.log(`! ${complaint}`);
}

await main();
