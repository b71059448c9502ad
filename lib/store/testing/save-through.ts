import { setTimeout as pause } from "node:timers/promises";
import { emptyPlanDocument } from "@/lib/plan";
import type { Store } from "../store";

export const ada = { sessionHash: "ada" };
const PAGES = 6;

/**
 * Saves from several pages at once, through an outage: it begins in the middle of them, lasts until every page was
 * refused, and ends when one is served again.
 * @returns what was thrown, what had been acknowledged and is not there, and the time from its end to the first save
 */
export async function saveThrough(
  store: Store,
  happens: () => Promise<void> | void,
  ends: () => Promise<void> | void,
): Promise<{ refused: unknown[]; lost: string[]; saves: number; backAfterMs: number }> {
  const plans = await Promise.all(
    Array.from({ length: PAGES }, () =>
      store.plans.create(ada, { world: "aws", document: emptyPlanDocument() }),
    ),
  );
  const acknowledged = new Map<string, number>();
  const refused = new Map<string, unknown[]>(plans.map(({ id }) => [id, []]));
  let saves = 0;
  let on = true;
  const pages = plans.map(async ({ id }) => {
    for (let n = 1; on; n += 1)
      try {
        await store.plans.saveFields(id, "start", { description: String(n) }, new Date());
        acknowledged.set(id, n);
        saves += 1;
      } catch (error) {
        refused.get(id)?.push(error);
        // What a page does: it waits for its visitor.
        await pause(50);
      }
  });
  await pause(300);
  await happens();
  while ([...refused.values()].some((errors) => errors.length === 0)) await pause(20);
  await ends();
  const ended = performance.now();
  const before = saves;
  while (saves === before) await pause(5);
  const backAfterMs = Math.round(performance.now() - ended);
  on = false;
  await Promise.all(pages);
  const lost: string[] = [];
  for (const [id, n] of acknowledged) {
    const found = await store.plans.find(ada, id);
    if (!(Number(found?.document.start.description) >= n)) lost.push(`${id}: save ${n}`);
  }
  return { refused: [...refused.values()].flat(), lost, saves, backAfterMs };
}
