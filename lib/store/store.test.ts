import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import { openStore, type Store } from "./store";

describe("smoke", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ memory: true });
  });
  afterAll(() => store.close());
  it("makes and finds", async () => {
    const v = { sessionHash: "a" };
    const plan = await store.plans.create(v, { world: "aws", document: emptyPlanDocument() });
    expect(await store.plans.find(v, plan.id)).toEqual(plan);
    expect(await store.plans.find({ sessionHash: "b" }, plan.id)).toBeUndefined();
    await store.plans.saveFields(plan.id, "start", { connectionName: "x\0y" }, new Date());
    expect((await store.plans.list(v))[0]?.document.start.connectionName).toBe("xy");
    expect(await store.limits.hit(["b", "a"], 60000, new Date())).toEqual([1, 1]);
    expect(await store.limits.hit(["b"], 60000, new Date())).toEqual([2]);
  });
});
