import { describe, expect, it } from "vitest";
import {
  type AwsAnswer,
  accessKeyVerdict,
  checkRegions,
  clockVerdict,
  failureKinds,
  faultWords,
  settledVerdict,
  simulatePermissions,
  verdictsFromDecisions,
} from "@/lib/checks";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { deniedFor, failed, scripted } from "../testing/scripted";

const now = new Date("2026-03-01T12:00:00Z");
const about = { now, world: "aws" } as const;

describe("regions", () => {
  const list = (...rows: [string, string][]): AwsAnswer => ({
    ok: true,
    output: { Regions: rows.map(([RegionName, OptInStatus]) => ({ RegionName, OptInStatus })) },
  });
  it.each([
    [
      "on",
      list(["eu-west-1", "opt-in-not-required"], ["af-south-1", "not-opted-in"]),
      "pass",
      /1 region switched on, 1 not/,
    ],
    ["switched on by opting in", list(["eu-west-1", "opted-in"]), "pass", /1 region/],
    [
      "switched off",
      list(["eu-west-1", "not-opted-in"], ["us-east-1", "opt-in-not-required"]),
      "fail",
      /not switched on/,
    ],
    ["missing", list(["us-east-1", "opt-in-not-required"]), "fail", /not among/],
    ["in strange company", list(["eu-west-1", "opted-in"], ["cn-north-1", "opted-in"]), "warn", /cn-north-1/],
    ["of nothing", list(), "unknown", /without any region/],
    ["denied", deniedFor("ec2:DescribeRegions"), "fail", /ec2:DescribeRegions is denied/],
    ["timed out", failed("timeout", "Timeout"), "unknown", /says nothing about the permission/],
  ] as [string, AwsAnswer, VerdictStatus, RegExp][])(
    "the home region %s",
    async (_, answer, status, found) => {
      const { verdict } = await checkRegions(
        scripted(() => answer),
        { now: () => now },
      );
      expect(verdict.status).toBe(status);
      expect(verdict.evidence.found).toMatch(found);
    },
  );
});

describe("the policy simulator", () => {
  const row = (EvalActionName: string, EvalDecision: string, more = {}) => ({
    EvalActionName,
    EvalDecision,
    ...more,
  });
  const role = "arn:aws:iam::111122223333:role/ckm";
  const actions = ["kms:CreateKey", "kms:UpdateAlias", "kms:DeleteAlias", "kms:TagResource", "kms:ListKeys"];

  it("reads every page and tells the layers apart", async () => {
    const aws = scripted(({ input }) => ({
      ok: true,
      output: input.Marker
        ? { EvaluationResults: [row("kms:ListKeys", "explicitDeny")], IsTruncated: false }
        : {
            IsTruncated: true,
            Marker: "m",
            EvaluationResults: [
              row("kms:CreateKey", "allowed"),
              row("KMS:UpdateAlias", "implicitDeny"),
              row("kms:DeleteAlias", "implicitDeny", {
                OrganizationsDecisionDetail: { AllowedByOrganizations: false },
              }),
              row("kms:TagResource", "allowed", { MissingContextValues: ["aws:RequestTag/x"] }),
            ],
          },
    }));
    const verdicts = await simulatePermissions(
      aws,
      "arn:aws:sts::111122223333:assumed-role/ckm/1002",
      actions,
    );
    expect(verdicts.map(({ status }) => status)).toEqual(["pass", "fail", "unknown", "unknown", "fail"]);
    expect(verdicts[1]?.remedy?.command).toContain("kms:UpdateAlias");
    expect(verdicts[2]?.evidence.found).toMatch(/organization/);
    expect(verdicts[3]?.evidence.found).toContain("aws:RequestTag/x");
    expect(verdicts[4]?.evidence.found).toMatch(/explicit Deny/);
    expect(aws.calls.map(({ input }) => input.PolicySourceArn)).toEqual([role, role]);
  });

  it.each([
    ["refused", deniedFor("iam:SimulatePrincipalPolicy"), /not available/],
    ["asked about nobody", failed("answer", "NoSuchEntityException", "not found"), /path may be missing/],
    ["out of reach", failed("unreachable", "ECONNRESET"), /could not be reached/],
  ])("is unknown for every action when %s", async (_, answer, found) => {
    const verdicts = await simulatePermissions(
      scripted(() => answer),
      role,
      actions,
    );
    expect(verdicts.map(({ status }) => status)).toEqual(actions.map(() => "unknown"));
    expect(verdicts[0]?.evidence.found).toMatch(found);
  });

  it("names a session without MFA where IAM does not take the credentials", async () => {
    const answer = failed("credentials-wrong", "InvalidClientTokenId", "The security token is invalid");
    const verdicts = await simulatePermissions(
      scripted(() => answer),
      role,
      actions,
    );
    expect(verdicts[0]?.remedy?.text).toContain("GetSessionToken");
  });

  it("marks pasted decisions as pasted, and leaves out what is not said", () => {
    const verdicts = verdictsFromDecisions([{ action: "kms:CreateKey", decision: "allowed" }], actions, {
      ...about,
      kind: "pasted",
      principal: role,
    });
    expect(verdicts.map(({ status }) => status)).toEqual([
      "pass",
      "unknown",
      "unknown",
      "unknown",
      "unknown",
    ]);
    expect(verdicts[0]?.evidence).toMatchObject({ kind: "pasted", at: now });
  });
});

