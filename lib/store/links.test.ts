import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildChecklist } from "@/lib/checklist";
import { emptyPlanDocument, type Plan } from "@/lib/plan";
import { openStore, type Store } from "./store";

const now = new Date("2026-11-24T12:00:00Z");
const later = new Date("2026-12-01T12:00:00Z");
const ada = { sessionHash: "ada" };
const ben = { sessionHash: "ben" };

let store: Store;
let plan: Plan;
beforeAll(async () => {
  store = await openStore({ memory: true });
});
afterAll(() => store.close());

const newPlan = () => store.plans.create(ada, { world: "aws", document: emptyPlanDocument(), now });
const link = (tokenHash: string) => ({ tokenHash, expiresAt: later, now });
const snapshot = () =>
  buildChecklist({ plan, results: {}, steps: [], now, expiresAt: later, version: "0.1.0" });

describe("a checklist link", () => {
  beforeAll(async () => {
    plan = await newPlan();
  });

  it("opens the snapshot of its moment, whatever happens to the plan afterwards", async () => {
    const kept = snapshot();
    await store.checklists.create(plan.id, kept, link("c1"));
    await store.plans.saveFields(plan.id, "start", { connectionName: "changed since" }, later);
    expect(await store.checklists.findLive("c1", now)).toEqual({ checklist: kept, tokenHash: "c1" });
  });

  it("opens nothing when unknown, expired or withdrawn", async () => {
    const { id } = await store.checklists.create(plan.id, snapshot(), link("c2"));
    expect(await store.checklists.findLive("c3", now)).toBeUndefined();
    expect(await store.checklists.findLive("c2", later)).toBeUndefined();
    await store.checklists.revoke(plan.id, id, now);
    expect(await store.checklists.findLive("c2", now)).toBeUndefined();
    expect((await store.checklists.list(plan.id)).find((row) => row.id === id)?.revokedAt).toEqual(now);
  });

  it("cannot be withdrawn from another plan", async () => {
    const other = await newPlan();
    const { id } = await store.checklists.create(plan.id, snapshot(), link("c4"));
    await store.checklists.revoke(other.id, id, now);
    expect(await store.checklists.findLive("c4", now)).toBeDefined();
  });

  it("is not listed with its token or its hash", async () => {
    const [row] = await store.checklists.list(plan.id);
    expect(Object.keys(row ?? {}).sort()).toEqual(["createdAt", "expiresAt", "id", "revokedAt"]);
  });

  it("goes with its plan", async () => {
    const other = await newPlan();
    await store.checklists.create(other.id, snapshot(), link("c5"));
    await store.plans.remove(other.id);
    expect(await store.checklists.findLive("c5", now)).toBeUndefined();
    await expect(store.checklists.create(other.id, snapshot(), link("c6"))).rejects.toMatchObject({
      problem: { code: "plan-not-found" },
    });
  });

  it("is one of twenty at most; withdrawn ones do not count", async () => {
    const other = await newPlan();
    const made = [];
    for (let n = 0; n < 20; n += 1)
      made.push(await store.checklists.create(other.id, snapshot(), link(`many ${n}`)));
    const more = () => store.checklists.create(other.id, snapshot(), link("one more"));
    await expect(more()).rejects.toMatchObject({ problem: { code: "too-many-links" } });
    await store.checklists.revoke(other.id, made[0]?.id ?? "", now);
    await more();
  });
});

describe("an invitation", () => {
  it("lets another browser in, once however often it is opened, and stays in when it is withdrawn", async () => {
    const shared = await newPlan();
    const { id } = await store.invitations.create(shared.id, link("i1"));
    expect((await store.invitations.findLive("i1", now))?.plan.id).toBe(shared.id);
    expect(await store.plans.find(ben, shared.id)).toBeUndefined();
    await store.invitations.join(shared.id, ben, now);
    await store.invitations.join(shared.id, ben, later);
    expect((await store.plans.list(ben)).map((found) => found.id)).toEqual([shared.id]);
    await store.invitations.revoke(shared.id, id, now);
    expect(await store.invitations.findLive("i1", now)).toBeUndefined();
    expect(await store.plans.find(ben, shared.id)).toBeDefined();
  });
});
