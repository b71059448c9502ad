import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildChecklist } from "@/lib/checklist";
import { emptyPlanDocument, type Plan } from "@/lib/plan";
import { getStore, type Store } from "@/lib/store";
import { newCapability } from "./capability";
import { newLink, openChecklist, openInvitation } from "./links";

vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});

const now = new Date();
let store: Store;
let plan: Plan;
beforeAll(async () => {
  store = await getStore();
  const document = emptyPlanDocument();
  plan = await store.plans.create({ sessionHash: "ada" }, { world: "aws", document, now });
});
afterAll(() => store.close());

const invite = async () => {
  const { token, stored } = newLink(7, now);
  await store.invitations.create(plan.id, stored);
  return token;
};
const share = async () => {
  const { token, stored } = newLink(7, now);
  const { expiresAt } = stored;
  const snapshot = buildChecklist({ plan, results: {}, steps: [], now, expiresAt, version: "0.1.0" });
  await store.checklists.create(plan.id, snapshot, stored);
  return token;
};

it("a token opens what it was made for, and nothing else", async () => {
  const [invitation, checklist] = [await invite(), await share()];
  expect((await openInvitation(invitation))?.plan.id).toBe(plan.id);
  expect((await openChecklist(checklist))?.world).toBe("aws");
  expect(await openChecklist(invitation)).toBeUndefined();
  expect(await openInvitation(checklist)).toBeUndefined();
  expect(await openInvitation(newCapability().token)).toBeUndefined();
  expect(await openInvitation("not a token")).toBeUndefined();
});

it("what an invitation opens does not hold its hash", async () => {
  expect(Object.keys((await openInvitation(await invite())) ?? {}).sort()).toEqual(["expiresAt", "plan"]);
});

it("a lookup that finds another link's row opens nothing", async () => {
  const { token, hash } = newCapability();
  const row = { plan, expiresAt: now, tokenHash: newCapability().hash };
  const found = vi.spyOn(store.invitations, "findLive").mockResolvedValue(row);
  expect(await openInvitation(token)).toBeUndefined();
  found.mockResolvedValue({ ...row, tokenHash: hash });
  expect(await openInvitation(token)).toBeDefined();
  found.mockRestore();
});
