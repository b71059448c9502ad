import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root, startSandboxProcess } from "./processes";
import { kilobytes, milliseconds, type Row } from "./row";

const LATENCY_MS = 50;

/** Runs a script against a sandbox of its own, both as processes of their own, and reads what it prints. */
async function againstSandbox<T>(script: string): Promise<T> {
  const sandbox = await startSandboxProcess(LATENCY_MS);
  try {
    // lib/aws is for servers only, which Node has to be told.
    const flags = ["--expose-gc", "--conditions=react-server", "--import", "tsx"];
    const printed = execFileSync(process.execPath, [...flags, fileURLToPath(script), sandbox.url], {
      cwd: root,
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return JSON.parse(printed.toString()) as T;
  } finally {
    await sandbox.stop();
  }
}

/** The 39 permissions in the home region against one round trip. */
export async function measureVerdicts(): Promise<Row> {
  const { verdicts, checkMs, roundTripMs, firstVerdictMs } = await againstSandbox<
    Record<"verdicts" | "checkMs" | "roundTripMs" | "firstVerdictMs", number>
  >(import.meta.resolve("./verdicts.ts"));
  return {
    what: `${verdicts} verdicts, ${LATENCY_MS} ms injected, first after ${milliseconds(firstVerdictMs)}`,
    ours: milliseconds(checkMs),
    bare: `${milliseconds(roundTripMs)} one round trip`,
    ratio: checkMs / roundTripMs,
  };
}

interface Peak {
  service: string;
  peak: number;
  limit: number;
}

/** The same in 17 regions: time against one region's, calls under way against the limits of lib/aws, memory. */
export async function measureRegions(): Promise<Row[]> {
  const { regions, verdicts, oneMs, passMs, heap, oneByOne, together } = await againstSandbox<{
    regions: number;
    verdicts: number;
    oneMs: number;
    passMs: number;
    heap: number[];
    oneByOne: Peak[];
    together: Peak[];
  }>(import.meta.resolve("./regions.ts"));
  const [first = 1, last = 1] = [heap[0], heap.at(-1)];
  const underWay = (how: string, peaks: readonly Peak[]): Row => ({
    what: `calls under way at most by service, ${regions} regions ${how}`,
    ours: peaks.map(({ service, peak }) => `${service} ${peak}`).join(", "),
    bare: `limits ${peaks.map(({ limit }) => limit).join(", ")}`,
    ratio: Math.max(...peaks.map(({ peak, limit }) => peak / limit)),
  });
  return [
    {
      what: `${verdicts} verdicts, ${regions} regions one after another, against one region`,
      ours: milliseconds(passMs),
      bare: milliseconds(oneMs),
      ratio: passMs / oneMs,
    },
    underWay("one after another", oneByOne),
    underWay("side by side over one caller", together),
    {
      what: `heap after ${heap.length} passes over ${regions} regions, against after the first`,
      ours: kilobytes(last),
      bare: kilobytes(first),
      ratio: last / first,
    },
  ];
}
