import { describe, expect, it } from "vitest";
import { settlePermissions } from "@/lib/checks";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { disagreements, permissionRow, shownOnce, usedWays } from "./permission-rows";

const verdict = (id: string, status: VerdictStatus): Verdict => ({
  id,
  title: id,
  status,
  evidence: { kind: "probe", lookedAt: "x", expected: "x", found: `${id} found`, at: new Date(0) },
});
const actions = ["kms:ListKeys", "kms:CreateKey", "kms:EnableKey"];
const probe = actions.map((id) => verdict(id, id === "kms:CreateKey" ? "unknown" : "pass"));

const rows = (
  lists: Parameters<typeof settlePermissions>[1],
  asking: Parameters<typeof usedWays>[1] = {},
) => {
  const settled = settlePermissions(actions, lists);
  const used = usedWays(settled, asking);
  return settled.map((one) => permissionRow(one, used, asking));
};

describe("the matrix", () => {
  it("has a column only for ways that have spoken or are being asked", () => {
    expect(usedWays(settlePermissions(actions, {}), {})).toEqual([]);
    expect(usedWays(settlePermissions(actions, { read: probe }), { probe: new Set(actions) })).toEqual([
      "probe",
      "read",
    ]);
  });

  it("says of every cell what it is: answered, asked, or not asked", () => {
    const told = rows({ probe: [verdict("kms:ListKeys", "fail")] }, { probe: new Set(["kms:CreateKey"]) });
    expect(told.map(({ cells, state }) => [cells.probe, state])).toEqual([
      ["fail", "fail"],
      ["asked", "asked"],
      ["not-asked", "not-asked"],
    ]);
    expect(told[0]?.found).toBe("kms:ListKeys found");
  });

  it("marks the answer that counts, with its verdict first, and averages nothing", () => {
    const simulated = [verdict("kms:ListKeys", "fail"), verdict("kms:CreateKey", "pass")];
    const [list, create] = rows({ probe, simulated });
    expect(list).toMatchObject({ state: "pass", counts: "probe", against: ["simulated"] });
    expect(create).toMatchObject({ state: "pass", counts: "simulated", against: [] });
    expect(create?.verdicts.map(({ column }) => column)).toEqual(["simulated", "probe"]);
  });

  it("shows and counts what only policies read here allow as allowed on paper, not as allowed", () => {
    const read = actions.map((id) => verdict(id, id === "kms:EnableKey" ? "fail" : "pass"));
    expect(rows({ read }).map(({ state, cells }) => [state, cells.read])).toEqual([
      ["on-paper", "on-paper"],
      ["on-paper", "on-paper"],
      ["fail", "fail"],
    ]);
    // Beside a probe it stays what it is, and the probe counts.
    expect(rows({ probe, read }).map(({ state, cells }) => [state, cells.read])).toEqual([
      ["pass", "on-paper"],
      ["on-paper", "on-paper"],
      ["pass", "fail"],
    ]);
  });

  it("leaves a row open while a way is asked that would outweigh what is there, and only then", () => {
    const read = actions.map((id) => verdict(id, "pass"));
    expect(rows({ read }, { probe: new Set(actions) })[0]).toMatchObject({ state: "asked" });
    expect(rows({ probe }, { simulated: new Set(actions) }).map(({ state }) => state)).toEqual([
      "pass",
      "asked",
      "pass",
    ]);
  });

  it("shows an action that two sets need once, in the first", () => {
    const groups = [
      { title: "a", ids: ["kms:ListKeys"] },
      { title: "b", ids: ["kms:ListKeys", "kms:CreateKey"] },
    ];
    expect(shownOnce(groups).map(({ ids }) => ids)).toEqual([["kms:ListKeys"], ["kms:CreateKey"]]);
  });

  it("says a contradiction once for all the actions that it is so for, for each pair of ways", () => {
    const denied = actions.map((id) => verdict(id, "fail"));
    expect(disagreements(settlePermissions(actions, { probe, simulated: denied, read: probe }))).toEqual([
      { counts: "probe", against: "simulated", allowed: true, actions: ["kms:ListKeys", "kms:EnableKey"] },
    ]);
    expect(
      disagreements(settlePermissions(["kms:ListKeys"], { simulated: denied, pasted: probe, read: probe })),
    ).toMatchObject([
      { counts: "simulated", against: "pasted", allowed: false },
      { counts: "simulated", against: "read", allowed: false },
    ]);
  });
});
