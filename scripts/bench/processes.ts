import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
// Of the app's own packages: two Reacts in one process do not work.
const nextOf = (app: NextApp) => resolve(app.folder, "node_modules/next/dist/bin/next");

export async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export interface NextApp {
  folder: string;
  environment: Record<string, string>;
}

const environmentOf = (app: NextApp): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  ...app.environment,
});

export function buildNext(app: NextApp): void {
  execFileSync(process.execPath, [nextOf(app), "build"], {
    cwd: app.folder,
    env: environmentOf(app),
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export interface Running {
  url: string;
  /** From the start of the process to its first 200. */
  firstAnswerMs: number;
  stop(): Promise<void>;
}

/** The wizard's own server; the empty app that it is compared with has Next's. */
const serverOf = (app: NextApp, port: number) =>
  app.folder === root
    ? [resolve(root, "scripts/serve.mjs")]
    : [nextOf(app), "start", "-H", "127.0.0.1", "-p", String(port)];

/** Starts the production server and asks for the front page until it comes. */
export async function startNext(app: NextApp): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, serverOf(app, port), {
    cwd: app.folder,
    env: { ...environmentOf(app), PORT: String(port), HOST: "127.0.0.1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await answers(url))) {
    if (child.exitCode !== null)
      throw new Error(`The server of ${app.folder} ended with code ${child.exitCode}.`);
    await new Promise((go) => setTimeout(go, 5));
  }
  return { url, firstAnswerMs: performance.now() - began, stop: () => end(child) };
}

const answers = (url: string) =>
  fetch(url, { headers: { connection: "close" } }).then(
    async (response) => (await response.text()) !== "" && response.ok,
    () => false,
  );

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(timer);
}

/** The sandbox as a process of its own, so that it does not share the caller's event loop. */
export async function startSandboxProcess(
  latencyMs: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/sandbox.ts"], {
    cwd: root,
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_LATENCY_MS: String(latencyMs),
      DATA_DIR: "memory",
      SANDBOX_TOKEN: "",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await answers(`${url}/_sandbox/health`))) await new Promise((go) => setTimeout(go, 50));
  return { url, stop: () => end(child) };
}
