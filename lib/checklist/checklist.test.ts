import { describe, expect, it } from "vitest";
import {
  basisOf,
  type CheckResult,
  emptyPlanDocument,
  type Plan,
  type ResultId,
  type Results,
  type SignInWay,
} from "@/lib/plan";
import type { EvidenceKind, Verdict, VerdictStatus } from "@/lib/verdict";
import { buildChecklist, openItems } from ".";
import { neededActions } from "./open";
import { settleActions } from "./settle";

const now = new Date("2026-11-24T12:00:00Z");
const expiresAt = new Date("2026-12-24T12:00:00Z");

describe("a checklist is completed", () => {
  it.each<SignInWay>(["roles-anywhere", "migrate", "access-key"])("when everything passed (%s)", (signIn) => {
    const plan = finishedPlan(signIn);
    expect(openItems(plan, passing(plan))).toEqual([]);
    expect(checklist(plan, passing(plan))).toMatchObject({ completed: true, open: [], world: "aws" });
  });

  const cases: { name: string; change: (plan: Plan, results: Results) => void; says: RegExp }[] = [
    {
      name: "a permission is denied",
      change: (p, r) => put(p, r, "permissions", "kms:TagResource", "fail"),
      says: /kms:TagResource: denied/,
    },
    {
      name: "nobody could tell a permission",
      change: (p, r) => put(p, r, "permissions", "kms:TagResource", "unknown"),
      says: /with an unknown result: kms:TagResource/,
    },
    {
      name: "only policies that were read here allow a permission",
      change: (p, r) => {
        put(p, r, "permissions", "kms:CreateKey", "unknown");
        put(p, r, "permissions-read", "kms:CreateKey", "pass", "static");
      },
      says: /allowed only by policies read here, not verified to be attached: kms:CreateKey/,
    },
    {
      name: "policies that were read here do not allow a permission, and AWS was not asked",
      change: (p, r) => {
        put(p, r, "permissions", "kms:CreateKey", "unknown");
        put(p, r, "permissions-read", "kms:CreateKey", "fail", "static");
      },
      says: /^Permission kms:CreateKey: not allowed by the policies read here\.$/m,
    },
    {
      name: "the sign-in failed",
      change: (p, r) => put(p, r, "sign-in", "sign-in", "fail"),
      says: /Sign-in: .*failed/,
    },
    {
      name: "the sign-in was never tried",
      change: (_, r) => void delete r["sign-in"],
      says: /Sign-in: not checked yet/,
    },
    {
      name: "the certificates were not checked",
      change: (_, r) => void delete r.certificates,
      says: /Certificates.*not checked yet/,
    },
    {
      name: "the private key is another one",
      change: (p, r) => put(p, r, "private-key", "private-key.match", "fail"),
      says: /Private key.*failed/,
    },
    {
      name: "a chosen region denies",
      change: (p, r) => put(p, r, "region-permissions", "region:eu-west-1", "fail"),
      says: /Permissions in the chosen regions: region:eu-west-1: failed/,
    },
    {
      name: "nobody could tell a chosen region",
      change: (p, r) => put(p, r, "region-permissions", "region:eu-west-1", "unknown"),
      says: /Permissions in the chosen regions: .* unknown/,
    },
    {
      name: "features were added after the check",
      change: (p) => void p.document.start.sets.push("multi-region-keys"),
      says: /none of the 33 has been checked/,
    },
    {
      name: "the region was changed after the check",
      change: (p) => void Object.assign(p.document.start, { region: "eu-west-1" }),
      says: /Sign-in: the answers changed/,
    },
    {
      name: "an answer is missing",
      change: (p) => void Object.assign(p.document.start, { connectionName: "" }),
      says: /Enter a name/,
    },
    {
      name: "one permission was not asked about",
      change: (_, r) => drop(r, "permissions", "kms:TagResource"),
      says: /kms:TagResource/,
    },
    {
      name: "no permission was checked",
      change: (_, r) => void delete r.permissions,
      says: /none of the 32 has been checked/,
    },
  ];
  it.each(cases)("not when $name", ({ change, says }) => {
    const plan = finishedPlan("roles-anywhere");
    const results = passing(plan);
    change(plan, results);
    expect(openItems(plan, results).join("\n")).toMatch(says);
    expect(checklist(plan, results).completed).toBe(false);
  });

  it("when a warning stands, and says so in the counts", () => {
    const plan = finishedPlan("roles-anywhere");
    const results = passing(plan);
    put(plan, results, "certificates", "expiry", "warn");
    expect(checklist(plan, results)).toMatchObject({ completed: true, byStatus: { warn: 1 } });
  });
});

