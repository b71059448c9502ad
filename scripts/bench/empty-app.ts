import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type NextApp, root } from "./processes";

/** An app of the same Next with nothing in it: one dynamic page. In the project's folder, so that it finds the same packages. */
export function writeEmptyApp(): NextApp & { remove(): void } {
  const folder = join(root, ".next-bench-empty");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "app"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("package.json", '{ "name": "empty", "private": true, "type": "module" }\n');
  write(
    "tsconfig.json",
    '{ "compilerOptions": { "jsx": "react-jsx", "strict": true, "skipLibCheck": true, "moduleResolution": "bundler", "module": "esnext" } }\n',
  );
  write(
    "next.config.mjs",
    `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)}, typescript: { ignoreBuildErrors: true } };\n`,
  );
  write(
    "app/layout.jsx",
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  );
  write(
    "app/page.jsx",
    'import { headers } from "next/headers";\n\nexport default async function Page() {\n  await headers();\n  return <p>Nothing</p>;\n}\n',
  );
  return { folder, environment: {}, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
