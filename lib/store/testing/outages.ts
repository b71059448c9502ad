import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The ways in which a database goes away, for tests: on loopback and in temporary folders only. */

export interface SilentProxy {
  /** The database's address with this proxy in between. */
  url: string;
  /** From now on nothing passes, and nobody is told: no reset, no end. New connections are taken and hear nothing. */
  silence(): void;
  /** New connections work again. The old ones stay silent for ever, as after a failover. */
  speak(): void;
  close(): Promise<void>;
}

export async function silentProxy(databaseUrl: string): Promise<SilentProxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  // Those that were taken in the silence, too: nobody reads them, so that they do not notice their other end's end.
  const taken = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    taken.add(near);
    near.on("error", () => {});
    if (silent) return;
    const far = connect(Number(target.port), target.hostname);
    far.on("error", () => {});
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    silence() {
      silent = true;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        for (const end of [near, far]) end.pause();
      }
    },
    speak() {
      silent = false;
    },
    async close() {
      for (const end of [...taken, ...[...pairs].flat()]) end.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Stops a process and its children where they are, as a machine that hangs does. */
export function freeze(pid: number): { thaw(): void } {
  const all = [pid, ...childrenOf(pid)];
  for (const one of all) process.kill(one, "SIGSTOP");
  return {
    thaw: () => {
      for (const one of all) process.kill(one, "SIGCONT");
    },
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ")[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

export interface SmallDisk {
  folder: string;
  /** Takes room away, so that no more than this is left. */
  leave(megabytes: number): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

/** A disk of a few megabytes; undefined where this user may not mount one. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), "wizard-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, ".filler");
  const left = () =>
    Number(execFileSync("df", ["--output=avail", "-m", folder], { encoding: "utf8" }).trim().split("\n")[1]);
  return {
    folder,
    leave: (rest) => writeFileSync(filler, Buffer.alloc(Math.max(0, left() - rest) * 1024 * 1024)),
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