describe("a permission is settled", () => {
  const plan = finishedPlan("access-key");
  const settle = (layers: Partial<Record<ResultId, VerdictStatus>>) => {
    const results: Results = {};
    for (const [id, status] of Object.entries(layers))
      put(plan, results, id as ResultId, "kms:CreateKey", status);
    return settleActions(["kms:CreateKey"], plan, results)[0]?.verdict?.status;
  };
  it.each([
    ["by the probe first", { permissions: "pass", "permissions-pasted": "fail" }, "pass"],
    ["by a denial of the probe too", { permissions: "fail", "permissions-simulated": "pass" }, "fail"],
    [
      "by the simulator where the probe cannot tell",
      { permissions: "unknown", "permissions-simulated": "pass" },
      "pass",
    ],
    ["by pasted evidence last", { permissions: "unknown", "permissions-pasted": "pass" }, "pass"],
    ["by policies read here last", { permissions: "unknown", "permissions-read": "pass" }, "pass"],
    [
      "by the simulator before policies read here",
      { "permissions-simulated": "fail", "permissions-read": "pass" },
      "fail",
    ],
  ] as const)("%s", (_, layers, status) => {
    expect(settle(layers)).toBe(status);
  });

  it("with the kind of evidence counted once an action", () => {
    const results = passing(plan);
    put(plan, results, "permissions", "iam:ListRoles", "unknown");
    put(plan, results, "permissions-pasted", "iam:ListRoles", "pass", "pasted");
    const { byEvidence, checks, completed } = checklist(plan, results);
    expect(completed).toBe(neededActions(plan).includes("iam:ListRoles") ? true : completed);
    const permissions = checks.filter(({ id }) => id.startsWith("permissions"));
    expect(permissions).toHaveLength(1);
    expect(permissions[0]?.verdicts).toHaveLength(neededActions(plan).length);
    expect(byEvidence.pasted + byEvidence.probe).toBe(neededActions(plan).length + 2);
  });
});

it("shows what a check says beside the permissions: over-privileged, and more than needed", () => {
  const plan = finishedPlan("access-key");
  const results = passing(plan);
  put(plan, results, "permissions", "control-probe", "warn");
  put(plan, results, "permissions-read", "excess-0", "warn", "static");
  const shown = checklist(plan, results).checks.find(({ id }) => id === "permissions");
  expect(shown?.verdicts.slice(-2).map(({ id }) => id)).toEqual(["control-probe", "excess-0"]);
});

describe("a checklist gives nothing away", () => {
  const secrets = [
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----",
    "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    `FwoGZXIvYXdzE${"Ab9/".repeat(60)}`,
  ];
  it.each(secrets)("of %s, wherever it was put", (secret) => {
    const plan = finishedPlan("access-key");
    plan.document.start.description = `see ${secret} for it`;
    const results = passing(plan);
    const regions = results.regions?.verdicts[0];
    if (regions !== undefined)
      Object.assign(regions.evidence, { found: `got ${secret}.`, details: secret, reason: "r" });
    const answers = [{ term: "Description", value: `see ${secret} for it` }];
    const text = JSON.stringify(checklist(plan, results, answers));
    for (const line of secret.split("\n").filter((part) => !part.startsWith("-----")))
      expect(text).not.toContain(line);
    expect(text).not.toMatch(/"(details|reason)"/);
  });

  it("and leaves identifiers, policies and fingerprints alone", () => {
    const plain = [
      "arn:aws:iam::111122223333:role/ciphertrust/CipherTrustCloudKeyManagerRoleNumber7x",
      "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      '{"Action":["secretsmanager:GetSecretValue","kms:CreateKey"]}',
      "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html",
    ];
    const plan = finishedPlan("access-key");
    const answers = plain.map((value) => ({ term: "t", value }));
    expect(checklist(plan, {}, answers).steps[0]?.answers.map(({ value }) => value)).toEqual(plain);
  });
});

