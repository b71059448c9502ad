import { setTimeout as pause } from "node:timers/promises";
import { startApp } from "../../e2e/support/app";
import { freeze, silentProxy } from "../../lib/store/testing/outages";
import { type Visitor, visit } from "../attack/visitor";
import { startPostgres } from "../test-postgres";

/** From the network's return to the first save that is taken, by a running server with its own clocks. */
const BACK_MS = 15_000;
/** So long the database is away: shorter than the product's patience with a silence, about as long, and longer. */
const AWAY_MS = [1_000, 4_000, 9_000, 14_000];
/** A visitor's page saves again and again; this many at once keep every connection of the pool in use. */
const VISITORS = 12;

interface Outage {
  name: string;
  begins(): Promise<unknown> | unknown;
  ends(): Promise<unknown> | unknown;
}

/**
 * The built server before a PostgreSQL that goes silent, hangs or stops while visitors save: what they are answered,
 * how long it takes until the first save is taken again, and whether what was acknowledged is there.
 */
export async function outagesOfRunning(): Promise<{ figures: string; failures: string[] }> {
  const postgres = await startPostgres();
  const proxy = await silentProxy(postgres.url);
  const app = await startApp({ environment: { DATABASE_URL: proxy.url, WORLDS: "aws" } });
  let frozen: ReturnType<typeof freeze> | undefined;
  const outages: Outage[] = [
    { name: "silent connections", begins: proxy.silence, ends: proxy.speak },
    {
      name: "frozen",
      begins: () => {
        frozen = freeze(postgres.pid());
      },
      ends: () => {
        frozen?.thaw();
        frozen = undefined;
      },
    },
    { name: "stopped", begins: () => postgres.halt(), ends: () => postgres.restart() },
  ];
  const figures: string[] = [];
  const failures: string[] = [];
  try {
    const visitors = await Promise.all(Array.from({ length: VISITORS }, () => visit(app.url)));
    for (const { name, begins, ends } of outages) {
      const answers: Record<string, number> = {};
      let slowest = 0;
      for (const away of AWAY_MS) {
        const going = visitors.map((visitor) => savesUntil(visitor, answers));
        await pause(500);
        await begins();
        await pause(away);
        await ends();
        const back = performance.now();
        const after = await Promise.all(going.map(({ takenAfter }) => takenAfter(back)));
        slowest = Math.max(slowest, ...after);
        const lost = await Promise.all(going.map(({ end }) => end()));
        failures.push(...lost.flat().map((what) => `${name}: ${what}`));
      }
      if (slowest > BACK_MS) failures.push(`${name}: back after ${slowest} ms`);
      figures.push(
        `${name}: ${JSON.stringify(answers)}, every visitor saved again after ${slowest} ms at most`,
      );
    }
    if (/unexpected|"status /.test(figures.join()))
      failures.push("an answer that is no sentence of the table");
  } finally {
    frozen?.thaw();
    await app.stop();
    await proxy.close();
    await postgres.stop();
  }
  return { figures: figures.join("; "), failures };
}

/** One page that saves a counted name every half second, and awaits each answer. */
function savesUntil(visitor: Visitor, answers: Record<string, number>) {
  const stop = new AbortController();
  const taken: { at: number; name: string }[] = [];
  const saving = (async () => {
    for (let n = 0; !stop.signal.aborted; n += 1) {
      const name = `save ${Date.now()} ${n}`;
      const { status, text } = await visitor.call("saveAnswers", visitor.planId, {
        slice: "start",
        fields: { connectionName: name },
        seen: visitor.seen(),
      });
      const code = /"ok":false,"problem":\{"kind":"problem","code":"([^"]+)"/.exec(text)?.[1];
      const kept = text.includes('"theirs":{"') ? "answers-changed" : "saved";
      const what = status === 200 ? (code ?? kept) : `status ${status}`;
      answers[what] = (answers[what] ?? 0) + 1;
      if (what === "saved") taken.push({ at: performance.now(), name });
      await pause(500);
    }
  })();
  return {
    /** Milliseconds from then to the first save that was taken. */
    async takenAfter(then: number): Promise<number> {
      while (performance.now() < then + 60_000) {
        const first = taken.find(({ at }) => at > then);
        if (first !== undefined) return Math.round(first.at - then);
        await pause(20);
      }
      return 60_000;
    },
    /** Ends it; says so where the last name that was acknowledged is not the plan's. */
    async end(): Promise<string[]> {
      stop.abort();
      await saving;
      const last = taken.at(-1)?.name ?? "";
      const page = await visitor.open(`/setup/${visitor.planId}/start`);
      return page.text.includes(last) ? [] : [`"${last}" was acknowledged and is lost`];
    },
  };
}
