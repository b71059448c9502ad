import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type NextApp, root } from "./processes";

/** What Next needs to build and start. */
const PACKAGES = [
  "next",
  "@next",
  "@swc",
  "react",
  "react-dom",
  "scheduler",
  "styled-jsx",
  "client-only",
  "postcss",
  "nanoid",
  "picocolors",
  "source-map-js",
  "caniuse-lite",
  "baseline-browser-mapping",
  "tslib",
];

/**
 * An app of the same Next with nothing in it: one dynamic page. It has a root and packages (hard links) of its own:
 * inside the wizard's root, Next would give it the wizard's proxy.ts.
 */
export function writeEmptyApp(): NextApp & { remove(): void } {
  const folder = join(root, ".next-bench-empty");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(join(folder, "app"), { recursive: true });
  for (const name of PACKAGES) {
    const from = join(root, "node_modules", name);
    if (existsSync(from)) linkTree(from, join(folder, "node_modules", name));
  }
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("package.json", '{ "name": "empty", "private": true, "type": "module" }\n');
  write(
    "next.config.mjs",
    "const root = import.meta.dirname;\nexport default { turbopack: { root }, outputFileTracingRoot: root };\n",
  );
  write(
    "app/layout.jsx",
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  );
  write(
    "app/page.jsx",
    'import { headers } from "next/headers";\n\nexport default async function Page() {\n  await headers();\n  return <p>Nothing</p>;\n}\n',
  );
  return { folder, environment: {}, remove };
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else linkSync(source, target);
  }
}
