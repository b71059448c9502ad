import { describe, expect, it } from "vitest";
import { trustRolesIn } from "./read-trust-policy";
import { good, judged, other, policy, SERVICE, statement, tied, withTied } from "./testing/policies";

describe("what IAM refuses is refused, with its place", () => {
  it.each<[string, unknown, RegExp]>([
    ["no policy", "hello", /line 1, column 1/],
    [
      "a name twice",
      '{"Statement":[{"Effect":"Allow",\n"Effect":"Deny"}]}',
      /line 2, column 1: the name "Effect" appears twice/,
    ],
    ["an operator that IAM lacks", withTied({ StringIs: { a: "b" } }), /no condition operator StringIs/],
    ["Action beside NotAction", policy(statement(tied, { NotAction: "x:y" })), /either Action or NotAction/],
    ["a Resource", policy(statement(tied, { Resource: "*" })), /names a Resource/],
    ["a service in plain text", policy(statement(tied, { Principal: SERVICE.Service })), /plain text/],
    ["no principal", policy(statement(tied, { Principal: undefined })), /names no Principal/],
    [
      "NotPrincipal",
      policy(statement(tied, { Principal: undefined, NotPrincipal: SERVICE })),
      /takes no NotPrincipal/,
    ],
    [
      "principals of a kind that IAM lacks",
      policy(statement(tied, { Principal: { Services: "x" } })),
      /of the kind Services/,
    ],
    ["no effect", policy(statement(tied, { Effect: "allow" })), /neither Allow nor Deny/],
    ["a Sid with blanks", policy(statement(tied, { Sid: "Roles Anywhere" })), /A Sid is made of/],
    [
      "a policy of a role",
      policy(statement(tied, { Principal: undefined, Resource: "*" })),
      /names a Resource/,
    ],
  ])("%s", (_, given, says) => expect(judged(given)).toMatch(says));
});

describe("what people paste is unwrapped", () => {
  const role = (RoleName: string, AssumeRolePolicyDocument: unknown) => ({
    RoleName,
    AssumeRolePolicyDocument,
  });
  const lambda = policy(
    statement(undefined, { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
  );
  const foreign = policy(statement({ ArnEquals: { "aws:SourceArn": other } }));
  const state = (...roles: [string, unknown][]) => ({
    version: 4,
    resources: roles.map(([name, document]) => ({
      type: "aws_iam_role",
      name,
      instances: [{ attributes: { name, assume_role_policy: JSON.stringify(document) } }],
    })),
  });
  it.each<[string, unknown]>([
    ["JSON text", JSON.stringify(good)],
    [
      "with a byte order mark and Windows line ends",
      `\uFEFF${JSON.stringify(good, null, 2).replaceAll("\n", "\r\n")}`,
    ],
    ["URL-encoded", encodeURIComponent(JSON.stringify(good))],
    ["get-role", { Role: role("ckm", good) }],
    ["get-role with an encoded document", { Role: role("ckm", encodeURIComponent(JSON.stringify(good))) }],
    ["list-roles, one of Roles Anywhere", { Roles: [role("fn", lambda), role("ckm", good)] }],
    ["list-roles, the plan's among several", { Roles: [role("ckm-2", foreign), role("ckm", good)] }],
    ["account authorization details", { RoleDetailList: [role("fn", lambda), role("ckm", good)] }],
    [
      "a template",
      {
        Resources: {
          Ckm: { Type: "AWS::IAM::Role", Properties: { RoleName: "ckm", AssumeRolePolicyDocument: good } },
          Fn: { Properties: { AssumeRolePolicyDocument: lambda } },
        },
      },
    ],
    ["a Terraform state", state(["fn", lambda], ["ckm", good])],
  ])("%s", (_, given) => expect(judged(given, { roleName: "ckm" })).toBe("pass"));

  it("asks which one is meant, and says when none is", () => {
    const two = { Roles: [role("a", good), role("b", foreign)] };
    expect(judged(two)).toMatch(/several roles \(a, b\)/);
    expect(trustRolesIn(JSON.stringify(two))).toEqual(["a", "b"]);
    expect(judged({ Roles: [role("fn", lambda), role("fn2", lambda)] })).toMatch(
      /no role in it names Roles Anywhere/,
    );
    expect(judged({ Roles: [] })).toMatch(/no trust policy in it/);
  });
});
