import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The files that take longest, of a fresh machine that has not measured any. Begun last, one would run alone. */
const LONGEST = [
  "lib/exports/identity/roles-anywhere.script.test.ts",
  "lib/checks/permissions/faults.test.ts",
  "lib/exports/identity/access-key.script.test.ts",
  "lib/exports/mending/mending.test.ts",
  "lib/sandbox/iam.test.ts",
  "scripts/extending.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? LONGEST.length : at;
    };
    return [...(await super.sort(files))].sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // Next gives this package its meaning; in a test there is no browser bundle to keep it out of.
      "server-only": fileURLToPath(new URL("./server-only.test-double.ts", import.meta.url)),
    },
  },
  test: {
    include: [
      "lib/**/*.test.ts",
      "app/**/*.test.ts",
      "components/**/*.test.{ts,tsx}",
      "scripts/**/*.test.ts",
    ],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
