import { execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real PostgreSQL for a test: its own cluster in a temporary folder, on loopback, gone with `stop()`. */
export interface TestPostgres {
  url: string;
  /** Of its first process; the others are its children. */
  pid(): number;
  /** Ends the server as a crash or an operator would, and starts it again on the same data. */
  restart(): Promise<void>;
  halt(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian keeps the server's programs (they are not on the PATH there); undefined when there is none. */
export function postgresPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

export async function startPostgres(): Promise<TestPostgres> {
  const programs = postgresPrograms();
  if (programs === undefined)
    throw new Error("PostgreSQL is not on this machine (Debian: apt install postgresql).");
  const folder = mkdtempSync(join(tmpdir(), "wizard-pg-"));
  const owner = otherOwner();
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  execFileSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "wizard", "-A", "trust", "--no-sync", "-E", "UTF8"],
    {
      ...owner,
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    },
  );
  const port = await freePort();
  const url = `postgres://wizard@127.0.0.1:${port}/postgres`;

  const start = async () => {
    const options: SpawnOptions = {
      ...owner,
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    };
    const server = spawn(
      join(programs, "postgres"),
      ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off"],
      options,
    );
    const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    await ready(programs, folder, port);
    return { server, ended };
  };
  let running = await start();
  const halt = async () => {
    // "Fast" shutdown: connections are cut, as at a restart of the service.
    running.server.kill("SIGINT");
    await running.ended;
  };
  return {
    url,
    pid: () => running.server.pid ?? 0,
    halt,
    async restart() {
      if (running.server.exitCode === null) await halt();
      running = await start();
    },
    async stop() {
      if (running.server.exitCode === null) await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as the user of Debian's package. */
function otherOwner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

async function ready(programs: string, folder: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      execFileSync(join(programs, "pg_isready"), ["-h", folder, "-p", String(port)], { stdio: "ignore" });
      return;
    } catch {
      await new Promise((go) => setTimeout(go, 100));
    }
  }
  throw new Error("The PostgreSQL of the test did not start.");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
