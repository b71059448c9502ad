import { expect, it } from "vitest";
import type { PolicyDocument } from "@/lib/permissions";
import { judge } from "@/lib/permissions/testing/oracle";
import { Dice } from "@/lib/permissions/testing/random-policies";
import { judgeTrustPolicy, TRUST_ACTIONS } from "../index";

/**
 * Seeded trust policies and four certificates, against the independent judge. It knows identity policies: the
 * statements that name Roles Anywhere go to it as such, the three actions of STS under the names of three of IAM.
 */
const POLICIES = 400;
const ANCHOR =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";
const OTHER = ANCHOR.replace("1111-2222", "9999-2222").replace("/1111", "/9999");
const ours = "rolesanywhere.amazonaws.com";
const renamed: Record<string, readonly string[]> = {
  "sts:AssumeRole": ["iam:GetRole"],
  "sts:TagSession": ["iam:TagRole"],
  "sts:SetSourceIdentity": ["iam:UntagRole"],
  "sts:*": ["iam:GetRole", "iam:TagRole", "iam:UntagRole"],
};

const certificates = [
  { cn: "ckm-a", o: "Corp", issuer: "CA 1", dns: "a.corp.example" },
  { cn: "ckm-b", o: "Corp/Keys", issuer: "CA 1" },
  { cn: "CKM-A", issuer: "CA 2", dns: "b.corp.example" },
  { cn: "x".repeat(63), o: "Other", issuer: "CA 2" },
].map(({ cn, o, issuer, dns }) => ({
  sourceIdentity: cn.length <= 61 ? `CN=${cn}` : cn,
  tags: {
    "x509Subject/CN": cn,
    "x509Issuer/CN": issuer,
    ...(o === undefined ? {} : { "x509Subject/O": o }),
    ...(dns === undefined ? {} : { "x509SAN/DNS": dns }),
  } as Record<string, string>,
}));

const keys: readonly [[string, [string, ...string[]]], ...[string, [string, ...string[]]][]] = [
  ["aws:SourceArn", [ANCHOR, ANCHOR, OTHER]],
  ["aws:SourceAccount", ["111122223333", "444455556666"]],
  ["aws:PrincipalTag/x509Subject/CN", ["ckm-a", "ckm-b", "CKM-A"]],
  ["aws:PrincipalTag/x509Subject/O", ["Corp", "Corp/Keys", "Other"]],
  ["aws:PrincipalTag/x509Issuer/CN", ["CA 1", "CA 2"]],
  ["aws:PrincipalTag/x509SAN/DNS", ["a.corp.example", "b.corp.example"]],
  ["aws:PrincipalTag/x509Serial", ["0A0B"]],
  ["aws:SourceIdentity", ["CN=ckm-a", "ckm-a", "CN=ckm-b"]],
];

function randomStatement(dice: Dice): Record<string, unknown> {
  const Condition: Record<string, Record<string, string[]>> = {};
  for (let n = dice.one([0, 1, 1, 2, 3]); n > 0; n -= 1) {
    const [key, values] = dice.one(keys);
    const kind = key === "aws:SourceArn" && dice.chance(0.5) ? "Arn" : "String";
    const operator = `${kind}${dice.one(["Equals", "Equals", "Equals", "NotEquals", "Like"])}${dice.chance(0.15) ? "IfExists" : ""}`;
    const value = dice.some(values, 2).map((one) => (dice.chance(0.2) ? `${one.slice(0, -2)}*` : one));
    Condition[operator] = { ...Condition[operator], [key]: value };
  }
  const actions = dice.chance(0.6) ? ["sts:*"] : dice.some([...TRUST_ACTIONS] as [string, ...string[]], 3);
  const Principal = dice.one([ours, ours, ours, "ec2.amazonaws.com"]);
  return {
    Effect: dice.chance(0.8) ? "Allow" : "Deny",
    Principal: { Service: Principal },
    Action: [...new Set(actions)],
    Condition,
  };
}

/** As the independent judge takes it. */
function asIdentity(statements: readonly Record<string, unknown>[]): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: statements
      .filter(({ Principal }) => (Principal as { Service: string }).Service === ours)
      .map(({ Principal: _, Action, ...rest }) => ({
        ...rest,
        Action: (Action as string[]).flatMap((action) => renamed[action] ?? []),
        Resource: "*",
      })) as never,
  };
}

it("no policy is wrongly passed and none wrongly failed", async () => {
  const wrong: unknown[] = [];
  const seen: Record<string, number> = {};
  for (let seed = 1; seed <= POLICIES; seed += 1) {
    const dice = new Dice(seed);
    const statements = Array.from({ length: dice.one([1, 2, 2, 3, 4]) }, () => randomStatement(dice));
    for (const certificate of certificates) {
      const given = JSON.stringify({ Version: "2012-10-17", Statement: statements }).replaceAll(
        "aws:SourceIdentity",
        "sts:SourceIdentity",
      );
      const status = judgeTrustPolicy(given, { trustAnchorArn: ANCHOR, certificate }).find(
        ({ id }) => id === "trust-actions",
      )?.status;
      const context = {
        "aws:SourceArn": [ANCHOR],
        "aws:SourceAccount": ["111122223333"],
        "aws:SourceIdentity": [certificate.sourceIdentity],
        ...Object.fromEntries(
          Object.entries(certificate.tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, [value]]),
        ),
      };
      const decisions = await Promise.all(
        TRUST_ACTIONS.map(async (action) => {
          const policy = asIdentity(statements);
          if ([policy.Statement].flat().length === 0) return "implicitDeny";
          const request = {
            action: renamed[action]?.[0] ?? "",
            resource: "arn:aws:iam::111122223333:role/ckm",
            context,
          };
          return judge({ policies: [policy] }, request);
        }),
      );
      const theirs = decisions.every((decision) => decision === "allowed") ? "pass" : "fail";
      seen[theirs] = (seen[theirs] ?? 0) + 1;
      if (status !== theirs)
        wrong.push({ seed, certificate: certificate.sourceIdentity, status, decisions, given });
    }
  }
  expect(wrong).toEqual([]);
  expect(Math.min(seen.pass ?? 0, seen.fail ?? 0), JSON.stringify(seen)).toBeGreaterThan(200);
}, 120_000);
