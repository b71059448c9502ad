import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postgresPrograms, startPostgres, type TestPostgres } from "@/scripts/test-postgres";
import { isStoreUnavailable } from "../refusal";
import { openStore, type Store } from "../store";
import { freeze, type SilentProxy, type SmallDisk, silentProxy, smallDisk } from "../testing/outages";
import { ada, saveThrough } from "../testing/save-through";
import { SturdyPglite } from "./sturdy-pglite";

/** What every outage owes: whoever waits is told that the store is away, nothing acknowledged is lost, and it comes back. */
async function saveWhile(...[store, happens, then]: Parameters<typeof saveThrough>) {
  const { refused, lost } = await saveThrough(store, happens, then);
  expect(refused.filter((error) => !isStoreUnavailable(error))).toEqual([]);
  expect(lost).toEqual([]);
  await store.check();
}

describe.skipIf(postgresPrograms() === undefined)("PostgreSQL", () => {
  let postgres: TestPostgres;
  let proxy: SilentProxy;
  let store: Store;
  beforeAll(async () => {
    postgres = await startPostgres();
    proxy = await silentProxy(postgres.url);
    store = await openStore({ url: proxy.url, silenceMs: 2_000 });
  });
  afterAll(async () => {
    await store?.close();
    await proxy?.close();
    await postgres?.stop();
  });

  it("that was stopped in the middle of many transactions", async () => {
    await saveWhile(
      store,
      () => postgres.halt(),
      () => postgres.restart(),
    );
  });

  it("that stands still", async () => {
    let frozen: ReturnType<typeof freeze> | undefined;
    await saveWhile(
      store,
      () => {
        frozen = freeze(postgres.pid());
      },
      () => frozen?.thaw(),
    );
  });

  it("behind connections that went silent and never say so", async () => {
    await saveWhile(store, proxy.silence, proxy.speak);
  });

  it("that takes no writes: a standby after a failover", async () => {
    const set = async (value: string) => {
      const client = new Client(postgres.url);
      await client.connect();
      await client.query("set default_transaction_read_only = off");
      await client.query(`alter system set default_transaction_read_only = ${value}`);
      await client.query("select pg_reload_conf()");
      await client.end();
    };
    await saveWhile(
      store,
      async () => {
        await set("on");
        while (
          await store.check().then(
            () => true,
            () => false,
          )
        )
          await new Promise((go) => setTimeout(go, 50));
        await expect(store.check()).rejects.toMatchObject({ name: "StoreUnavailable", code: "25006" });
        expect(await store.plans.list(ada)).not.toEqual([]);
      },
      () => set("off"),
    );
  });
});

describe("PGlite", () => {
  let disk: SmallDisk | undefined;
  afterEach(() => {
    disk?.remove();
    disk = undefined;
  });

  it.skipIf(process.getuid?.() !== 0)(
    "on a disk that is full: read, not written to, until there is room",
    async () => {
      disk = smallDisk(300);
      if (disk === undefined) throw new Error("this user may not mount a disk");
      const { folder, leave, free } = disk;
      const store = await openStore({ folder });
      await saveWhile(
        store,
        async () => {
          leave(40);
          await expect(store.check()).rejects.toMatchObject({ name: "StoreUnavailable", code: "53100" });
          expect(await store.plans.list(ada)).toHaveLength(6);
        },
        free,
      );
      await store.close();
      leave(40);
      await expect(openStore({ folder })).rejects.toThrow(
        /is full: \d+ MB are free, and the database needs 64 MB/,
      );
      free();
      const again = await openStore({ folder });
      expect(await again.plans.list(ada)).toHaveLength(6);
      await again.close();
    },
  );

  it("whose engine ends itself: opened again on what was acknowledged, and the broken one is not asked again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wizard-broken-"));
    let opened = 0;
    let asked = 0;
    const panic = Object.assign(new Error("could not write"), { severity: "PANIC", code: "53100" });
    const open = async () => {
      opened += 1;
      const engine = await PGlite.create(folder);
      if (opened > 1) return engine;
      const query = engine.query.bind(engine);
      // The real way there is a full disk, and PGlite 0.5 may then answer with an error or never.
      engine.query = (async (text: string, ...rest: []) => {
        if (asked > 0 || text.includes("the last")) asked += 1;
        if (asked > 0) throw panic;
        return query(text, ...rest);
      }) as typeof engine.query;
      return engine;
    };
    const engine = new SturdyPglite(open, undefined, () => {});
    await engine.query("create table t (x text)");
    await engine.query("insert into t values ('kept')");
    const refused = engine.transaction(async ({ query }) => {
      await query("insert into t values ('lost')");
      await query("insert into t values ('the last')");
    });
    await expect(refused).rejects.toMatchObject({ name: "StoreUnavailable", code: "53100" });
    expect((await engine.query("select x from t")).rows).toEqual([{ x: "kept" }]);
    expect({ asked, opened }).toEqual({ asked: 1, opened: 2 });
    await engine.transaction(({ query }) => query("insert into t values ('again')"));
    const aborted = engine.transaction(async ({ query }) => {
      await query("insert into t values ('taken back')");
      throw new Error("by the caller");
    });
    await expect(aborted).rejects.toThrow("by the caller");
    expect((await engine.query("select x from t")).rows).toEqual([{ x: "kept" }, { x: "again" }]);
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
