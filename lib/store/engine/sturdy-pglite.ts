import { statfsSync } from "node:fs";
import { setImmediate as pause } from "node:timers/promises";
import type { PGlite, QueryOptions, Results } from "@electric-sql/pglite";
import { StoreUnavailable } from "../refusal";
import { codeOf } from "../translate";

/**
 * What must be free on the disk for a write to begin: four segments of PostgreSQL's log. Without it PostgreSQL ends
 * itself (PANIC), and PGlite 0.5 then throws or, as seen on a full disk, never answers and keeps this thread busy. So
 * it must not come to that. A quota that the disk does not show is not seen here.
 */
const ROOM_BYTES = 64 * 1024 * 1024;

type Statement = [text: string, params?: unknown[], options?: QueryOptions];

/**
 * PGlite that comes back: the part of its face that drizzle calls, over an engine that is opened again when it broke.
 * What was acknowledged is in the log of the folder, and the new engine recovers from it. A broken engine is never
 * asked again, since an answer may never come and the waiting is busy. One statement or transaction runs at a time.
 */
export class SturdyPglite {
  private engine: Promise<PGlite> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly open: () => Promise<PGlite>,
    private readonly folder: string | undefined,
    /** Told why an engine broke, for the log. */
    private readonly onBroken: (error: unknown) => void,
  ) {}

  query<T>(...statement: Statement): Promise<Results<T>> {
    const writes = !/^\s*(select|show)\b/i.test(statement[0]);
    return this.alone(writes, (engine) => engine.query<T>(...statement));
  }

  transaction<T>(work: (tx: { query: SturdyPglite["query"] }) => Promise<T>): Promise<T> {
    return this.alone(true, async (engine) => {
      let broken = false;
      const query = async <R>(...statement: Statement) => {
        try {
          return await engine.query<R>(...statement);
        } catch (error) {
          broken ||= isBroken(error);
          throw error;
        }
      };
      await query("begin");
      try {
        const result = await work({ query });
        await query("commit");
        return result;
      } catch (error) {
        if (!broken) await query("rollback");
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.last.catch(() => {});
    this.closed = true;
    await (await this.engine?.catch(() => undefined))?.close();
  }

  private alone<T>(writes: boolean, work: (engine: PGlite) => Promise<T>): Promise<T> {
    // A statement runs on this thread and ends without a pause: between two of them others have their turn.
    const turn = this.last.then(() => pause()).then(() => this.run(writes, work));
    this.last = turn.catch(() => {});
    return turn;
  }

  private async run<T>(writes: boolean, work: (engine: PGlite) => Promise<T>): Promise<T> {
    if (this.closed) throw new StoreUnavailable("The store was closed.");
    if (writes || this.engine === undefined) requireRoom(this.folder);
    try {
      this.engine ??= this.open();
      return await work(await this.engine);
    } catch (error) {
      if (isBroken(error)) {
        this.engine = undefined;
        this.onBroken(error);
        throw new StoreUnavailable("The embedded database failed and is being reopened.", codeOf(error));
      }
      throw error;
    }
  }
}

/** @throws StoreUnavailable when a write would not find the room that it may need */
export function requireRoom(folder: string | undefined): void {
  if (folder === undefined) return;
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    free = bavail * bsize;
  } catch (error) {
    throw new StoreUnavailable(`The data folder ${folder} is gone.`, codeOf(error));
  }
  if (free >= ROOM_BYTES) return;
  const [left, needed] = [free, ROOM_BYTES].map((bytes) => Math.floor(bytes / 1024 / 1024));
  throw new StoreUnavailable(
    `The disk of the data folder ${folder} is full: ${left} MB are free, and the database needs ${needed} MB to write.`,
    "53100",
  );
}

/**
 * Whether an engine must not be asked again. An ERROR is an answer; FATAL and PANIC are its end, and so is whatever
 * comes from WebAssembly or the file system under it. What the door to the store throws is no word of the engine.
 */
function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const severity = "severity" in error ? error.severity : undefined;
  if (severity !== undefined) return severity === "FATAL" || severity === "PANIC";
  return (
    error instanceof WebAssembly.RuntimeError ||
    ["ExitStatus", "ErrnoError"].includes(error.constructor.name) ||
    /^PGlite (is closed|failed)/.test(error.message)
  );
}
