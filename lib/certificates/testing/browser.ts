import { createServer, type Server } from "node:http";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { chromiumOptions } from "@/scripts/test-chromium";

export interface InBrowser {
  page: Page;
  close(): Promise<void>;
}

/**
 * The certificate room in a real browser: its faces bundled as one script under `globalThis.room`, on a page of
 * loopback (WebCrypto exists in secure contexts only). Nothing else is loaded and nothing can be sent.
 */
export async function roomInBrowser(): Promise<InBrowser> {
  const bundle = await build({
    stdin: {
      contents:
        'import "reflect-metadata"; import * as faces from "@/lib/certificates"; import * as keys from "@/lib/certificates/keys"; globalThis.room = { ...faces, ...keys };',
      resolveDir: process.cwd(),
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/room.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : '<!doctype html><title>room</title><script src="/room.js"></script>');
  });
  const port = await listen(server);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch(chromiumOptions);
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return {
      page,
      close: async () => {
        await browser?.close();
        server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    server.close();
    throw error;
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
