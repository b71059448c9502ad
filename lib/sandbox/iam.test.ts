import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { allow, error, output } from "./testing/aws-cli";
import { newUser } from "./testing/new-user";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe.skipIf(!has("aws"))("the aws CLI", () => {
  test("makes a user, and unmakes it so that the world is as before", async () => {
    const world = sandbox.createWorld();
    const before = JSON.stringify(world.snapshot());
    const { cli, arn, keys } = await newUser(sandbox, world, allow("kms:ListKeys"));
    expect(keys.accessKeyId).toMatch(/^AKIASBX[A-Z2-7]{13}$/);
    expect(JSON.stringify(world.snapshot())).not.toContain(keys.secretAccessKey);
    expect(error(await cli("iam", "create-user", "--user-name", "CCKM"))).toBe(
      "(EntityAlreadyExists) when calling the CreateUser operation: User with name CCKM already exists.",
    );
    expect(error(await cli("iam", "delete-user", "--user-name", "cckm"))).toMatch(
      /^\(DeleteConflict\).*must detach all policies first\.$/,
    );
    expect(error(await cli("iam", "delete-policy", "--policy-arn", arn))).toMatch(/^\(DeleteConflict\)/);
    output(await cli("iam", "detach-user-policy", "--user-name", "cckm", "--policy-arn", arn));
    output(await cli("iam", "delete-access-key", "--user-name", "cckm", "--access-key-id", keys.accessKeyId));
    output(await cli("iam", "delete-user", "--user-name", "cckm"));
    output(await cli("iam", "delete-policy", "--policy-arn", arn));
    expect(error(await cli("iam", "get-user", "--user-name", "cckm"))).toBe(
      "(NoSuchEntity) when calling the GetUser operation: The user with name cckm cannot be found.",
    );
    expect(JSON.stringify(world.snapshot())).toBe(before);
  });

  test("keeps five versions of a policy and no more", async () => {
    const world = sandbox.createWorld();
    const { cli, arn } = await newUser(sandbox, world, allow("kms:ListKeys"));
    const version = [
      "iam",
      "create-policy-version",
      "--policy-arn",
      arn,
      "--set-as-default",
      "--policy-document",
    ];
    for (let i = 2; i <= 5; i += 1) output(await cli(...version, allow("kms:ListKeys", `kms:Action${i}`)));
    expect(error(await cli(...version, allow("kms:ListKeys")))).toMatch(/^\(LimitExceeded\)/);
    expect(
      error(await cli("iam", "delete-policy-version", "--policy-arn", arn, "--version-id", "v5")),
    ).toMatch(/^\(DeleteConflict\)/);
    output(await cli("iam", "delete-policy-version", "--policy-arn", arn, "--version-id", "v1"));
    expect(output(await cli(...version, allow("kms:ListKeys"))).PolicyVersion?.VersionId).toBe("v6");
    const entities = output(await cli("iam", "list-entities-for-policy", "--policy-arn", arn));
    expect(entities.PolicyUsers?.map((user) => (user as { UserName: string }).UserName)).toEqual(["cckm"]);
  });

  test("is refused what the policy does not give, in AWS's words", async () => {
    const world = sandbox.createWorld();
    const { as } = await newUser(sandbox, world, allow("kms:ListKeys"));
    output(await as("kms", "list-keys"));
    const user = `User: arn:aws:iam::${world.accountId}:user/cckm is not authorized to perform:`;
    expect(error(await as("kms", "list-aliases"))).toBe(
      `(AccessDeniedException) when calling the ListAliases operation: ${user} kms:ListAliases on resource: * because no identity-based policy allows the kms:ListAliases action`,
    );
    expect(error(await as("iam", "list-roles"))).toBe(
      `(AccessDenied) when calling the ListRoles operation: ${user} iam:ListRoles on resource: arn:aws:iam::${world.accountId}:role/ because no identity-based policy allows the iam:ListRoles action`,
    );
    expect(error(await as("ec2", "describe-regions"))).toMatch(
      /^\(UnauthorizedOperation\).*You are not authorized to perform this operation/,
    );
    const create = await as(
      "kms",
      "create-key",
      "--origin",
      "AWS_CLOUDHSM",
      "--custom-key-store-id",
      "cks-00000000000000000",
    );
    expect(error(create)).toMatch(/^\(AccessDeniedException\).*kms:CreateKey/);
    output(await as("sts", "get-caller-identity"));
  });

  test("is held to a boundary and to an explicit deny", async () => {
    const world = sandbox.createWorld();
    const { cli, as } = await newUser(sandbox, world, allow("kms:*"));
    const limit = output(
      await cli("iam", "create-policy", "--policy-name", "limit", "--policy-document", allow("kms:List*")),
    );
    const boundary = String(limit.Policy?.Arn);
    output(
      await cli(
        "iam",
        "put-user-permissions-boundary",
        "--user-name",
        "cckm",
        "--permissions-boundary",
        boundary,
      ),
    );
    output(await as("kms", "list-keys"));
    expect(error(await as("kms", "describe-custom-key-stores"))).toMatch(
      /because no permissions boundary allows the kms:DescribeCustomKeyStores action$/,
    );
    output(await cli("iam", "delete-user-permissions-boundary", "--user-name", "cckm"));
    const deny = allow("kms:ListKeys").replace("Allow", "Deny");
    output(
      await cli(
        "iam",
        "put-user-policy",
        "--user-name",
        "cckm",
        "--policy-name",
        "no",
        "--policy-document",
        deny,
      ),
    );
    expect(error(await as("kms", "list-keys"))).toMatch(/with an explicit deny in an identity-based policy$/);
    output(await as("kms", "describe-custom-key-stores"));
  });
});
