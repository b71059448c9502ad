import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it, for this user only. `mkdirSync` with `recursive` tries without end where a folder
 * exists in which nothing can be made and the system says "not found" (as /proc does), and keeps the processor busy.
 * @throws the system's error (code EACCES, ENOENT, ENOTDIR …)
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !isFolder(at); at = dirname(at)) missing.unshift(at);
  for (const path of missing) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!isFolder(path)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw Object.assign(new Error(`${path} is not a folder`), { code: "ENOTDIR" });
  return found !== undefined;
}
