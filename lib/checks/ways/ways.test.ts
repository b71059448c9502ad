import { describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/verdict";
import { permissionVerdict } from "../permissions/permission-verdict";
import { readAnswer } from "../permissions/read-answer";
import { settledVerdict } from "../permissions/settle";
import { probeFor } from "../probes";
import { deniedFor } from "../testing/scripted";
import { checkWays, explainDisagreement, policyLayers, sightOf, type Way, ways } from "./ways";

describe("the ways of checking", () => {
  it("are four, in the order in which they count", () => {
    expect(ways).toEqual(["probe", "simulated", "pasted", "read"]);
    expect(new Set(checkWays.map(({ result }) => result)).size).toBe(checkWays.length);
  });

  it("each say of every kind of policy whether they see it; none sees the key policies of real keys", () => {
    const titles = Object.values(policyLayers).map(({ title }) => title);
    for (const way of checkWays) {
      expect(sightOf(way).map(({ title }) => title)).toEqual(titles);
      expect(sightOf(way).at(-1)).toEqual({ title: policyLayers.key.title, seen: false });
    }
    const counted = checkWays.map((way) => sightOf(way).filter(({ seen }) => seen).length);
    expect(counted).toEqual([6, 3, 3, 2]);
  });
});

describe("a disagreement is explained by what the way that denies meets and the other leaves out", () => {
  it.each<[Way, Way, RegExp]>([
    [
      "simulated",
      "probe",
      /^The probe also covers resource control .*session policies.*, which the simulator/,
    ],
    ["pasted", "probe", /^The probe also covers .*Pasted lines are as old/],
    ["read", "probe", /^The probe also covers service control policies .*It is not verified/],
    ["read", "simulated", /^The simulator also covers service control .*It is not verified/],
    ["read", "pasted", /^The pasted evidence also covers service control .*It is not verified/],
    ["probe", "simulated", /^The probe covers every kind of policy .*about every resource at once/],
    ["probe", "pasted", /^The probe covers every kind of policy .*Pasted lines/],
    ["probe", "read", /^The probe covers every kind of policy .*It is not verified/],
    ["simulated", "pasted", /different moments, .*Pasted lines/],
    ["pasted", "simulated", /different moments, .*Pasted lines/],
    ["simulated", "read", /different moments, .*It is not verified/],
    ["pasted", "read", /different moments, .*It is not verified/],
  ])("%s allows, %s denies", (allows, denies, words) => {
    expect(explainDisagreement(allows, denies)).toMatch(words);
  });
});

describe("a probe's denial that names the policy blames that one and no other", () => {
  const action = "kms:EnableKey";
  const said = (ending?: string) => {
    const probe = probeFor(action);
    if (probe === undefined) throw new Error("no probe");
    const aws = { world: "aws", region: "eu-west-1" } as const;
    const reading = readAnswer(probe, deniedFor(action, ending));
    const now = new Date(0);
    const denied = permissionVerdict({ aws, probe, reading, calibration: "proven", now });
    const evidence: Verdict["evidence"] = {
      kind: "simulation",
      lookedAt: "x",
      expected: "x",
      found: "x",
      at: now,
    };
    return settledVerdict(action, {
      probe: denied,
      simulated: { id: action, title: action, status: "pass", evidence },
    }).disagreement;
  };

  it.each<[string | undefined, RegExp]>([
    [
      undefined,
      /The probe reported a denial by the policies of the role or user, which the simulator covers too: the two answers are from different moments, or about different resources\./,
    ],
    [
      "with an explicit deny in a session policy",
      /The probe reported a denial by session policies, .*, which the simulator leaves out\./,
    ],
    [
      "because no VPC endpoint policy allows the action",
      /denial by VPC endpoint policies, which the simulator leaves out/,
    ],
    // Nobody said which: whatever the simulator leaves out may be it.
    [
      "for some reason",
      /The probe also covers resource control policies, session policies.* or VPC endpoint/,
    ],
  ])("%s", (ending, words) => {
    expect(said(ending)).toMatch(words);
  });

  it("and not what it did not name", () => {
    expect(said()).not.toMatch(/resource control|session|endpoint/);
  });
});
