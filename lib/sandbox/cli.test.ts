import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { allow, awsCli, error, output } from "./testing/aws-cli";
import { newUser } from "./testing/new-user";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe.skipIf(!has("aws"))("the aws CLI", () => {
  test("asks the policy simulator", async () => {
    const world = sandbox.createWorld();
    const narrowed = allow("kms:ListKeys", "iam:CreateServiceLinkedRole").replace(
      '"Resource":"*"',
      '"Resource":"*","Condition":{"StringEquals":{"iam:AWSServiceName":"mrk.kms.amazonaws.com"}}',
    );
    const { cli, as } = await newUser(sandbox, world, narrowed);
    const source = ["--policy-source-arn", `arn:aws:iam::${world.accountId}:user/cckm`];
    const ask = [
      "iam",
      "simulate-principal-policy",
      ...source,
      "--action-names",
      "iam:CreateServiceLinkedRole",
      "kms:CreateKey",
    ];
    const plain = output(await cli(...ask)).EvaluationResults;
    expect(plain).toMatchObject([
      {
        EvalActionName: "iam:CreateServiceLinkedRole",
        EvalDecision: "implicitDeny",
        MissingContextValues: ["iam:AWSServiceName"],
      },
      { EvalActionName: "kms:CreateKey", EvalDecision: "implicitDeny", MissingContextValues: [] },
    ]);
    const entry =
      "ContextKeyName=iam:AWSServiceName,ContextKeyValues=mrk.kms.amazonaws.com,ContextKeyType=string";
    const informed = output(await cli(...ask, "--context-entries", entry)).EvaluationResults;
    expect(informed?.[0]).toMatchObject({
      EvalDecision: "allowed",
      MatchedStatements: [{ SourcePolicyId: "cckm" }],
    });
    expect(error(await as(...ask))).toMatch(/^\(AccessDenied\).*iam:SimulatePrincipalPolicy/);
  });

  test("cannot make a service-linked role twice", async () => {
    const cli = awsCli(sandbox, sandbox.createWorld());
    const make = ["iam", "create-service-linked-role", "--aws-service-name", "mrk.kms.amazonaws.com"];
    output(await cli(...make));
    expect(error(await cli(...make))).toBe(
      "(InvalidInput) when calling the CreateServiceLinkedRole operation: Service role name AWSServiceRoleForKeyManagementServiceMultiRegionKeys has been taken in this account, please try a different suffix.",
    );
    const listed = output(
      await cli("iam", "list-roles", "--path-prefix", "/aws-service-role/mrk.kms.amazonaws.com/"),
    );
    expect(listed.Roles).toHaveLength(1);
  });

  test("sees and changes Roles Anywhere's things", async () => {
    const cli = awsCli(sandbox, sandbox.createWorld());
    const bad = '{"sourceType":"CERTIFICATE_BUNDLE","sourceData":{"x509CertificateData":"no certificate"}}';
    expect(error(await cli("rolesanywhere", "create-trust-anchor", "--name", "a", "--source", bad))).toMatch(
      /^\(ValidationException\).*Bad certificate data$/,
    );
    expect(
      error(await cli("rolesanywhere", "create-trust-anchor", "--name", "a.b", "--source", bad)),
    ).toMatch(/regular expression pattern/);
    const role = ["--role-arns", `arn:aws:iam::500000000000:role/r`];
    const profile = output(
      await cli("rolesanywhere", "create-profile", "--name", "p", ...role, "--tags", "key=a,value=b"),
    ).profile;
    expect(profile).toMatchObject({ enabled: false, durationSeconds: 3600, acceptRoleSessionName: false });
    const id = ["--profile-id", String(profile?.profileId)];
    expect(output(await cli("rolesanywhere", "enable-profile", ...id)).profile?.enabled).toBe(true);
    const mapping = ["--certificate-field", "x509Issuer"];
    const fewer = output(await cli("rolesanywhere", "delete-attribute-mapping", ...id, ...mapping)).profile;
    expect(fewer?.attributeMappings).toHaveLength(2);
    const tags = output(
      await cli("rolesanywhere", "list-tags-for-resource", "--resource-arn", String(profile?.profileArn)),
    );
    expect(tags.tags).toEqual([{ key: "a", value: "b" }]);
    output(await cli("rolesanywhere", "delete-profile", ...id));
    expect(error(await cli("rolesanywhere", "get-profile", ...id))).toMatch(/^\(ResourceNotFoundException\)/);
  });
});
