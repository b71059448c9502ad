import { describe, expect, it } from "vitest";
import { checkArns, findArns, repairArns } from "./index";

const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";
const profile = "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/66666666-7777-8888-9999-000000000000";
const role = "arn:aws:iam::111122223333:role/team/ckm-role";
const now = new Date("2026-03-01T12:00:00Z");
const three = { trustAnchorArn: anchor, roleArn: role, profileArn: profile };

function find(text: string) {
  const { verdicts, ...arns } = findArns(text, { now });
  return { arns, statuses: Object.fromEntries(verdicts.map(({ id, status }) => [id, status])), verdicts };
}

describe("the three ARNs are found", () => {
  it.each<[string, string]>([
    ["one a line, in another order", `${profile}\n${anchor}\n${role}\n`],
    ["in one line with commas", `${role},${profile},${anchor}`],
    ["in a sentence", `The role is ${role}. Anchor: ${anchor}, and the profile ${profile}!`],
    [
      "in JSON of the AWS CLI",
      JSON.stringify(
        { a: [{ trustAnchorArn: anchor }], p: { profileArn: profile, roleArns: [role] } },
        null,
        2,
      ),
    ],
    ["in Terraform output", `profile_arn = "${profile}"\nrole_arn = "${role}"\nanchor = "${anchor}"`],
    [
      "in a CloudFormation table",
      `| ProfileArn | ${profile} |\n| RoleArn | ${role} |\n| Anchor | ${anchor} |`,
    ],
    ["with escaped separators", [anchor, role, profile].map((arn) => encodeURIComponent(arn)).join("&x=")],
    [
      "with JSON's escaped slashes",
      [anchor, role, profile].map((arn) => `"${arn.replaceAll("/", "\\/")}"`).join(),
    ],
    [
      "with invisible characters",
      `\uFEFF${anchor.slice(0, 9)}\u200B${anchor.slice(9)}\u00A0${role}\u00A0${profile}`,
    ],
    [
      "with an anchor that a mail program broke",
      `${anchor.slice(0, 60)}\n    ${anchor.slice(60)}\n${role}\n${profile}`,
    ],
    ["twice each", `${anchor} ${role} ${profile} ${profile} ${role} ${anchor}`],
    ["in typographic quotes and brackets", `(${anchor}) [${role}] <${profile}>`],
  ])("%s", (_, text) => {
    const { arns, statuses } = find(text);
    expect(arns).toEqual(three);
    expect(statuses).toEqual({ "arn-trust-anchor": "pass", "arn-role": "pass", "arn-profile": "pass" });
  });

  it("keeps a final dot that quotes show to be part of the role's name", () => {
    expect(find(`"${role}."`).arns.roleArn).toBe(`${role}.`);
  });
});

describe("what does not belong is named", () => {
  it.each<[string, string, string, RegExp]>([
    ["a user", "arn:aws:iam::111122223333:user/ann", "arn-other-user", /not as a user/],
    ["a policy", "arn:aws:iam::111122223333:policy/p", "arn-other-policy", /attached to the role/],
    ["the account", "arn:aws:iam::111122223333:root", "arn-other-root", /is not a role/],
    [
      "a private CA",
      "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/x",
      "arn-other-private-ca",
      /the CA itself/,
    ],
    [
      "a service-linked role",
      "arn:aws:iam::111122223333:role/aws-service-role/rolesanywhere.amazonaws.com/AWSServiceRoleForRolesAnywhere",
      "arn-other-service-linked-role",
      /belongs to AWS/,
    ],
    ["a bucket", "arn:aws:s3:::bucket/key", "arn-other-other", /left out/],
  ])("%s", (_, text, id, sentence) => {
    const verdict = find(text).verdicts.find((one) => one.id === id);
    expect(verdict?.status).toBe("warn");
    expect(verdict?.remedy?.text).toMatch(sentence);
  });

  it("a session of a role is told apart from the role, with the command that gives the role's ARN", () => {
    const { arns, verdicts } = find(
      `${anchor} ${profile} arn:aws:sts::111122223333:assumed-role/ckm-role/1002`,
    );
    expect(arns.roleArn).toBeUndefined();
    const verdict = verdicts.find(({ id }) => id === "arn-role");
    expect(verdict?.status).toBe("fail");
    expect(verdict?.remedy?.command).toContain("--role-name 'ckm-role'");
  });

  it("two different roles are not guessed between", () => {
    const { arns, statuses } = find(`${anchor} ${profile} ${role} ${role}-2`);
    expect(arns.roleArn).toBeUndefined();
    expect(statuses["arn-role"]).toBe("fail");
  });

  it("a wildcard or a placeholder is not an id", () => {
    expect(find(anchor.replace(/\/.*/, "/*")).statuses["arn-trust-anchor"]).toBe("fail");
    expect(find(anchor.replace(/\/.*/, "/ID")).statuses["arn-trust-anchor"]).toBe("fail");
  });

  it("a bare id from CloudFormation's Ref is explained", () => {
    const verdict = find("11111111-2222-3333-4444-555555555555").verdicts[0];
    expect(verdict?.remedy?.text).toContain("GetAtt");
  });

  it.each([
    "",
    "hello",
    "arn:",
    "arn:aws:iam",
    "\u0000arn:::::",
    "arn:aws:iam::1:role/".repeat(2000),
    "💥".repeat(9999),
  ])("any other text finds nothing and does not fail (%#)", (text) => {
    expect(find(text).arns).toEqual({});
  });
});

describe("the cross-check", () => {
  const expected = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
  const check = (arns: Parameters<typeof checkArns>[0], plan = expected) =>
    Object.fromEntries(checkArns(arns, plan, { now }).map((verdict) => [verdict.id, verdict]));
  const failing = (verdicts: ReturnType<typeof check>) =>
    Object.values(verdicts)
      .filter(({ status }) => status !== "pass")
      .map(({ id, status }) => `${id}: ${status}`);

  it("passes when everything agrees", () => {
    expect(failing(check(three))).toEqual([]);
  });

  it.each<[string, Partial<typeof three>, string[]]>([
    ["another account", { roleArn: role.replace("1111", "9999") }, ["arns-account: fail"]],
    ["another partition", { roleArn: role.replace("aws", "aws-cn") }, ["arns-partition: fail"]],
    ["profile elsewhere", { profileArn: profile.replace("eu-west-1", "us-east-1") }, ["arns-region: fail"]],
    ["nothing given", { profileArn: "" }, ["arn-profile: unknown"]],
    ["no ARN at all", { roleArn: "ckm-role" }, ["arn-role: fail"]],
    ["a role with a region", { roleArn: role.replace("::", ":eu-west-1:") }, ["arn-role: fail"]],
  ])("%s", (_, change, wrong) => {
    expect(failing(check({ ...three, ...change }))).toEqual(wrong);
  });

  it("says when an ARN stands in another's place, and offers them sorted", () => {
    const swapped = { ...three, roleArn: profile, profileArn: role };
    expect(check(swapped)["arn-role"]?.remedy?.text).toMatch(/^You pasted a profile ARN here/);
    expect(repairArns(swapped)).toEqual(three);
    expect(repairArns(three)).toBeUndefined();
  });

  it("is unknown where the plan has no answer yet", () => {
    expect(failing(check(three, { ...expected, accountId: "" }))).toEqual(["arns-account: unknown"]);
  });
});
