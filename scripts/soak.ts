import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretsInEveryBox } from "@/e2e/support/secrets-soak";
import { compareWithOpenssl } from "@/lib/certificates/testing/agreement";
import { mutate, originalsBy } from "@/lib/certificates/testing/mutate";
import { mutateKeys } from "@/lib/certificates/testing/mutate-keys";
import { openssl } from "@/lib/certificates/testing/openssl";
import { openStore } from "@/lib/store/store";
import { outageRounds } from "@/lib/store/testing/outage-rounds";
import { saveOver } from "@/lib/store/testing/saves";
import { faultChecks } from "../lib/checks/testing/fault-checks";
import { soakAttacks } from "./attack/measure";
import { soakRequests } from "./fuzz/soak";
import { outagesOfRunning } from "./outages/running";

/**
 * `npm run soak`: the long runs that do not fit into `npm test`. Each soak is one line in the list: it prints figures
 * and gives the sentences that went wrong. What needs a browser needs a build first (`npm run build`). The figures of a run are committed to scripts/soak.txt by hand.
 */
interface Soak {
  id: string;
  run: (seed: number) => Promise<{ figures: string; failures: string[] }>;
}

const soaks: readonly Soak[] = [
  { id: "outages", run: () => outageRounds(5) },
  // These three need a build of this tree.
  { id: "outages, running server", run: outagesOfRunning },
  { id: "requests, spoiled", run: soakRequests },
  { id: "requests, hostile", run: soakAttacks },
  {
    id: "certificates, mutations",
    run: async (seed) => {
      const o = openssl();
      try {
        const { inputs, threw, slow, wronglyRead, unsaid, read } = await mutate(80_000, seed, originalsBy(o));
        const keys = await mutateKeys(8000, seed, o);
        return {
          figures: `${inputs} inputs, ${read} read; ${keys.inputs} keys, ${keys.passed} matched; 0 allowed to fail`,
          failures: [...threw, ...slow, ...wronglyRead, ...unsaid, ...keys.failures],
        };
      } finally {
        o.remove();
      }
    },
  },
  {
    id: "certificates, agreement with openssl",
    run: async (seed) => {
      const { cases, accepted, opensslOk, bothRefuse, wrongPasses } = await compareWithOpenssl(4000, seed);
      return {
        figures: `${cases} chains, ${accepted} accepted, ${opensslOk} verified by openssl, ${bothRefuse} refused by both`,
        failures: wrongPasses,
      };
    },
  },
  {
    id: "permissions, faults",
    run: async (seed) => {
      // 0 to 999 are the ones of `npm test`.
      const seeds = Array.from({ length: 4000 }, (_, check) => 1000 * (seed + 1) + check);
      const { checks, decided, met, wrong } = await faultChecks(seeds, 12);
      const kinds = Object.entries(met).map(([kind, { calls }]) => `${kind} ${calls}`);
      return {
        figures: `${checks} checks, ${decided} verdicts decided, calls spoiled: ${kinds.join(", ")}`,
        failures: wrong,
      };
    },
  },
  {
    id: "store, saves",
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), "wizard-soak-"));
      const store = await openStore({ folder });
      try {
        const { sizes, perSecond } = await saveOver(store, folder, 20_000, 500);
        const [first = 1] = sizes;
        const most = Math.max(...sizes);
        const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
        return {
          figures: `20000 saves, ${perSecond} a second, ${megabytes(first)} after 500, at most ${megabytes(most)}`,
          failures: most / first > 1.2 ? [`grew by ${Math.round((most / first - 1) * 100)} %`] : [],
        };
      } finally {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
  {
    id: "secrets in every box",
    run: secretsInEveryBox,
  },
];

async function main(): Promise<void> {
  const only = process.argv[2] ?? "";
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
  let failed = 0;
  for (const soak of soaks.filter(({ id }) => id.includes(only))) {
    const began = Date.now();
    const { figures, failures } = await soak.run(seed);
    failed += failures.length;
    console.log(
      `${soak.id}: ${figures}; seed ${seed}; ${Math.round((Date.now() - began) / 1000)} s; ${failures.length} failures`,
    );
    for (const failure of failures.slice(0, 20)) console.log(`  ${failure}`);
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
