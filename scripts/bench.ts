/**
 * `npm run bench`: what the wizard costs, as ratios to something bare that is measured in the same run, since a
 * machine's own speed is nobody's merit. Builds the wizard and an empty app of the same Next; takes some minutes.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeEmptyApp } from "./bench/empty-app";
import { makePlan, scriptBytes } from "./bench/javascript";
import { measureRegions, measureVerdicts } from "./bench/measure-checks";
import { median } from "./bench/median";
import { buildNext, type NextApp, root, startNext } from "./bench/processes";
import { kilobytes, milliseconds, type Row } from "./bench/row";

const certificatesScript = fileURLToPath(import.meta.resolve("./bench/certificates.ts"));
const STARTS = 7;

function measureCertificates(): Row[] {
  const printed = execFileSync(process.execPath, ["--expose-gc", "--import", "tsx", certificatesScript], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { oursMs, nativeMs, longestMs, heap } = JSON.parse(printed.toString()) as {
    oursMs: number;
    nativeMs: number;
    longestMs: number;
    heap: number[];
  };
  const [first = 1, last = 1] = [heap[0], heap.at(-1)];
  return [
    {
      what: "verdicts on leaf, intermediate and root, against Node's own parse and verify",
      ours: `${oursMs.toFixed(2)} ms`,
      bare: `${nativeMs.toFixed(2)} ms`,
      ratio: oursMs / nativeMs,
    },
    {
      what: `heap after ${heap.length},000 inspections, against after the first 1,000`,
      ours: kilobytes(last),
      bare: kilobytes(first),
      ratio: last / first,
    },
    {
      what: "the worst 1 MB of input, against a usual chain",
      ours: `${longestMs.toFixed(1)} ms`,
      bare: `${oursMs.toFixed(2)} ms`,
      ratio: longestMs / oursMs,
    },
  ];
}

async function measureStart(wizard: NextApp, empty: NextApp): Promise<Row> {
  // The first start makes the data folder; it is the reopened one that counts.
  await (await startNext(wizard)).stop();
  const ours: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    for (const [app, times] of [
      [wizard, ours],
      [empty, bare],
    ] as const) {
      const running = await startNext(app);
      times.push(running.firstAnswerMs);
      await running.stop();
    }
  }
  return {
    what: `first answer after start on reopened data, median of ${STARTS}`,
    ours: milliseconds(median(ours)),
    bare: milliseconds(median(bare)),
    ratio: median(ours) / median(bare),
  };
}

async function measureScripts(wizard: NextApp, empty: NextApp): Promise<Row[]> {
  const emptyRunning = await startNext(empty);
  const bare = await scriptBytes(`${emptyRunning.url}/`);
  await emptyRunning.stop();
  const running = await startNext(wizard);
  try {
    const { plan, cookie } = await makePlan(running.url);
    const pages = { "front page": "/", "certificates step": `${plan}/certificates` };
    const rows: Row[] = [];
    for (const [name, path] of Object.entries(pages)) {
      const ours = await scriptBytes(`${running.url}${path}`, cookie);
      rows.push({
        what: `JavaScript of the ${name}, gzip`,
        ours: kilobytes(ours),
        bare: kilobytes(bare),
        ratio: ours / bare,
      });
    }
    return rows;
  } finally {
    await running.stop();
  }
}

function print(rows: readonly Row[]): void {
  for (const { what, ours, bare, ratio } of rows) {
    console.log(`${ratio.toFixed(2).padStart(6)} ×  ${what}: ${ours} against ${bare}`);
  }
}

const data = mkdtempSync(join(tmpdir(), "wizard-bench-"));
const wizard: NextApp = {
  folder: root,
  environment: { NEXT_DIST_DIR: ".next-bench", DATA_DIR: data, WORLDS: "aws" },
};
const empty = writeEmptyApp();
// `next build` writes the name of its output folder into these.
const touched = ["tsconfig.json", "next-env.d.ts"].map((name) => join(root, name));
const before = touched.map((path) => readIfThere(path));
try {
  print([await measureVerdicts()]);
  print(await measureRegions());
  print(measureCertificates());
  buildNext(wizard);
  buildNext(empty);
  print([await measureStart(wizard, empty)]);
  print(await measureScripts(wizard, empty));
} finally {
  empty.remove();
  rmSync(join(root, ".next-bench"), { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
  for (const [i, path] of touched.entries()) {
    const text = before[i];
    if (text !== undefined && readIfThere(path) !== text) writeFileSync(path, text);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
