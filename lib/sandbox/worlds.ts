import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bare, bareReviver } from "@/lib/bare";
import { makeFolder } from "@/lib/make-folder";
import type { Partition } from "@/lib/partitions";
import { secretFor } from "./ids";
import { findScenario } from "./scenarios";
import type { WorldState } from "./state";
import { newWorld } from "./world";

const SAVE_AFTER_MS = 200;
const AGAIN_AFTER_MS = 5_000;

export interface Worlds {
  secret: string;
  secretOf(accessKeyId: string): string;
  find(accountId: string): WorldState | undefined;
  /** The account's world, made when it is not there. A world keeps its partition for life. */
  ensure(accountId: string, partition: Partition): { world: WorldState; created: boolean };
  setScenario(world: WorldState, id: string): boolean;
  remove(accountId: string): void;
  /**
   * Writes what has changed, where there is a folder for it: soon, or at once when the process ends. Where it cannot be
   * written (a full disk) the worlds live on in memory; it is said once and tried again.
   */
  save(when?: "now"): void;
}

/**
 * The worlds of one process.
 * @param folder keeps them over a restart; without it they live in memory
 */
export function makeWorlds(options: {
  secret?: string | undefined;
  folder?: string | undefined;
  now(): Date;
}): Worlds {
  const { folder } = options;
  const file = folder === undefined ? undefined : join(folder, "worlds.json");
  const kept = file === undefined ? undefined : read(file);
  const worlds = new Map<string, WorldState>(Object.entries(kept?.worlds ?? {}));
  const secret = options.secret ?? kept?.secret ?? randomBytes(32).toString("base64url");
  let written = "";
  let timer: NodeJS.Timeout | undefined;
  let failing = false;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      write();
      if (failing) console.error("The sandbox can save its pretend accounts again.");
      failing = false;
    } catch (error) {
      if (!failing)
        console.error(
          `The sandbox cannot save its pretend accounts (${codeOf(error)} in ${folder}). It continues without saving, and tries again.`,
        );
      failing = true;
      timer = setTimeout(save, AGAIN_AFTER_MS).unref();
    }
  }

  function write(): void {
    if (file === undefined || folder === undefined) return;
    const text = JSON.stringify({ secret, worlds: bare(worlds) });
    if (text === written) return;
    makeFolder(folder);
    // Written beside and renamed, so that a crash leaves the old file or the new one.
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    written = text;
  }

  return {
    secret,
    secretOf: (id) => secretFor(secret, id),
    find: (accountId) => worlds.get(accountId),
    ensure(accountId, partition) {
      const there = worlds.get(accountId);
      if (there?.partition === partition) return { world: there, created: false };
      const world = newWorld(accountId, partition, options.now());
      worlds.set(accountId, world);
      return { world, created: true };
    },
    setScenario(world, id) {
      const scenario = findScenario(id);
      if (!scenario) return false;
      if (world.scenario !== id) {
        world.scenario = id;
        world.scenarioSince = options.now().toISOString();
        scenario.seed?.(world);
      }
      return true;
    },
    remove: (accountId) => void worlds.delete(accountId),
    save(when) {
      if (when === "now") return save();
      // One write for many calls; a kill -9 may cost what the last moment changed.
      timer ??= setTimeout(save, SAVE_AFTER_MS).unref();
    },
  };
}

/** @throws Error with a sentence when the file is there and cannot be read; one that makes no sense is kept aside */
function read(file: string): { secret: string; worlds: Record<string, WorldState> } | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw new Error(`The sandbox's pretend accounts in ${file} cannot be read (${codeOf(error)}).`);
  }
  try {
    return JSON.parse(text, bareReviver);
  } catch {
    const aside = `${file}.unreadable-${Date.now()}`;
    renameSync(file, aside);
    console.error(
      `The sandbox's pretend accounts cannot be understood. They are kept in ${aside}; new ones are created.`,
    );
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
