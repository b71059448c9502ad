import { randomBytes } from "node:crypto";
import { existsSync, openSync, realpathSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeFolder } from "@/lib/make-folder";
import { StoreUnavailable } from "./refusal";
import { codeOf } from "./translate";

/**
 * Holds a data folder for this process. PGlite does not: two processes on one folder overwrite each other without
 * an error. A unix socket does it: the kernel takes it away with the process, however the process ends.
 */
export interface Lock {
  release(): Promise<void>;
}

/** sun_path of a unix socket holds 108 bytes on Linux, 104 on macOS. */
const LONGEST_SOCKET_PATH = 100;

/** @throws StoreUnavailable with a sentence when another process holds the folder */
export async function lockFolder(folder: string): Promise<Lock> {
  const path = socketPath(foundFolder(folder));
  const mark = `${process.pid} ${randomBytes(16).toString("hex")}`;

  for (let attempt = 0; attempt < 5; attempt += 1) {
    const server = await listen(path, mark);
    if (server !== undefined) {
      // Two processes can find the same dead socket and both replace it. The name leads to one of them only:
      // whoever does not hear its own mark was second.
      await pause(60);
      if ((await ask(path)) === mark) return held(server, path);
      server.close();
      throw refused(folder, await ask(path));
    }
    const holder = await ask(path);
    if (holder !== undefined) throw refused(folder, holder);
    if (existsSync(path)) removeQuietly(path);
  }
  throw new StoreUnavailable(
    `The data folder ${folder} could not be locked. Remove ${path} and start again.`,
  );
}

function foundFolder(folder: string): string {
  try {
    // Only the operator's user may look in.
    makeFolder(folder);
    return realpathSync(folder);
  } catch (error) {
    const code = codeOf(error) ?? "unknown error";
    throw new StoreUnavailable(
      code === "ENOTDIR"
        ? `The data folder ${folder} is a file, or lies in one. Choose another DATA_DIR.`
        : `The data folder ${folder} cannot be made (${code}). Choose another DATA_DIR.`,
      code,
    );
  }
}

function socketPath(folder: string): string {
  const path = join(folder, "in-use.sock");
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) return path;
  if (process.platform !== "linux")
    throw new StoreUnavailable(
      `The path of the data folder is too long (${folder}). Set DATA_DIR to a shorter one.`,
    );
  // Linux: the folder by its open descriptor has a short name.
  return `/proc/${process.pid}/fd/${openSync(folder, "r")}/in-use.sock`;
}

function held(server: Server, path: string): Lock {
  server.unref();
  const atExit = () => removeQuietly(path);
  process.once("exit", atExit);
  return {
    release: () =>
      new Promise((resolve) => {
        process.off("exit", atExit);
        // Closing a listening unix socket removes its file.
        server.close(() => resolve());
      }),
  };
}

function listen(path: string, mark: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on("error", () => socket.destroy()).end(mark));
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else
        reject(
          new StoreUnavailable(
            `The data folder cannot be locked (${error.code ?? error.message} at ${path}). Choose another DATA_DIR.`,
            error.code,
          ),
        );
    });
    server.listen(path, () => resolve(server));
  });
}

/** What the holder of the socket says of itself; undefined when nobody listens there. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(path);
    socket.setTimeout(3000, () => {
      // Somebody holds it and is too busy to answer: held all the same.
      socket.destroy();
      resolve(heard);
    });
    socket.on("data", (chunk) => {
      heard += chunk.toString();
    });
    socket.on("end", () => resolve(heard));
    socket.on("error", () => resolve(undefined));
  });
}

function refused(folder: string, holder: string | undefined): StoreUnavailable {
  const pid = holder?.split(" ")[0];
  return new StoreUnavailable(
    `The data folder ${folder} is in use by another process${pid ? ` (process ${pid})` : ""}. ` +
      "Stop that one first, choose another folder with DATA_DIR, or set DATABASE_URL to share one PostgreSQL database.",
  );
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already: that is what was wanted.
  }
}
