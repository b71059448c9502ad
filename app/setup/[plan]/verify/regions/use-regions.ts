"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { regionVerdictId } from "@/lib/checks";
import { isProblem, type Problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { prepareSession } from "../actions";
import { makeProof, type SessionRequestParts } from "../connection/make-proof";
import { checkOneRegion, leaveRegionOut, reachRegions } from "./region-actions";

export type RegionsPhase =
  | { is: "idle" }
  | { is: "reaching"; settled: number }
  | { is: "checking"; region: string; number: number; of: number; settled: number }
  | { is: "done"; did: "reached" | "checked"; stopped: boolean; names: readonly string[] };

export interface RegionVerdicts {
  reach: readonly Verdict[];
  permissions: readonly Verdict[];
}

interface Options {
  planId: string;
  /** Undefined: the connection signs in with an access key. */
  parts: SessionRequestParts | undefined;
  /** What the server has kept. */
  kept: RegionVerdicts;
  /** Of that, what rests on other answers than the plan has now. */
  stale: Record<keyof RegionVerdicts, boolean>;
}

/**
 * The two checks of regions, run from the browser: where KMS can be reached, all at once; and the permissions in the
 * chosen regions, one region after another, each with a proof of its own. Stopping is not asking for the next one.
 */
export function useRegions({ planId, parts, kept, stale }: Options) {
  const router = useRouter();
  const { secrets } = usePlanSecrets(planId);
  const [phase, setPhase] = useState<RegionsPhase>({ is: "idle" });
  const [problem, setProblem] = useState<Problem>();
  /** What has come since the server's page; it gives way to the next page of the server. */
  const [live, setLive] = useState<RegionVerdicts>(nothing);
  const running = phase.is === "reaching" || phase.is === "checking";
  const isRunning = useRef(false);
  isRunning.current = running;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page of the server holds what had come before it
  useEffect(() => {
    if (!isRunning.current) setLive(nothing);
  }, [kept.reach, kept.permissions]);
  /** A later run, or a stop, makes what an earlier one still brings count for nothing. */
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );

  async function begin(work: (run: Run) => Promise<Problem | undefined>) {
    run.current += 1;
    const mine = run.current;
    const current = () => run.current === mine;
    setProblem(undefined);
    const asked = work({
      current,
      async sign() {
        const prepared = await prepareSession(planId, {});
        if (!prepared.ok) return prepared.problem;
        return makeProof(secrets, parts, new Date(prepared.value.now));
      },
    });
    const refused = await orLost(asked);
    if (!current()) return;
    if (refused !== undefined) {
      setProblem(refused);
      setPhase({ is: "idle" });
    }
    // The rail, the checklist and the next steps read what the server has kept. To load them from a server that is
    // away would take this page away, too.
    if (refused?.code !== "server-lost") router.refresh();
  }

  const add = (kind: keyof RegionVerdicts, verdict: Verdict) =>
    setLive((before) => ({ ...before, [kind]: put(before[kind], verdict) }));

  const reach = () =>
    begin(async ({ current, sign }) => {
      setPhase({ is: "reaching", settled: 0 });
      const proof = await sign();
      if (isProblem(proof)) return proof;
      const names: string[] = [];
      for await (const piece of await reachRegions(planId, { proof })) {
        if (!current()) return;
        if (!piece.ok) return piece.problem;
        add("reach", piece.value);
        names.push(piece.value.id);
        setPhase({ is: "reaching", settled: names.length });
      }
      if (current()) setPhase({ is: "done", did: "reached", stopped: false, names });
    });

  const check = (regions: readonly string[]) =>
    begin(async ({ current, sign }) => {
      for (const [index, region] of regions.entries()) {
        const place = { is: "checking", region, number: index + 1, of: regions.length } as const;
        setPhase({ ...place, settled: 0 });
        const proof = await sign();
        if (!current()) return;
        if (isProblem(proof)) return proof;
        let settled = 0;
        for await (const piece of await checkOneRegion(planId, { proof, region })) {
          if (!piece.ok) return piece.problem;
          settled += 1;
          // A region that had begun when it was stopped is finished and kept by the server: it is shown, too.
          if (piece.value.id === regionVerdictId(region)) add("permissions", piece.value);
          else if (current()) setPhase({ ...place, settled });
        }
        if (!current()) {
          router.refresh();
          return;
        }
      }
      setPhase({ is: "done", did: "checked", stopped: false, names: regions.map(regionVerdictId) });
    });

  const stop = () => {
    run.current += 1;
    const did = phase.is === "reaching" ? "reached" : "checked";
    setPhase({ is: "done", did, stopped: true, names: [] });
    router.refresh();
  };

  const leaveOut = (region: string) =>
    begin(async () => {
      const answer = await leaveRegionOut(planId, { region });
      setPhase({ is: "idle" });
      return answer.ok ? undefined : answer.problem;
    });

  // The server begins a stale result anew with the first verdict that is fresh; so does the page.
  const old = {
    reach: stale.reach && live.reach.length === 0,
    permissions: stale.permissions && live.permissions.length === 0,
  };
  const base = (kind: keyof RegionVerdicts) => (stale[kind] && !old[kind] ? [] : kept[kind]);
  const shown: RegionVerdicts = {
    reach: live.reach.reduce(put, base("reach")),
    permissions: live.permissions.reduce(put, base("permissions")),
  };
  return { phase, running, problem, shown, old, reach, check, stop, leaveOut };
}

interface Run {
  current: () => boolean;
  sign: () => ReturnType<typeof makeProof>;
}

const nothing: RegionVerdicts = { reach: [], permissions: [] };

function put(list: readonly Verdict[], verdict: Verdict): readonly Verdict[] {
  const at = list.findIndex(({ id }) => id === verdict.id);
  return at === -1 ? [...list, verdict] : list.with(at, verdict);
}
