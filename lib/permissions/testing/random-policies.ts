import type { ConditionValue, PolicyDocument, PolicyStatement } from "../policy";

/** Seeded random numbers, so that a failing case can be repeated (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export class Dice {
  private readonly next: () => number;
  constructor(seed: number) {
    this.next = seeded(seed);
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
  one<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }
  some<T>(items: readonly [T, ...T[]], max: number): T[] {
    return Array.from({ length: 1 + Math.floor(this.next() * max) }, () => this.one(items));
  }
}

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key`;

/** Requests that are asked about: an action and a resource that it is authorised for. */
export const targets: readonly [Target, ...Target[]] = [
  {
    action: "kms:DescribeKey",
    resources: [`${KEY}/1111`, `${KEY}/2222`, `arn:aws:kms:us-east-1:${ACCOUNT}:key/1111`],
  },
  { action: "kms:ScheduleKeyDeletion", resources: [`${KEY}/1111`, `${KEY}/alice`] },
  { action: "kms:ListKeys", resources: ["*"] },
  { action: "kms:CreateKey", resources: ["*"] },
  { action: "iam:ListUsers", resources: ["*"] },
  { action: "ec2:DescribeRegions", resources: ["*"] },
  { action: "logs:FilterLogEvents", resources: [`arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:trail`] },
];
export interface Target {
  action: string;
  resources: readonly [string, ...string[]];
}

const actionPatterns: readonly [string, ...string[]] = [
  "*",
  "kms:*",
  "KMS:describe*",
  "kms:D*Key",
  "kms:*Key*",
  "kms:List????",
  "kms:ScheduleKeyDeletion",
  "kms:CreateKey",
  "iam:*",
  "iam:ListUsers",
  "ec2:Describe*",
  "logs:Filter*",
  "logs:*",
  "s3:*",
];

const resourcePatterns: readonly [string, ...string[]] = [
  "*",
  "*",
  "*",
  "**",
  "arn:aws:kms:*:*:key/*",
  "arn:aws:kms:eu-central-1:*:key/1*",
  `${KEY}/1111`,
  `${KEY}/????`,
  `arn:aws:kms:us-east-1:${ACCOUNT}:*`,
  `${KEY}/$\{aws:username}`,
  `${KEY}/$\{aws:PrincipalTag/team, '1111'}`,
  "arn:aws:logs:*:*:log-group:*",
];

/** Context that a request may carry, and the values that it may have. */
const contextPool: Record<string, readonly [string, ...string[]]> = {
  "aws:RequestedRegion": ["eu-central-1", "us-east-1"],
  "aws:username": ["alice", "1111"],
  "aws:PrincipalTag/team": ["blue", "2222", "*"],
  "aws:SourceIp": ["10.1.2.3", "203.0.113.9", "2001:db8::1"],
  "aws:MultiFactorAuthPresent": ["true", "false"],
  "aws:MultiFactorAuthAge": ["10", "3600"],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2026-06-01T12:30:00Z"],
  "aws:PrincipalArn": [`arn:aws:iam::${ACCOUNT}:role/ckm`, `arn:aws:iam::${ACCOUNT}:user/alice`],
};

export function randomContext(dice: Dice): Record<string, string[]> {
  const context: Record<string, string[]> = {};
  for (const [key, values] of Object.entries(contextPool))
    if (dice.chance(0.6)) context[key] = [dice.one(values)];
  if (dice.chance(0.5)) context["aws:TagKeys"] = [...new Set(dice.some(["team", "cost", "owner"], 3))];
  return context;
}

type Line = [operator: string, key: string, values: readonly [ConditionValue, ...ConditionValue[]]];
const lines: readonly [Line, ...Line[]] = [
  ["StringEquals", "aws:RequestedRegion", ["eu-central-1", "us-east-1"]],
  ["stringnotequals", "AWS:requestedregion", ["us-east-1"]],
  ["StringEqualsIfExists", "aws:PrincipalTag/team", ["blue", "2222"]],
  ["StringNotEqualsIgnoreCase", "aws:PrincipalTag/team", ["BLUE"]],
  ["StringEqualsIgnoreCase", "aws:username", ["ALICE"]],
  ["StringLike", "aws:username", ["a*", "1?11"]],
  ["StringNotLike", "aws:username", ["a*"]],
  ["StringEquals", "aws:username", [`$\{aws:PrincipalTag/team, 'alice'}`]],
  ["Bool", "aws:MultiFactorAuthPresent", ["true", false]],
  ["BoolIfExists", "aws:MultiFactorAuthPresent", ["true"]],
  ["NumericLessThan", "aws:MultiFactorAuthAge", [60, "3600"]],
  ["NumericGreaterThanEqualsIfExists", "aws:MultiFactorAuthAge", ["3600"]],
  ["NumericNotEquals", "aws:MultiFactorAuthAge", ["10"]],
  ["DateLessThan", "aws:CurrentTime", ["2026-03-01T00:00:00Z"]],
  ["DateGreaterThanEquals", "aws:CurrentTime", ["2026-06-01T12:30:00Z"]],
  ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "2001:db8::/32"]],
  ["NotIpAddress", "aws:SourceIp", ["203.0.113.0/24"]],
  ["ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/*"]],
  ["ArnNotEquals", "aws:PrincipalArn", [`arn:aws:iam::${ACCOUNT}:user/alice`]],
  ["Null", "aws:PrincipalTag/team", ["true", "false"]],
  ["Null", "aws:username", [false]],
  ["ForAllValues:StringEquals", "aws:TagKeys", ["team", "cost"]],
  ["ForAnyValue:StringLike", "aws:TagKeys", ["own*", "t*"]],
  ["ForAnyValue:StringNotEquals", "aws:TagKeys", ["team"]],
];

function randomStatement(dice: Dice): PolicyStatement {
  const lone = <T>(items: T[]): T | T[] => (items.length === 1 && dice.chance(0.5) ? (items[0] as T) : items);
  const statement: PolicyStatement = { Effect: dice.chance(0.72) ? "Allow" : "Deny" };
  const actions = lone(dice.some(actionPatterns, 3));
  if (dice.chance(0.85)) statement.Action = actions;
  else statement.NotAction = actions;
  const resources = lone(dice.some(resourcePatterns, dice.chance(0.5) ? 1 : 3));
  if (dice.chance(0.88)) statement.Resource = resources;
  else statement.NotResource = resources;
  if (dice.chance(0.35)) {
    const condition: NonNullable<PolicyStatement["Condition"]> = {};
    for (const [operator, key, values] of dice.some(lines, 2))
      condition[operator] = { ...condition[operator], [key]: lone(dice.some(values, 2)) };
    statement.Condition = condition;
  }
  return statement;
}

export function randomPolicy(dice: Dice): PolicyDocument {
  const statements = Array.from({ length: dice.one([1, 1, 2, 3]) }, () => randomStatement(dice));
  const [only] = statements;
  return {
    Version: dice.chance(0.85) ? "2012-10-17" : "2008-10-17",
    Statement: only !== undefined && statements.length === 1 && dice.chance(0.5) ? only : statements,
  };
}
