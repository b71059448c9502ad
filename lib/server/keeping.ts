import "server-only";
import { getStore } from "@/lib/store";
import type { Environment } from "./environment";
import { logError } from "./log";

/**
 * Removes the plans that nobody touched for PLAN_DAYS, and the pretend accounts of those that were rehearsals; none
 * before this PLAN_DAYS has been announced for as long as the front page's notice takes. At the start and once a day; never by a page, since a visitor who looks must not be what takes a plan away. Never throws.
 */
export async function removeOldPlans(
  environment: Pick<Environment, "PLAN_DAYS" | "SANDBOX_URL" | "SANDBOX_TOKEN">,
): Promise<void> {
  const { PLAN_DAYS, SANDBOX_URL: sandboxUrl, SANDBOX_TOKEN: sandboxToken } = environment;
  try {
    const { keeping } = await getStore();
    const now = new Date();
    await keeping.announce(PLAN_DAYS, now);
    const { plans } = await keeping.sweep(PLAN_DAYS, now);
    if (plans.length === 0) return;
    console.log(`Plans removed after ${PLAN_DAYS} days without use: ${plans.length}.`);
    const accounts = plans.flatMap(({ world, accountId }) =>
      world === "sandbox" && accountId ? [accountId] : [],
    );
    if (sandboxUrl === undefined || accounts.length === 0) return;
    // Not at the top: it brings every AWS client, and a server's start is in no need of them.
    const { sandboxControl } = await import("@/lib/aws");
    // One that is away keeps a pretend account that no plan leads to any more: nothing is lost by it.
    for (const account of accounts) await sandboxControl({ sandboxUrl, sandboxToken }).removeWorld(account);
  } catch (error) {
    logError({ event: "removing old plans failed", error });
  }
}
