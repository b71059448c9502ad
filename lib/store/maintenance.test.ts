import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/verdict";
import { openStore, type Store } from "./store";
import { filledDocument, folderBytes, saveOver } from "./testing/saves";

const folder = mkdtempSync(join(tmpdir(), "wizard-maintenance-"));
let store: Store;
beforeAll(async () => {
  store = await openStore({ folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the embedded database", () => {
  it("does not grow with saves: 2,000 of one plan are flat within 20 %", async () => {
    const { sizes } = await saveOver(store, folder, 2000, 100);
    const [first = 0] = sizes;
    for (const size of sizes) expect(size / first).toBeLessThan(1.2);
  });

  it("gives room back when plans are deleted", async () => {
    const before = folderBytes(join(folder, "pglite/base"));
    const made = [];
    for (let n = 0; n < 60; n += 1) {
      const plan = await store.plans.create(
        { sessionHash: "ada" },
        { world: "aws", document: filledDocument() },
      );
      await store.results.save(plan.id, {
        id: "permissions",
        verdicts: lines(300),
        basis: "b",
        at: new Date(),
      });
      made.push(plan.id);
    }
    const full = folderBytes(join(folder, "pglite/base"));
    for (const id of made) await store.plans.remove(id);
    while (await store.maintain());
    const after = folderBytes(join(folder, "pglite/base"));
    expect(full - before).toBeGreaterThan(3_000_000);
    expect(after - before).toBeLessThan((full - before) / 4);
  });

  it("does nothing while nothing is written", async () => {
    while (await store.maintain());
    expect(await store.maintain()).toBe(false);
  });

  it("is whole after it was tidied in the middle of saves", async () => {
    const own = mkdtempSync(join(tmpdir(), "wizard-maintenance-"));
    const busy = await openStore({ folder: own });
    await Promise.all([saveOver(busy, own, 300, 20), busy.maintain()]);
    await busy.close();
    const client = await PGlite.create(join(own, "pglite"));
    const { rows } = await client.query("select document->'start'->>'description' as said from plans");
    expect(rows).toEqual([{ said: "of 300" }]);
    await client.close();
    rmSync(own, { recursive: true, force: true });
  });
});

/** Verdicts that do not shrink. */
function lines(count: number): Verdict[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `kms:Action${n}`,
    title: "An action",
    status: "pass",
    evidence: {
      kind: "probe",
      lookedAt: filledDocument().certificates.clientPem.slice(0, 400),
      expected: "this",
      found: "that",
      at: new Date(),
    },
  }));
}
