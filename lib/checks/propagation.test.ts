import { describe, expect, it } from "vitest";
import {
  beginWaiting,
  countFlip,
  endRound,
  isUnconfirmed,
  leastPauseMs,
  nextRound,
  type Verdict,
  type VerdictStatus,
  waitingLimitMs,
} from ".";

const at = (ms: number) => new Date(1_700_000_000_000 + ms);
const verdict = (status: VerdictStatus, found = "x", id = "kms:DisableKey"): Verdict => ({
  id,
  title: id,
  status,
  evidence: { kind: "probe", lookedAt: "x", expected: "x", found, at: at(0) },
});

describe("waiting out IAM's delay", () => {
  it("asks again for what is open only, with growing pauses of at least 5 s, for two minutes at most", () => {
    const verdicts = [
      verdict("fail"),
      verdict("pass", "x", "kms:ListKeys"),
      verdict("unknown", "Not probed: x", "kms:CreateKey"),
      verdict("unknown", "Not known (throttled): x", "kms:GetParametersForImport"),
    ];
    let waiting = beginWaiting(at(0));
    let clock = 0;
    const pauses: number[] = [];
    for (;;) {
      waiting = endRound(waiting, at(clock));
      const next = nextRound(waiting, verdicts, at(clock));
      if (next.next !== "ask") {
        expect(next.next).toBe("limit");
        break;
      }
      expect(next.actions).toEqual(["kms:DisableKey", "kms:GetParametersForImport"]);
      pauses.push(next.inMs);
      clock += next.inMs;
    }
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(leastPauseMs);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(clock).toBeLessThanOrEqual(waitingLimitMs);
    expect(clock).toBeGreaterThan(waitingLimitMs * 0.8);
  });

  it("is done when nothing is open", () => {
    expect(
      nextRound(beginWaiting(at(0)), [verdict("pass"), verdict("unknown", "Not probed")], at(0)),
    ).toEqual({
      next: "done",
    });
  });
});

describe("a permission that flips", () => {
  const follow = (...answers: VerdictStatus[]) => {
    let kept: Verdict | undefined;
    return answers.map((status) => {
      kept = countFlip(kept, verdict(status));
      return isUnconfirmed(kept) ? "once" : kept.status;
    });
  };
  it.each([
    [
      ["fail", "pass", "pass"],
      ["fail", "once", "pass"],
    ],
    [
      ["fail", "pass", "fail"],
      ["fail", "once", "fail"],
    ],
    [
      ["fail", "pass", "fail", "pass", "pass"],
      ["fail", "once", "fail", "once", "pass"],
    ],
    [
      ["pass", "fail", "fail"],
      ["pass", "once", "fail"],
    ],
    [
      ["pass", "fail", "pass"],
      ["pass", "once", "pass"],
    ],
    [
      ["unknown", "pass"],
      ["unknown", "pass"],
    ],
    [
      ["pass", "pass"],
      ["pass", "pass"],
    ],
  ] as [VerdictStatus[], string[]][])("%j reads %j", (answers, read) => {
    expect(follow(...answers)).toEqual(read);
  });
});
