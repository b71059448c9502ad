import { afterAll, expect, it, vi } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import { getStore } from "@/lib/store";
import { removeOldPlans } from "./keeping";

vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});
afterAll(async () => (await getStore()).close());

const environment = { PLAN_DAYS: 180, SANDBOX_URL: undefined, SANDBOX_TOKEN: undefined };
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const ada = { sessionHash: "ada" };

it("a server's first start takes no plan, however old: nobody could see the notice", async () => {
  const { plans, keeping } = await getStore();
  await plans.create(ada, { world: "aws", document: emptyPlanDocument(), now: ago(400) });
  await removeOldPlans(environment);
  expect(await plans.list(ada)).toHaveLength(1);

  // As if it had been announced for that long.
  for (let day = 31; day > 0; day -= 1) await keeping.announce(29, ago(day));
  await removeOldPlans({ ...environment, PLAN_DAYS: 29 });
  expect(await plans.list(ada)).toEqual([]);
});
