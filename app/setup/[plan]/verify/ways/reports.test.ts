import { describe, expect, it } from "vitest";
import { given } from "@/lib/given";
import { basisOf, type CheckResult, emptyPlanDocument, type Plan } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { probeReport, probingWords } from "../room-words";
import { secondsWords } from "./report-words";
import { reportsOf } from "./reports";

const now = new Date("2026-11-24T12:00:00Z");
const plan: Plan = {
  id: "p",
  world: "sandbox",
  document: emptyPlanDocument(),
  createdAt: now,
  updatedAt: now,
};
const verdict: Verdict = {
  id: "kms:ListKeys",
  title: "kms:ListKeys",
  status: "pass",
  evidence: { kind: "probe", lookedAt: "x", expected: "x", found: "x", at: now },
};
const kept = (id: CheckResult["id"], data?: CheckResult["data"], basis = basisOf(id, plan.document)) => ({
  [id]: { id, verdicts: [verdict], basis, at: now, ...given({ data }) },
});

describe("what a way has come to", () => {
  it("has the times that were kept beside its verdicts, each way its own", () => {
    const reports = reportsOf(plan, {
      ...kept("permissions", { tookMs: 1340, firstMs: 86, asked: 32 }),
      ...kept("permissions-pasted", { ranAt: "2026-11-24T11:00:00.000Z" }),
    });
    expect(reports).toEqual({
      probe: { verdicts: [verdict], at: now, stale: false, tookMs: 1340, firstMs: 86, asked: 32 },
      pasted: { verdicts: [verdict], at: now, stale: false, ranAt: new Date("2026-11-24T11:00:00Z") },
    });
  });

  it("is out of date once the answers have changed, and data of another form is left out", () => {
    const old = reportsOf(plan, kept("permissions-simulated", { tookMs: "long" }, "another"));
    expect(old.simulated).toEqual({ verdicts: [verdict], at: now, stale: true });
    expect(reportsOf(plan, {})).toEqual({});
  });

  it("says of the probes what has come in, before the server has kept it", () => {
    expect(probeReport([], undefined)).toBeUndefined();
    expect(probeReport([verdict], undefined)).toEqual({ verdicts: [verdict], at: now, stale: false });
    const before = { verdicts: [], at: new Date(0), stale: false, tookMs: 5 };
    expect(probeReport([verdict], before)).toEqual({ ...before, verdicts: [verdict] });
  });

  it("says what the probes are doing", () => {
    expect(probingWords({ is: "checking", of: 32 }, 20)).toBe("Asking: 20 not answered yet.");
    expect(probingWords({ is: "waiting", count: 3, nextAt: 0, endsAt: 0 }, 0)).toContain(
      "3 are being checked",
    );
    expect(probingWords({ is: "idle" }, 0)).toBeUndefined();
  });

  it.each([
    [1340, "1.3 s"],
    [86, "0.1 s"],
    [0, "0.1 s"],
  ])("%i ms are %s", (ms, words) => expect(secondsWords(ms)).toBe(words));
});
