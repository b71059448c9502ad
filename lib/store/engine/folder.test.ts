import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import { openStore } from "../store";
import { examineFolder } from "./folder";

const work = mkdtempSync(join(tmpdir(), "wizard-folder-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const ada = { sessionHash: "ada" };

/** Every name below the folder with its size and time: what a refused opening must leave as it is. */
const listed = (folder: string) =>
  execFileSync("find", [folder, "-printf", "%P %s %T@ %m\n"], { encoding: "utf8" });

let made = 0;
/** The outside of a whole database: what is looked at before one is opened. */
function damaged(damage: (folder: string) => void): string {
  made += 1;
  const folder = join(work, String(made));
  for (const name of ["global", "pg_wal", "pg_xact", "pg_multixact", "base/1", "base/5"])
    mkdirSync(join(folder, "pglite", name), { recursive: true });
  for (const name of ["pg_filenode.map", "1259"]) writeFileSync(join(folder, "pglite/base/5", name), "x");
  writeFileSync(join(folder, "pglite/global/pg_filenode.map"), "x");
  writeFileSync(join(folder, "pglite/global/pg_control"), Buffer.alloc(8192));
  writeFileSync(join(folder, "pglite/pg_wal/000000010000000000000001"), "x");
  writeFileSync(join(folder, "pglite/PG_VERSION"), "18\n");
  writeFileSync(join(folder, "database-was-made"), "");
  expect(examineFolder(folder).isNew).toBe(false);
  damage(folder);
  return folder;
}
const remove =
  (...names: string[]) =>
  (folder: string) => {
    for (const name of names) rmSync(join(folder, name), { recursive: true });
  };

describe("a data folder that is not whole", () => {
  it.each<[string, RegExp, (folder: string) => void]>([
    ["without PG_VERSION", /PG_VERSION is missing/, remove("pglite/PG_VERSION")],
    ["without base", /base is missing/, remove("pglite/base")],
    ["without one of its databases", /base\/5 is missing/, remove("pglite/base/5")],
    ["without global", /global is missing/, remove("pglite/global")],
    ["without the log", /pg_wal is missing/, remove("pglite/pg_wal")],
    ["with an empty log", /pg_wal holds no log/, remove("pglite/pg_wal/000000010000000000000001")],
    [
      "with a torn control file",
      /pg_control is cut off/,
      (folder) => truncateSync(join(folder, "pglite/global/pg_control"), 100),
    ],
    [
      "with an empty control file",
      /pg_control is empty/,
      (folder) => truncateSync(join(folder, "pglite/global/pg_control"), 0),
    ],
    [
      "of another PostgreSQL",
      /written by PostgreSQL 17, and this wizard reads 18/,
      (folder) => writeFileSync(join(folder, "pglite/PG_VERSION"), "17\n"),
    ],
    ["whose database was taken away", /the database that was made here is gone/, remove("pglite")],
    [
      "whose database was emptied",
      /the database that was made here is gone/,
      (folder) => {
        remove("pglite")(folder);
        mkdirSync(join(folder, "pglite"));
      },
    ],
    [
      "of somebody else",
      /other files \(letters\)/,
      (folder) => {
        remove("pglite", "database-was-made")(folder);
        mkdirSync(join(folder, "letters"));
      },
    ],
    [
      "with a file in its place",
      /cannot be read \(ENOTDIR\)/,
      (folder) => {
        remove("pglite")(folder);
        writeFileSync(join(folder, "pglite"), "not a folder");
      },
    ],
    [
      "half made by a version that made it in place",
      /is missing/,
      (folder) => remove("pglite/PG_VERSION", "pglite/pg_xact", "database-was-made")(folder),
    ],
    [
      "that leads round in a circle",
      /cannot be read \(ELOOP\)/,
      (folder) => {
        remove("pglite")(folder);
        symlinkSync(join(folder, "pglite"), join(folder, "pglite"));
      },
    ],
  ])("is refused as it lies there: %s", async (_, sentence, damage) => {
    const folder = damaged(damage);
    const before = listed(folder);
    expect(() => examineFolder(folder)).toThrow(sentence);
    await expect(openStore({ folder })).rejects.toMatchObject({
      name: "StoreUnavailable",
      message: expect.stringContaining("Nothing in it was changed"),
    });
    // The lock's socket came and went, so only the folder's own time may differ.
    expect(listed(folder).split("\n").slice(1)).toEqual(before.split("\n").slice(1));
  });

  it.skipIf(process.getuid?.() !== 0)("is refused when it may not be read", async () => {
    const folder = damaged((at) => chmodSync(join(at, "pglite"), 0o000));
    chmodSync(work, 0o755);
    chmodSync(folder, 0o755);
    const script = `require("node:process").setuid(65534);
      require("tsx/cjs");
      try { require("./lib/store/engine/folder.ts").examineFolder(${JSON.stringify(folder)}); }
      catch (error) { console.log(error.name, error.message); }`;
    const said = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect(said).toMatch(/^StoreUnavailable .*cannot be read \(EACCES\)/);
  });
});

describe("a data folder that may be used", () => {
  it("is new when it is empty, or holds only what is the wizard's own", () => {
    const folder = damaged(remove("pglite", "database-was-made"));
    expect(examineFolder(folder).isNew).toBe(true);
    for (const name of ["sandbox", "backups", "lost+found", "pglite", ".git"]) mkdirSync(join(folder, name));
    expect(examineFolder(folder).isNew).toBe(true);
  });

  it("recovers by itself from a first start that was killed, and one of an earlier version gets its note", async () => {
    const folder = join(work, "killed");
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "lib/store/testing/writer.ts", "write", folder],
      { stdio: "ignore" },
    );
    // From here on it makes the database, which takes a second.
    while (!existsSync(join(folder, "pglite.new"))) await new Promise((go) => setTimeout(go, 5));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(join(folder, "pglite"))).toBe(false);
    const store = await openStore({ folder });
    await store.plans.create(ada, { world: "aws", document: emptyPlanDocument() });
    await store.close();
    expect(existsSync(join(folder, "pglite.new"))).toBe(false);
    rmSync(join(folder, "database-was-made"));
    const again = await openStore({ folder });
    expect(await again.plans.list(ada)).toHaveLength(1);
    await again.close();
    expect(existsSync(join(folder, "database-was-made"))).toBe(true);
  });
});
