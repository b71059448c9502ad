import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { awsCli, output } from "@/lib/sandbox/testing/aws-cli";
import { has } from "@/scripts/test-tools";
import { checkPermissions, probeFor, statementText } from ".";
import { collect, makeConnection, statuses } from "./testing/connection";
import { seeded } from "./testing/seeded";

const actions = actionsOf(permissionSets.map(({ id }) => id));

describe.skipIf(!has("aws"))("the statement that a check shows, attached with the aws CLI", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.close());

  it.each([1, 2, 3, 4, 5, 6])("turns exactly the failed verdicts to pass, case %i", async (seed) => {
    const world = sandbox.createWorld();
    const { accountId, administrator } = world;
    const target = { world: "sandbox", partition: "aws", region: "eu-west-1", accountId } as const;
    const allowed = seeded(seed).subset(actions, 0.8);
    const { aws } = await makeConnection(target, administrator, allowed, { sandboxUrl: sandbox.url });
    const before = await collect(checkPermissions(aws, actions));
    const failed = [...before.values()].filter(({ status }) => status === "fail").map(({ id }) => id);
    expect(failed.length).toBeGreaterThan(0);

    // As the page shows it: one statement, put into a policy beside the one that is there.
    const document = `{"Version":"2012-10-17","Statement":[${statementText(failed)}]}`;
    const cli = awsCli(sandbox, world);
    const policy = ["--policy-name", "mending", "--policy-document", document];
    const arn = String(output(await cli("iam", "create-policy", ...policy)).Policy?.Arn);
    output(await cli("iam", "attach-user-policy", "--user-name", "cckm", "--policy-arn", arn));

    const after = statuses(await collect(checkPermissions(aws, actions)));
    const expected = statuses(before);
    // Actions without a proven probe are denied before and merely not denied after.
    for (const id of failed) expected[id] = probeFor(id)?.certainty === "absent" ? "unknown" : "pass";
    expect(after).toEqual(expected);
  });
});
