import { describe, expect, it } from "vitest";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type AwsCall, checkRegion, inRegion, regionalActions } from "..";
import { collect } from "../testing/connection";
import { scripted, wellBehaved } from "../testing/scripted";

const actions = actionsOf(permissionSets.map(({ id }) => id));

describe("one region's permissions", () => {
  it("are the actions that a region answers for itself", () => {
    const regional = regionalActions(actions);
    expect(actions.filter((action) => !regional.includes(action)).sort()).toEqual([
      "ec2:DescribeRegions",
      "iam:CreateServiceLinkedRole",
      "iam:ListGroups",
      "iam:ListRoles",
      "iam:ListUsers",
    ]);
    // A later action of a service that this table does not know is asked for everywhere, not forgotten.
    expect(regionalActions(["xks:New", "sts:AssumeRole", "xks:New"])).toEqual(["xks:New"]);
  });

  it("are asked for there and nowhere else, with a key of that region", async () => {
    const aws = scripted(wellBehaved);
    const verdicts = await collect(checkRegion(aws, "ap-south-1", actions));
    expect(new Set(aws.calls.map(({ region }) => region))).toEqual(new Set(["ap-south-1"]));
    expect([...verdicts.keys()].sort()).toEqual(regionalActions(actions).sort());
    const keys = new Set(aws.calls.flatMap(({ input }) => input.KeyId ?? []));
    expect([...keys]).toEqual([expect.stringMatching(/^arn:aws:kms:ap-south-1:111122223333:key\//)]);
  });

  it("say not applicable for CloudHSM where it has no endpoint, whatever the home region has", async () => {
    const verdicts = await collect(checkRegion(scripted(wellBehaved), "ap-east-2", actions));
    expect(verdicts.get("cloudhsm:DescribeClusters")?.status).toBe("not-applicable");
  });

  it("a caller seen from another region still lets a call name its own", async () => {
    const calls: AwsCall[] = [];
    const there = inRegion(
      scripted((call) => {
        calls.push(call);
        return wellBehaved(call);
      }),
      "eu-north-1",
    );
    await there.call({ service: "kms", operation: "ListKeys", input: {} });
    await there.call({ service: "kms", operation: "ListKeys", input: {}, region: "eu-west-3" });
    expect(calls.map(({ region }) => region)).toEqual(["eu-north-1", "eu-west-3"]);
    expect(there).toMatchObject({ region: "eu-north-1", accountId: "111122223333" });
  });
});
