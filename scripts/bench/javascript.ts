import { gzipSync } from "node:zlib";
import { chromium } from "playwright";

/** Bytes of JavaScript, gzip, that a page names in its HTML and every browser of today loads. */
export async function scriptBytes(url: string, cookie?: string): Promise<number> {
  const response = await fetch(url, cookie ? { headers: { cookie } } : {});
  const html = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const sources = new Set(
    [...html.matchAll(/<script\b[^<>]*>/g)]
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .flatMap(([tag]) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []),
  );
  let total = 0;
  for (const source of sources) {
    const script = await fetch(new URL(source.replaceAll("&amp;", "&"), url));
    total += gzipSync(Buffer.from(await script.arrayBuffer())).length;
  }
  return total;
}

/** A plan of a visitor, made in a real browser: its address (`/setup/<id>`) and the session's cookie. */
export async function makePlan(url: string): Promise<{ plan: string; cookie: string }> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole("button", { name: "Set up a real AWS account" }).click();
    await page.waitForURL(/\/setup\/[^/]+\/\w+/);
    const cookies = await context.cookies();
    return {
      plan: new URL(page.url()).pathname.split("/").slice(0, 3).join("/"),
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    };
  } finally {
    await browser.close();
  }
}
