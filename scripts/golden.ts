import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/**
 * Compares text with a golden file, for tests. A missing file fails with the path to create;
 * `REWRITE_GOLDENS=1` writes them all.
 * @param base `import.meta.url` of the test; goldens live in `golden/` beside it
 */
export function expectGolden(base: string, name: string, text: string): void {
  const path = fileURLToPath(new URL(`./golden/${name}`, base));
  if (process.env.REWRITE_GOLDENS === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `create ${path}, or run the test with REWRITE_GOLDENS=1`).toBe(true);
  expect(text).toBe(readFileSync(path, "utf8"));
}