function checklist(plan: Plan, results: Results, answers: { term: string; value: string }[] = []) {
  const steps = [{ title: "Start", state: "Completed", answers }];
  return buildChecklist({ plan, results, steps, now, expiresAt, version: "0.1.0" });
}

it("a region that nobody chose may be closed: it is shown, and neither open nor counted", () => {
  const plan = finishedPlan("access-key");
  const results = passing(plan);
  const before = checklist(plan, results);
  put(plan, results, "region-reach", "region:sa-east-1", "fail");
  const { completed, checks, byStatus, byEvidence } = checklist(plan, results);
  expect({ completed, byStatus, byEvidence }).toEqual({
    completed: true,
    byStatus: before.byStatus,
    byEvidence: before.byEvidence,
  });
  expect(checks.find(({ id }) => id === "region-reach")).toMatchObject({
    title: "Regions in which KMS can be reached",
    verdicts: [{ id: "region:sa-east-1", status: "fail" }],
  });
});

function finishedPlan(signIn: SignInWay): Plan {
  const document = emptyPlanDocument();
  const arn = (rest: string) => `arn:aws:${rest}`;
  Object.assign(document.start, {
    connectionName: "ckm",
    accountId: "111122223333",
    region: "us-east-1",
    signIn,
  });
  Object.assign(document.certificates, { trustAnchorPem: "CA", clientPem: "client" });
  Object.assign(document.identity, {
    userName: "cckm",
    trustAnchorArn: arn("rolesanywhere:us-east-1:111122223333:trust-anchor/a"),
    profileArn: arn("rolesanywhere:us-east-1:111122223333:profile/b"),
    roleArn: arn("iam::111122223333:role/c"),
  });
  return { id: "p", world: "aws", document, createdAt: now, updatedAt: now };
}

function passing(plan: Plan): Results {
  const results: Results = {};
  if (plan.document.start.signIn !== "access-key")
    put(plan, results, "certificates", "version", "pass", "static");
  put(plan, results, "sign-in", "sign-in", "pass");
  put(plan, results, "regions", "regions", "pass");
  for (const action of neededActions(plan)) put(plan, results, "permissions", action, "pass");
  return results;
}

/** As if the check had never asked about this one. */
function drop(results: Results, id: ResultId, verdictId: string) {
  const result = results[id];
  const verdicts = result?.verdicts.filter((verdict) => verdict.id !== verdictId) ?? [];
  if (result === undefined || verdicts.length === result.verdicts.length)
    throw new Error(`there is no ${verdictId} to take away`);
  results[id] = { ...result, verdicts };
}

function put(
  plan: Plan,
  results: Results,
  id: ResultId,
  verdictId: string,
  status: VerdictStatus,
  kind: EvidenceKind = "probe",
) {
  const verdict: Verdict = {
    id: verdictId,
    title: verdictId,
    status,
    evidence: { kind, lookedAt: "it", expected: "this", found: "that", at: now },
  };
  const before = results[id]?.verdicts.filter((other) => other.id !== verdictId) ?? [];
  const result: CheckResult = {
    id,
    verdicts: [...before, verdict],
    basis: basisOf(id, plan.document),
    at: now,
  };
  results[id] = result;
}
