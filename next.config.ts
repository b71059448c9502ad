import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { NextConfig } from "next";

/**
 * A worker has the policy of its own file, not the page's: it loads its parts from here, and sends nothing anywhere.
 * (In development its parts are evaluated strings, and news of them come over a web socket.)
 */
const workerPolicy = { key: "content-security-policy", value: "default-src 'none'; script-src 'self'" };

/**
 * The processes that read what visitors send (lib/server/workers) are no part of a page's bundle: their program is one
 * file beside it.
 */
async function bundleTasks({ distDir, projectDir }: { distDir: string; projectDir: string }): Promise<void> {
  const { build } = await import("esbuild");
  const outfile = join(distDir, "workers", "task.process.cjs");
  await build({
    absWorkingDir: projectDir,
    entryPoints: ["lib/server/workers/task.process.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // As the pages' bundler does: a package's other form may load its parts by names that no bundler can follow.
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  // Without a server to speak to it ends at once; one that cannot start must not wait for its first visitor.
  execFileSync(process.execPath, [outfile], { stdio: ["ignore", "ignore", "inherit"] });
}

const config: NextConfig = {
  // Lets two checkouts of one tree (a developer's server, a test's build) run side by side.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // No page uses the optimizer; scripts/front answers 404 at its address.
  images: { unoptimized: true },
  // `npm test` checks the types, once; whoever only starts the wizard need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // `npm run dev` is opened as 127.0.0.1, which Next takes for a foreign origin of localhost.
  allowedDevOrigins: ["127.0.0.1"],
  compiler: { runAfterProductionCompile: bundleTasks },
  serverExternalPackages: ["@electric-sql/pglite", "pg"],
  // Next's development log would print the arguments of server actions, and those may hold a credential.
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
  // What proxy.ts does not stand before. `Cache-Control` is Next's own there.
  async headers() {
    return [
      {
        source: "/_next/static/:path*",
        headers: [
          { key: "x-content-type-options", value: "nosniff" },
          { key: "cross-origin-resource-policy", value: "same-origin" },
          ...(process.env.NODE_ENV === "development" ? [] : [workerPolicy]),
        ],
      },
    ];
  },
};

export default config;
