import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface AppOptions {
  /** "dev" runs `next dev`, for what only its log would print. */
  mode?: "start" | "dev";
  environment?: Record<string, string>;
}

/** The wizard as a visitor meets it: the built server, the sandbox beside it, a data folder of its own. */
export interface App {
  url: string;
  sandboxUrl: string;
  sandboxToken: string;
  dataDir: string;
  /** Everything that the server and the sandbox printed. */
  output(): string;
  /** Ends the server's process and starts a new one on the same data and the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startApp(options: AppOptions = {}): Promise<App> {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const dataDir = await mkdtemp(join(tmpdir(), "wizard-e2e-"));
  const sandboxToken = "e2e-sandbox-token";
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  let printed = "";
  const environment = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: dataDir,
    SANDBOX_URL: sandboxUrl,
    SANDBOX_TOKEN: sandboxToken,
    SANDBOX_PORT: String(sandboxPort),
    HOST: "127.0.0.1",
    PORT: String(port),
    ...options.environment,
  };
  const run = (command: string, args: string[]) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += String(text)));
    return child;
  };
  const node = (script: string, ...args: string[]) =>
    run(process.execPath, [join(root, "node_modules", script), ...args]);

  const sandbox = node("tsx/dist/cli.mjs", "scripts/sandbox.ts");
  await answers(`${sandboxUrl}/_sandbox/health`, () => printed);
  const startServer = async () => {
    const server =
      options.mode === "dev"
        ? node("next/dist/bin/next", "dev", "-H", "127.0.0.1", "-p", String(port))
        : run(process.execPath, [join(root, "scripts/serve.mjs")]);
    await answers(`${url}/api/health`, () => printed);
    return server;
  };
  let server = await startServer();
  return {
    url,
    sandboxUrl,
    sandboxToken,
    dataDir,
    output: () => printed,
    async restart() {
      await end(server);
      server = await startServer();
    },
    async stop() {
      await Promise.all([end(server), end(sandbox)]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}

async function answers(url: string, printed: () => string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((go) => setTimeout(go, 250));
  }
  throw new Error(`${url} did not answer. It printed:\n${printed()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  // `next start` waits for kept-alive connections of the browser; a restart in a test does not.
  const timer = setTimeout(() => child.kill("SIGKILL"), 1500);
  await gone;
  clearTimeout(timer);
}
