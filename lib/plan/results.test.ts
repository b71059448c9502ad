import { describe, expect, it } from "vitest";
import { basisOf, emptyPlanDocument, type PlanDocument, type ResultId, resultIds, resultNow } from ".";

const now = new Date("2026-11-24T12:00:00Z");

type Change = (document: PlanDocument) => void;

function staleAfter(change: Change, given: Change = () => {}): ResultId[] {
  const before = emptyPlanDocument();
  given(before);
  const after = structuredClone(before);
  change(after);
  return resultIds.filter(
    (id) =>
      resultNow(id, {
        plan: { document: after },
        results: { [id]: { id, verdicts: [], basis: basisOf(id, before), at: now } },
      }).stale,
  );
}

describe("an upstream change makes stale what rested on it, and nothing else", () => {
  const cases: [string, (d: PlanDocument) => void, ResultId[]][] = [
    [
      "the description",
      (d) => {
        d.start.description = "new";
      },
      [],
    ],
    [
      "the name of the connection",
      (d) => {
        d.start.connectionName = "new";
      },
      [],
    ],
    [
      "the features wanted",
      (d) => {
        d.start.sets.push("custom-key-stores");
      },
      [
        "region-reach",
        "permissions",
        "region-permissions",
        "permissions-pasted",
        "permissions-simulated",
        "permissions-read",
      ],
    ],
    [
      "the client certificate",
      (d) => {
        d.certificates.clientPem = "new";
      },
      [
        "certificates",
        "private-key",
        "sign-in",
        "regions",
        "region-reach",
        "permissions",
        "region-permissions",
        "permissions-pasted",
        "permissions-simulated",
      ],
    ],
    [
      "the profile",
      (d) => {
        d.identity.profileArn = "new";
      },
      [
        "arns",
        "sign-in",
        "regions",
        "region-reach",
        "permissions",
        "region-permissions",
        "permissions-pasted",
        "permissions-simulated",
      ],
    ],
    [
      "the home region",
      (d) => {
        d.start.region = "eu-west-1";
      },
      [
        "arns",
        "sign-in",
        "regions",
        "region-reach",
        "permissions",
        "region-permissions",
        "permissions-pasted",
        "permissions-simulated",
        "permissions-read",
      ],
    ],
    [
      "the name prefix",
      (d) => {
        d.identity.namePrefix = "other";
      },
      [],
    ],
  ];
  it.each(cases)("%s", (_, change, stale) => {
    expect(staleAfter(change)).toEqual(stale);
  });

  const assumes: Change = (d) => {
    d.start.sets.push("assume-role");
    d.start.assumeRoleArn = "arn:aws:iam::111122223333:role/first";
  };
  const inRegions: Change = (d) => {
    d.policy.narrowRegions.push("eu-west-2");
  };
  const byTag: Change = (d) => {
    Object.assign(d.policy, { narrowTagKey: "team", narrowTagValue: "crypto" });
  };
  const otherRole: Change = (d) => {
    d.start.assumeRoleArn = "arn:aws:iam::111122223333:role/second";
  };
  const otherRegion: Change = (d) => {
    d.start.region = "eu-west-1";
  };
  const otherPartition: Change = (d) => {
    d.start.partition = "aws-us-gov";
  };

  it("the role to assume, in a plan that assumes one: all that judges sts:AssumeRole for it", () => {
    expect(staleAfter(otherRole, assumes)).toEqual([
      "permissions",
      "permissions-pasted",
      "permissions-simulated",
      "permissions-read",
    ]);
    // Typed, but the plan does not assume a role.
    expect(staleAfter(otherRole)).toEqual([]);
  });

  it.each<[string, Change, Change, boolean]>([
    ["the home region, in a plan narrowed to regions", otherRegion, inRegions, true],
    ["the home region, in a plan that is not narrowed", otherRegion, () => {}, true],
    ["the partition, in a plan narrowed to a tag", otherPartition, byTag, true],
    ["the partition, in a plan that is not narrowed", otherPartition, () => {}, true],
  ])("%s, for policies that were read", (_, change, given, stale) => {
    expect(staleAfter(change, given).includes("permissions-read")).toBe(stale);
  });

  it("results from before these answers counted stay current where they are not given", () => {
    expect(basisOf("permissions", emptyPlanDocument())).toBe("de40230a71f71c8506c0663e444145f6");
  });

  it("the order in which features were ticked changes nothing", () => {
    expect(staleAfter((d) => d.start.sets.reverse())).toEqual([]);
  });
});
