import type { Way } from "@/lib/checks";
import type { Verdict } from "@/lib/verdict";

/** What one way of checking has come to, as its card says it. */
export interface WayReport {
  verdicts: Verdict[];
  at: Date;
  /** The answers changed after it: it counts for nothing. */
  stale: boolean;
  tookMs?: number | undefined;
  firstMs?: number | undefined;
  /** How many permissions the last run asked for. */
  asked?: number | undefined;
  /** Pasted evidence: when the script ran, by its own clock. */
  ranAt?: Date | undefined;
}
export type WayReports = { [id in Way]?: WayReport | undefined };

/** 1340 → "1.3 s", 86 → "0.1 s" */
export function secondsWords(ms: number): string {
  return `${(Math.max(100, ms) / 1000).toFixed(1)} s`;
}
