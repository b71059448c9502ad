import { randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { emptyPlanDocument } from "@/lib/plan";
import type { Store } from "../store";

/** Bytes of all files under a folder. */
export function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .reduce((sum, path) => {
      const facts = statSync(path);
      return sum + (facts.isDirectory() ? folderBytes(path) : facts.size);
    }, 0);
}

/** A plan as it is in the middle of the work: with certificates, which do not shrink. */
export function filledDocument() {
  const document = emptyPlanDocument();
  document.certificates.clientPem = randomBytes(3000).toString("base64");
  return document;
}

/**
 * Saves a plan over and over, as fast as it goes.
 * @param every after so many saves: the folder's size, and a look whether room can be given back
 * @returns the sizes in bytes, and saves a second
 */
export async function saveOver(store: Store, folder: string, saves: number, every: number) {
  const plan = await store.plans.create(
    { sessionHash: "saver" },
    { world: "aws", document: filledDocument() },
  );
  const sizes: number[] = [];
  const began = performance.now();
  for (let n = 1; n <= saves; n += 1) {
    await store.plans.saveFields(plan.id, "start", { description: `of ${n}` }, new Date());
    if (n % every !== 0) continue;
    await store.maintain();
    sizes.push(folderBytes(folder));
  }
  return { sizes, perSecond: Math.round((saves * 1000) / (performance.now() - began)) };
}
