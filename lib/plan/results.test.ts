import { describe, expect, it } from "vitest";
import { basisOf, emptyPlanDocument, isStale, type PlanDocument, type ResultId, resultIds } from ".";

const now = new Date("2026-11-24T12:00:00Z");

function staleAfter(change: (document: PlanDocument) => void): ResultId[] {
  const before = emptyPlanDocument();
  const after = emptyPlanDocument();
  change(after);
  return resultIds.filter((id) =>
    isStale({ id, verdicts: [], basis: basisOf(id, before), at: now }, { document: after }),
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

  it("the order in which features were ticked changes nothing", () => {
    expect(staleAfter((d) => d.start.sets.reverse())).toEqual([]);
  });
});
