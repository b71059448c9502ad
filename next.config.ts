import type { NextConfig } from "next";

const config: NextConfig = {
  // Lets two checkouts of one tree (a developer's server, a test's build) run side by side.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  serverExternalPackages: ["@electric-sql/pglite", "pg"],
  // Next's development log would print the arguments of server actions, and those may hold a credential.
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: "512kb" } },
};

export default config;
