import "server-only";
import { getStore } from "@/lib/store";
import { getEnvironment } from "./environment";
import { logError } from "./log";
import { toolVersion } from "./version";

export interface Health {
  ok: boolean;
  store: "ok" | "unavailable";
  sandbox: "ok" | "unreachable" | "not used";
  version: string;
}

/** What the operator's monitoring asks. Ready means that the store takes what is saved; rehearsals may be away. */
export async function readHealth(): Promise<Health> {
  const { WORLDS, SANDBOX_URL, SANDBOX_TOKEN } = getEnvironment();
  const used = WORLDS.includes("sandbox") && SANDBOX_URL !== undefined;
  const [store, sandbox] = await Promise.all([
    storeAnswers(),
    used ? sandboxAnswers(SANDBOX_URL, SANDBOX_TOKEN) : undefined,
  ]);
  return {
    ok: store,
    store: store ? "ok" : "unavailable",
    sandbox: sandbox === undefined ? "not used" : sandbox ? "ok" : "unreachable",
    version: toolVersion,
  };
}

export async function sandboxAnswers(url: string, token: string | undefined): Promise<boolean> {
  try {
    const answer = await fetch(new URL("/_sandbox/health", url), {
      headers: token === undefined ? {} : { "x-sandbox-token": token },
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(2000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Anybody may ask, and each answer is a write: at most one in this time. */
const FRESH_MS = 1_000;
let asked: { at: number; answer: Promise<boolean> } | undefined;

function storeAnswers(): Promise<boolean> {
  const at = performance.now();
  if (asked === undefined || at - asked.at > FRESH_MS) asked = { at, answer: storeTakesWrites() };
  return asked.answer;
}

async function storeTakesWrites(): Promise<boolean> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in 5 seconds")), 5000).unref();
  });
  try {
    await Promise.race([getStore().then((store) => store.check()), late]);
    return true;
  } catch (error) {
    logError({ event: "store unavailable", name: "health", error });
    return false;
  }
}
