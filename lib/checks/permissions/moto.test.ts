import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { has } from "@/scripts/test-tools";
import { checkPermissions } from "..";
import { type Connection, collect, makeConnection } from "../testing/connection";
import { type Moto, startMoto } from "../testing/moto";
import { seeded } from "../testing/seeded";

const actions = actionsOf(permissionSets.map(({ id }) => id));
const SUBSETS = 40;

/** What moto 5.2.1 does not implement: its answer is no answer of AWS's, so the verdict must be `unknown`. */
const notInMoto = [
  "kms:ConnectCustomKeyStore",
  "kms:DeleteCustomKeyStore",
  "kms:DeleteImportedKeyMaterial",
  "kms:DescribeCustomKeyStores",
  "kms:DisconnectCustomKeyStore",
  "kms:GetParametersForImport",
  "kms:ImportKeyMaterial",
  "kms:UpdateCustomKeyStore",
];
/** No probe can prove these; a denial shows where there is a call. */
const absent = [
  "iam:CreateServiceLinkedRole",
  "kms:CreateCustomKeyStore",
  "kms:CreateKey",
  "kms:DeleteAlias",
  "kms:UpdateAlias",
];

describe.skipIf(!has("moto_server"))("the checks against moto_server with IAM enforcement", () => {
  let moto: Moto;
  let connection: Connection;
  beforeAll(async () => {
    moto = await startMoto();
    const target = {
      world: "sandbox",
      partition: "aws",
      region: "eu-west-1",
      accountId: "123456789012",
    } as const;
    const root = { accessKeyId: "AKIAROOT", secretAccessKey: "x" };
    connection = await makeConnection(target, root, actions, { sandboxUrl: moto.url });
  });
  afterAll(() => moto?.close());

  const check = async (allowed: readonly string[]) => {
    await moto.relax();
    await connection.allow(allowed);
    await moto.enforce();
    return collect(checkPermissions(connection.aws, actions));
  };

  it("leaves moto's whole state as it was", async () => {
    await connection.allow(actions);
    await moto.enforce();
    // moto makes a service's default things (a VPC, for example) at the first call to it, and some when it is read.
    await collect(checkPermissions(connection.aws, actions));
    await moto.state();
    const before = await moto.state();
    await collect(checkPermissions(connection.aws, actions));
    expect(await moto.state()).toEqual(before);
  });

  it.each(Array.from({ length: SUBSETS }, (_, seed) => seed))("agrees with subset %i", async (seed) => {
    const allowed = seed === 0 ? actions : seeded(seed).subset(actions);
    const verdicts = await check(allowed);
    for (const action of actions) {
      const status = verdicts.get(action)?.status;
      const found = `${action}: ${verdicts.get(action)?.evidence.found}\n${verdicts.get(action)?.evidence.details}`;
      if (absent.includes(action))
        expect(["unknown", allowed.includes(action) ? "unknown" : "fail"]).toContain(status);
      else if (!allowed.includes(action)) expect(status, found).toBe("fail");
      else expect(status, found).toBe(notInMoto.includes(action) ? "unknown" : "pass");
    }
  });
});
