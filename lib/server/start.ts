import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { getStore } from "@/lib/store";
import { type Environment, getEnvironment } from "./environment";
import { requireExtraCa } from "./extra-ca";
import { sandboxAnswers } from "./health";
import { removeOldPlans } from "./keeping";
import { endInTime } from "./stopping";
import { proofSecret } from "./visitors/visitor";

/** Makes the server ready before its first request, or ends the process with a sentence that says what to mend. */
export async function startServer(): Promise<void> {
  const environment = orStop(() => getEnvironment());
  orStop(() => requireExtraCa(environment.EXTRA_CA_FILE));
  endInTime();
  await getStore().catch((error: unknown) => stop(error));
  await proofSecret().catch((error: unknown) => stop(error));
  void removeOldPlans(environment);
  setInterval(removeOldPlans, DAY_MS, environment).unref();
  await waitForSandbox(environment);
}

const DAY_MS = 24 * 3600_000;

/** The sandbox is a process of its own and may still be starting. Without it the wizard works for real accounts. */
async function waitForSandbox({ WORLDS, SANDBOX_URL, SANDBOX_TOKEN }: Environment): Promise<void> {
  if (!WORLDS.includes("sandbox") || SANDBOX_URL === undefined) return;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (await sandboxAnswers(SANDBOX_URL, SANDBOX_TOKEN)) return;
    await pause(250);
  }
  console.warn(`The sandbox at ${SANDBOX_URL} does not answer yet. Rehearsals will work when it does.`);
}

function orStop<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    return stop(error);
  }
}

function stop(error: unknown): never {
  // A sentence for the operator, without a stack: what is wrong is outside of the code.
  console.error(`\nThe wizard cannot start. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
