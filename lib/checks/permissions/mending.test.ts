import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mendingForms, mendingTarget } from "@/lib/exports";
import { desk, planFor } from "@/lib/exports/testing/identity-script";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { awsCli, output } from "@/lib/sandbox/testing/aws-cli";
import { has } from "@/scripts/test-tools";
import { checkPermissions, probeFor, statementText } from "..";
import { collect, makeConnection, statuses } from "../testing/connection";
import { seeded } from "../testing/seeded";

const actions = actionsOf(permissionSets.map(({ id }) => id));

function scriptFor(accountId: string, missing: readonly string[]): string {
  const document = planFor({
    start: { accountId, signIn: "access-key" },
    identity: { userName: "cckm", userExists: true },
  });
  const forms = mendingForms(mendingTarget(document), missing);
  return forms.find(({ language }) => language === "bash")?.code ?? "";
}

describe.skipIf(!has("aws"))("the statement that a check shows, attached with the aws CLI", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.close());

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    "turns exactly the failed verdicts to pass, case %i",
    async (seed) => {
      const world = sandbox.createWorld();
      const { accountId, administrator } = world;
      const target = { world: "sandbox", partition: "aws", region: "eu-west-1", accountId } as const;
      const allowed = seeded(seed).subset(actions, 0.8);
      const { aws } = await makeConnection(target, administrator, allowed, { sandboxUrl: sandbox.url });
      const before = await collect(checkPermissions(aws, actions));
      const failed = [...before.values()].filter(({ status }) => status === "fail").map(({ id }) => id);
      expect(failed.length).toBeGreaterThan(0);

      // As the page shows it: by the script, or the statement in an inline policy of its own.
      if (seed > 17) {
        const at = desk(sandbox.url, administrator);
        const ran = await at.run(scriptFor(accountId, failed), "--yes");
        at.close();
        expect(ran.status, ran.stderr).toBe(0);
      } else {
        const document = `{"Version":"2012-10-17","Statement":[${statementText(failed)}]}`;
        const policy = ["--policy-name", "missing-permissions", "--policy-document", document];
        output(await awsCli(sandbox, world)("iam", "put-user-policy", "--user-name", "cckm", ...policy));
      }

      const after = statuses(await collect(checkPermissions(aws, actions)));
      const expected = statuses(before);
      // Actions without a proven probe are denied before and merely not denied after.
      for (const id of failed) expected[id] = probeFor(id)?.certainty === "absent" ? "unknown" : "pass";
      expect(after).toEqual(expected);
    },
  );
});