describe("which verdict counts", () => {
  const verdict = (status: VerdictStatus, kind: "probe" | "simulation" | "pasted"): Verdict => ({
    id: "kms:CreateKey",
    title: "kms:CreateKey",
    status,
    evidence: { kind, lookedAt: "x", expected: "x", found: "x", at: now },
  });
  it.each([
    ["a probe that decided", { probe: ["pass"], simulated: ["pass"] }, "pass", "probe", false],
    [
      "the simulator, where the probe could not",
      { probe: ["unknown"], simulated: ["pass"], pasted: ["fail"] },
      "pass",
      "simulated",
      true,
    ],
    [
      "pasted evidence, where nothing else did",
      { probe: ["unknown"], pasted: ["fail"] },
      "fail",
      "pasted",
      false,
    ],
    ["the probe, against a simulation", { probe: ["fail"], simulated: ["pass"] }, "fail", "probe", true],
    ["nobody", { probe: ["unknown"] }, "unknown", "probe", false],
    ["nothing yet", {}, undefined, undefined, false],
  ] as [string, Record<string, [VerdictStatus]>, string | undefined, string | undefined, boolean][])(
    "%s",
    (_, ways, status, way, disagrees) => {
      const kinds = { probe: "probe", simulated: "simulation", pasted: "pasted" } as const;
      const all = Object.fromEntries(
        Object.entries(ways).map(([name, [s]]) => [name, verdict(s, kinds[name as keyof typeof kinds])]),
      );
      const settled = settledVerdict("kms:CreateKey", all);
      expect([settled.verdict?.status, settled.way]).toEqual([status, way]);
      expect(settled.disagreement !== undefined).toBe(disagrees);
    },
  );
});

describe("signing in with an access key", () => {
  const expected = { partition: "aws", accountId: "111122223333", userName: "cckm" } as const;
  const caller = (arn: string, accountId = "111122223333") => ({
    ok: true as const,
    identity: { arn, accountId },
  });
  it.each([
    ["the user", caller("arn:aws:iam::111122223333:user/path/cckm"), "pass"],
    ["another user", caller("arn:aws:iam::111122223333:user/other"), "warn"],
    ["the root user", caller("arn:aws:iam::111122223333:root"), "warn"],
    ["a role's session", caller("arn:aws:sts::111122223333:assumed-role/x/y"), "warn"],
    ["another account", caller("arn:aws:iam::999999999999:user/cckm", "999999999999"), "fail"],
    ["a wrong key", { ok: false, failure: { kind: "credentials-wrong", code: "x", message: "" } }, "fail"],
    ["a timeout", { ok: false, failure: { kind: "timeout", code: "x", message: "" } }, "unknown"],
    ["a wrong clock", { ok: false, failure: { kind: "clock-skew", code: "x", message: "" } }, "unknown"],
  ] as [string, Parameters<typeof accessKeyVerdict>[0], VerdictStatus][])("%s", (_, answer, status) => {
    expect(accessKeyVerdict(answer, expected, about).status).toBe(status);
  });

  it("warns of a server clock that is off by more than a minute", () => {
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect(clockVerdict(now, at(30), about)).toBeUndefined();
    expect(clockVerdict(now, at(-300), about)?.evidence.found).toBe("300 seconds ahead of AWS's clock");
    expect(clockVerdict(now, undefined, about)).toBeUndefined();
  });
});

describe("faults in words", () => {
  it.each(failureKinds)("%s", (kind) => {
    const { found, remedy } = faultWords({ kind, code: "x", message: "" });
    expect(found).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
    expect(`${found} ${remedy}`).not.toMatch(/please|oops|invalid/i);
  });

  it("says what AWS's clock says", () => {
    const message =
      "Signature expired: 20260301T110000Z is now earlier than 20260301T115500Z (20260301T120000Z - 5 min.)";
    expect(faultWords({ kind: "clock-skew", code: "InvalidSignatureException", message }).found).toContain(
      "2026-03-01T12:00:00.000Z",
    );
  });
});
