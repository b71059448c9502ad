import { describe, expect, it } from "vitest";
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
      /^The probe also meets resource control .*session policies.*, which the simulator/,
    ],
    ["pasted", "probe", /^The probe also meets .*Pasted lines are as old/],
    ["read", "probe", /^The probe also meets service control policies .*Nobody has shown/],
    ["read", "simulated", /^The simulator also meets service control .*Nobody has shown/],
    ["read", "pasted", /^The pasted evidence also meets service control .*Nobody has shown/],
    ["probe", "simulated", /^The probe meets every kind of policy .*about every resource at once/],
    ["probe", "pasted", /^The probe meets every kind of policy .*Pasted lines/],
    ["probe", "read", /^The probe meets every kind of policy .*Nobody has shown/],
    ["simulated", "pasted", /different moments, .*Pasted lines/],
    ["pasted", "simulated", /different moments, .*Pasted lines/],
    ["simulated", "read", /different moments, .*Nobody has shown/],
    ["pasted", "read", /different moments, .*Nobody has shown/],
  ])("%s allows, %s denies", (allows, denies, words) => {
    expect(explainDisagreement(allows, denies)).toMatch(words);
  });
});
