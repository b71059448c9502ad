import { describe, expect, it } from "vitest";
import { actionsOf, allSets, type PolicyDocument, type PolicyScope } from "@/lib/permissions";
import { judge } from "@/lib/permissions/testing/oracle";
import { verdictsFromDecisions } from "./simulation";
import { type SimulatedDecision, simulatorQuestions } from "./simulator-questions";

const now = new Date("2026-03-01T10:00:00Z");
const scope: PolicyScope = {
  partition: "aws-us-gov",
  accountId: "111122223333",
  region: "us-gov-west-1",
  services: ["mrk.kms.amazonaws.com", "cks.kms.amazonaws.com"],
};
const actions = actionsOf(allSets.map(({ id }) => id));
const KEY = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/00000000-0000-4000-8000-000000000000";
const ALIAS = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/ckm-example";
const slr = (name: string) => `arn:aws-us-gov:iam::111122223333:role/aws-service-role/${name}`;

/** Question by question: the resource, and the actions that are asked about on it. */
const questions = simulatorQuestions(actions, scope, "us-gov-west-1");
const resourcesOf = (action: string) =>
  questions.filter((question) => question.actions.includes(action)).map(({ resource }) => resource ?? "*");

describe("the simulator is asked about", () => {
  it.each([
    ["kms:DescribeKey", [KEY]],
    ["kms:PutKeyPolicy", [KEY]],
    ["kms:TagResource", [KEY]],
    ["kms:CreateAlias", [KEY, ALIAS]],
    ["kms:DeleteAlias", [KEY, ALIAS]],
    ["kms:CreateKey", ["*"]],
    ["kms:ListKeys", ["*"]],
    ["kms:ListAliases", ["*"]],
    ["kms:DescribeCustomKeyStores", ["*"]],
    ["ec2:DescribeRegions", ["*"]],
    ["iam:ListRoles", ["*"]],
    ["logs:DescribeLogGroups", ["arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group::log-stream:"]],
    [
      "logs:FilterLogEvents",
      ["arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:ckm-example:log-stream:"],
    ],
    [
      "iam:CreateServiceLinkedRole",
      [
        slr("mrk.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceMultiRegionKeys"),
        slr("cks.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceCustomKeyStores"),
      ],
    ],
  ])("%s on %s", (action, resources) => expect(resourcesOf(action)).toEqual(resources));

  it("every action, and nothing twice in one call", () => {
    expect([...new Set(questions.flatMap((question) => question.actions))].sort()).toEqual(
      [...actions].sort(),
    );
    for (const question of questions) expect(new Set(question.actions).size).toBe(question.actions.length);
  });

  it("no resource while the account is not known", () => {
    const { accountId: _, ...unknown } = scope;
    expect(simulatorQuestions(actions, unknown, "us-gov-west-1").map(({ resource }) => resource)).toEqual(
      simulatorQuestions(actions, unknown, "us-gov-west-1").map(() => undefined),
    );
  });
});

/** Answers as AWS's simulator gives them, by an independent judge of these policies. */
async function simulated(policy: PolicyDocument, about: string): Promise<SimulatedDecision[]> {
  const answers: SimulatedDecision[] = [];
  for (const { actions: asked, resource = "*", context } of questions)
    for (const action of asked.filter((one) => one === about)) {
      const request = {
        action,
        resource,
        context: Object.fromEntries(Object.entries(context).map(([key, values]) => [key, [...values]])),
      };
      answers.push({ action, decision: await judge({ policies: [policy] }, request) });
    }
  return answers;
}

describe("a policy that is narrower than * is read as what it is", () => {
  const statement = (Action: string | string[], Resource: string | string[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource }],
  });
  const statusOf = async (policy: PolicyDocument, action: string) =>
    verdictsFromDecisions(await simulated(policy, action), [action], {
      kind: "simulation",
      principal: "arn:aws-us-gov:iam::111122223333:role/ckm",
      now,
      world: "aws",
      scope,
      region: "us-gov-west-1",
    })[0]?.status;

  it.each([
    ["keys of the account", "kms:DescribeKey", "arn:aws-us-gov:kms:*:111122223333:key/*", "pass"],
    [
      "keys and aliases",
      "kms:CreateAlias",
      ["arn:aws-us-gov:kms:*:*:key/*", "arn:aws-us-gov:kms:*:*:alias/*"],
      "pass",
    ],
    ["an alias without its key", "kms:CreateAlias", "arn:aws-us-gov:kms:*:*:alias/*", "fail"],
    ["log groups", "logs:FilterLogEvents", "arn:aws-us-gov:logs:*:*:log-group:*", "pass"],
    ["service-linked roles", "iam:CreateServiceLinkedRole", slr("*"), "pass"],
    ["one of the two roles", "iam:CreateServiceLinkedRole", slr("mrk.kms.amazonaws.com/*"), "fail"],
    ["keys of another account", "kms:DescribeKey", "arn:aws-us-gov:kms:*:444455556666:key/*", "fail"],
    ["keys, for an action on no key", "kms:ListKeys", "arn:aws-us-gov:kms:*:*:key/*", "fail"],
  ])("%s", async (_, action, resource, status) =>
    expect(await statusOf(statement(action, resource), action)).toBe(status),
  );
});

describe("a denial by the organization", () => {
  const verdictOf = (more: Partial<SimulatedDecision>) =>
    verdictsFromDecisions([{ action: "kms:ListKeys", decision: "implicitDeny", ...more }], ["kms:ListKeys"], {
      kind: "simulation",
      principal: "p",
      now,
      world: "aws",
      scope,
      region: "us-gov-west-1",
    })[0];

  it.each([
    ["that nothing else shows", { allowedByOrganization: false }, "unknown"],
    ["written as explicit", { allowedByOrganization: false, decision: "explicitDeny" as const }, "unknown"],
    ["that is not said", { allowedByOrganization: true }, "fail"],
    [
      "that rests on a missing key",
      { allowedByOrganization: false, missingContext: ["aws:SourceIp"] },
      "unknown",
    ],
    ["beside a boundary", { allowedByOrganization: false, allowedByBoundary: false }, "unknown"],
  ])("%s", (_, more, status) => expect(verdictOf(more)?.status).toBe(status));
});
