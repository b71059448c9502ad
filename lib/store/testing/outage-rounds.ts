import { postgresPrograms, startPostgres } from "@/scripts/test-postgres";
import { isStoreUnavailable } from "../refusal";
import { openStore, type Store } from "../store";
import { freeze, silentProxy, smallDisk } from "./outages";
import { saveThrough } from "./save-through";

/** From the network's return to the first save that is taken, with the clocks of the product. */
const BACK_MS = 15_000;

interface Kind {
  name: string;
  round(): Promise<Awaited<ReturnType<typeof saveThrough>>>;
}

/** Every outage of both engines, again and again, with the product's own clocks: for soak. */
export async function outageRounds(rounds: number): Promise<{ figures: string; failures: string[] }> {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const figures: string[] = [];
  const failures: string[] = [];
  try {
    for (const { name, round } of [...(await ofPostgres(closing)), ...(await ofPglite(closing))]) {
      let [saves, refusals, slowest] = [0, 0, 0];
      for (let n = 0; n < rounds; n += 1) {
        const went = await round();
        saves += went.saves;
        refusals += went.refused.length;
        slowest = Math.max(slowest, went.backAfterMs);
        failures.push(...went.lost.map((lost) => `${name}: lost ${lost}`));
        for (const error of went.refused)
          if (!isStoreUnavailable(error)) failures.push(`${name}: refused by ${String(error)}`);
      }
      if (slowest > BACK_MS) failures.push(`${name}: back after ${slowest} ms`);
      figures.push(`${name}: ${saves} saves, ${refusals} refused, back after ${slowest} ms at most`);
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
  return { figures: figures.join("; "), failures };
}

async function ofPostgres(closing: (() => Promise<unknown> | unknown)[]): Promise<Kind[]> {
  if (postgresPrograms() === undefined) return [];
  const postgres = await startPostgres();
  closing.push(() => postgres.stop());
  const proxy = await silentProxy(postgres.url);
  closing.push(() => proxy.close());
  const store = await openStore({ url: proxy.url });
  closing.push(() => store.close());
  let frozen: ReturnType<typeof freeze> | undefined;
  const through =
    (happens: Parameters<typeof saveThrough>[1], ends: Parameters<typeof saveThrough>[2]) => () =>
      saveThrough(store, happens, ends);
  return [
    {
      name: "PostgreSQL stopped",
      round: through(
        () => postgres.halt(),
        () => postgres.restart(),
      ),
    },
    {
      name: "PostgreSQL frozen",
      round: through(
        () => {
          frozen = freeze(postgres.pid());
        },
        () => frozen?.thaw(),
      ),
    },
    { name: "connections silent", round: through(proxy.silence, proxy.speak) },
  ];
}

async function ofPglite(closing: (() => Promise<unknown> | unknown)[]): Promise<Kind[]> {
  const disk = smallDisk(400);
  if (disk === undefined) return [];
  closing.push(disk.remove);
  const store: Store = await openStore({ folder: disk.folder });
  closing.push(() => store.close());
  return [{ name: "PGlite's disk full", round: () => saveThrough(store, () => disk.leave(40), disk.free) }];
}
