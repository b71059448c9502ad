import { describe, expect, it } from "vitest";
import {
  beginWaiting,
  CONTROL_ID,
  countFlip,
  endRound,
  isUnconfirmed,
  joinRuns,
  leastPauseMs,
  nextRound,
  WIDER_ID,
  waitingLimitMs,
} from "@/lib/checks";
import type { Verdict, VerdictStatus } from "@/lib/verdict";

const at = (ms: number) => new Date(1_700_000_000_000 + ms);
const verdict = (status: VerdictStatus, found = "x", id = "kms:DisableKey", reason?: string): Verdict => ({
  id,
  title: id,
  status,
  evidence: { kind: "probe", lookedAt: "x", expected: "x", found, reason, at: at(0) },
});

describe("waiting out IAM's delay", () => {
  it("asks again for what is open only, with growing pauses of at least 5 s, for two minutes at most", () => {
    const verdicts = [
      verdict("fail"),
      verdict("pass", "x", "kms:ListKeys"),
      verdict("unknown", "Not probed: x", "kms:CreateKey"),
      verdict("unknown", "x", "kms:GetParametersForImport", "throttled"),
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

  it("asks once more where the network is not there, and does not call it IAM's delay", () => {
    const out = [verdict("unknown", "x", "kms:ListKeys", "unreachable")];
    const first = beginWaiting(new Date(0));
    expect(nextRound(first, out, new Date(0)).next).toBe("ask");
    const second = endRound(first, new Date(6_000));
    expect(nextRound(second, out, new Date(6_000))).toEqual({ next: "done" });
    // What IAM has not heard of beside it is waited for as ever.
    expect(nextRound(second, [...out, verdict("fail")], new Date(6_000)).next).toBe("ask");
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

describe("a later run over an earlier one", () => {
  const earlier = ["kms:A fail", "kms:B pass", `${WIDER_ID} warn`, `${CONTROL_ID} unknown`];
  const read = (texts: readonly string[]) =>
    texts.map((text) => {
      const [id = "", status] = text.split(" ");
      return verdict(status as VerdictStatus, "x", id);
    });

  it.each([
    ["asks one action", ["kms:A pass"], ["kms:A pass", "kms:B pass", `${WIDER_ID} warn`]],
    [
      "has a control of its own",
      ["kms:A unknown", `${CONTROL_ID} warn`],
      ["kms:A unknown", "kms:B pass", `${WIDER_ID} warn`, `${CONTROL_ID} warn`],
    ],
    ["asks all", ["kms:A pass", "kms:B pass"], ["kms:A pass", "kms:B pass"]],
    [
      "asks all, and the policy is still wider",
      ["kms:A pass", "kms:B pass", `${WIDER_ID} warn`],
      ["kms:A pass", "kms:B pass", `${WIDER_ID} warn`],
    ],
  ])("that %s", (_, later, expected) => {
    const joined = joinRuns(read(earlier), read(later));
    expect(joined.map(({ id, status }) => `${id} ${status}`)).toEqual(expected);
  });
});
