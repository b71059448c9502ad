// What the scripts share that run before anything is installed. Plain Node, no dependencies.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const say = (text) => process.stdout.write(`${text}\n`);

/** The environment of everything that is started: nothing phones home, and npm works without a home folder. */
export function quietEnvironment() {
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
  try {
    accessSync(environment.HOME ?? "", constants.W_OK);
  } catch {
    environment.HOME = tmpdir();
  }
  return environment;
}

/** Ends with a sentence when this Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `The wizard needs Node 20.19 or later; this is Node ${process.versions.node}. Install a newer one and try again.`,
  );
  process.exit(1);
}

/** Installs the packages of the lock file unless they are there already. */
export function installPackages(environment) {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs
  )
    return;
  say("Installing packages (about a minute) …");
  // "--include=dev": the build needs the compilers, whatever NODE_ENV says.
  run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], environment, {
    otherwise:
      "The packages could not be installed. Check the lines above, and that this machine reaches its npm registry.",
  });
}

/** Runs a command with its output shown; ends with a sentence when it fails. */
export function run(command, args, environment, { otherwise }) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status === 0) return;
  say(otherwise + (error ? ` (${error.message})` : ""));
  process.exit(1);
}

/** Starts Node in the project's folder. */
export function startNode(args, environment, stdio) {
  return spawn(process.execPath, args, { cwd: root, env: environment, stdio });
}

export const nextCli = "node_modules/next/dist/bin/next";

/** The time of the newest file that a build is made of. */
export function newestSource() {
  const places = ["app", "components", "lib", "public"].map((name) => join(root, name));
  const files = [
    "proxy.ts",
    "instrumentation.ts",
    "instrumentation-client.ts",
    "next.config.ts",
    "package-lock.json",
    "package.json",
    "tsconfig.json",
  ];
  let newest = 0;
  for (const file of files) newest = Math.max(newest, statSync(join(root, file)).mtimeMs);
  while (places.length > 0) {
    const folder = places.pop();
    if (!existsSync(folder)) continue;
    // The folder's own time tells of files that were taken away.
    newest = Math.max(newest, statSync(folder).mtimeMs);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) places.push(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return newest;
}

/** Whether the built server is there and not older than its source. */
export function buildIsFresh() {
  const id = join(root, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID");
  return existsSync(id) && readFileSync(id, "utf8") !== "" && statSync(id).mtimeMs >= newestSource();
}

/** The port itself when it is free on that host, else the next free one of the twenty after it. 0 is any. */
export async function freePort(host, wanted) {
  for (let port = wanted; port <= wanted + 20; port += 1) {
    const found = await tryPort(host, port);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tryPort(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, host, () => {
      const { port: given } = server.address();
      server.close(() => resolve(given));
    });
  });
}

/** Waits until an address answers 200; false when the process behind it ends first or two minutes pass. */
export async function answers(url, child, headers = {}) {
  const until = Date.now() + 120_000;
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(5000) });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // Not up yet.
    }
    await new Promise((go) => setTimeout(go, 250));
  }
  return false;
}

/** Ends a process: asked first, and killed when it has not gone after so long. */
export function endProcess(child, patienceMs) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    const impatient = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    child.once("exit", () => {
      clearTimeout(impatient);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
