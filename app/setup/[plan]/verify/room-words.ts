import { restsOnReading, type SettledAction } from "@/lib/checks";
import type { Verdict } from "@/lib/verdict";
import type { Phase } from "./permissions/use-check";
import type { WayReport } from "./ways/report-words";

/** What the probes' card says while they run. */
export function probingWords(phase: Phase, open: number): string | undefined {
  if (phase.is === "signing-in") return "Signing in…";
  if (phase.is === "checking") return `Asking: ${open} not answered yet.`;
  return phase.is === "waiting" && phase.count > 0
    ? `Waiting: ${phase.count} are being checked again.`
    : undefined;
}

/** What an action's verdict shows in the drawing. */
export function proof(one: SettledAction): Pick<Verdict, "status"> | undefined {
  return restsOnReading(one) ? { status: "unknown" } : one.verdict;
}

/** What the probes have come to: their verdicts as they come in, the times as the server has kept them. */
export function probeReport(probed: readonly Verdict[], kept: WayReport | undefined): WayReport | undefined {
  const last = probed.at(-1);
  if (last === undefined) return kept;
  return { at: last.evidence.at, stale: false, ...kept, verdicts: [...probed] };
}

/** Why the check is not to be started yet, if so. */
export function footNote(incomplete: boolean, ready: boolean, certificate: boolean): string | undefined {
  if (incomplete)
    return "The step “Create the identity” is not complete: the check cannot get far until it is.";
  if (ready) return undefined;
  return certificate
    ? "Give the private key above first: the check signs with it, in this browser."
    : "Give the access key above first: the check signs in with it.";
}

/** What Continue says where something is denied: nobody goes on without having read it. */
export function goOnWords(verdicts: readonly Pick<Verdict, "status">[]): string | undefined {
  const denied = verdicts.filter(({ status }) => status === "fail").length;
  return denied === 0 ? undefined : `Continue with ${denied} denied`;
}
