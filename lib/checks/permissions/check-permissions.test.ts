import { describe, expect, it } from "vitest";
import { actionsOf, allSets, permissionSets } from "@/lib/permissions";
import { type AwsAnswer, type AwsCall, checkPermissions, denialCauses, probes } from "..";
import { newRun } from "../run-ids";
import { collect, statuses } from "../testing/connection";
import { deniedFor, failed, notFound, scripted, wellBehaved } from "../testing/scripted";
import { guardCall } from "./guard";

const actions = actionsOf(permissionSets.map(({ id }) => id));
const check = (
  answer: (call: AwsCall) => AwsAnswer | Promise<AwsAnswer>,
  some: readonly string[] = actions,
) => collect(checkPermissions(scripted(answer), some));
const only = (operation: string, answer: AwsAnswer) => (call: AwsCall) =>
  call.operation === operation ? answer : wellBehaved(call);

describe("the table of probes", () => {
  it("has one probe for each of the 39 actions, and for the optional ones", () => {
    const all = actionsOf(allSets.map(({ id }) => id));
    expect(actions).toHaveLength(39);
    expect(probes.map(({ action }) => action).sort()).toEqual([...all].sort());
  });

  it("asks for the lowest quota first, once, and never twice", async () => {
    const aws = scripted(wellBehaved);
    await collect(checkPermissions(aws, actions));
    expect(aws.calls[0]).toMatchObject({ operation: "GetParametersForImport", retry: false });
    const operations = aws.calls.map(({ operation }) => operation).filter((name) => name !== "ListRoles");
    expect(new Set(operations).size).toBe(operations.length);
  });

  it("sends every destructive call for the run's own random key, another one each run", async () => {
    const keys = new Set<unknown>();
    for (let run = 0; run < 3; run += 1) {
      const aws = scripted(wellBehaved);
      await collect(checkPermissions(aws, actions));
      const named = new Set(aws.calls.flatMap(({ input }) => input.KeyId ?? []));
      expect([...named]).toEqual([
        expect.stringMatching(
          /^arn:aws:kms:eu-west-1:111122223333:key\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ),
      ]);
      keys.add([...named][0]);
    }
    expect(keys.size).toBe(3);
  });

  it.each(["ScheduleKeyDeletion", "DisableKey", "DeleteAlias", "ConnectCustomKeyStore", "CreateKey"])(
    "stops %s on anything else",
    (operation) => {
      const ids = newRun({ partition: "aws", accountId: "111122223333", region: "eu-west-1" }, "eu-west-2");
      const real = "arn:aws:kms:eu-west-1:111122223333:key/11111111-1111-4111-8111-111111111111";
      for (const input of [{ KeyId: real }, { AliasName: "alias/prod" }, { CustomKeyStoreId: "cks-1" }, {}])
        expect(() => guardCall({ service: "kms", operation, input }, ids)).toThrow(/random|own|run/);
    },
  );

  it("never creates: CreateKey, CreateCustomKeyStore and an absent service-linked role are not sent", async () => {
    const aws = scripted(wellBehaved);
    await collect(checkPermissions(aws, actions));
    expect(aws.calls.filter(({ operation }) => /^Create(Key|Custom|Service)/.test(operation))).toEqual([]);
  });

  it("asks for the service-linked role only where it exists", async () => {
    const there = (call: AwsCall): AwsAnswer => {
      if (call.input.PathPrefix) return { ok: true, output: { Roles: [{}] } };
      if (call.operation === "CreateServiceLinkedRole")
        return failed(
          "answer",
          "InvalidInput",
          "Service role name X has been taken in this account, please try",
        );
      return wellBehaved(call);
    };
    const verdicts = await check(there, ["iam:CreateServiceLinkedRole"]);
    expect(verdicts.get("iam:CreateServiceLinkedRole")?.status).toBe("pass");
  });
});

describe("the verdict rule", () => {
  it("not found counts once the control is denied", async () => {
    const got = statuses(await check(wellBehaved));
    expect(Object.values(got).filter((s) => s === "pass")).toHaveLength(34);
    expect(Object.values(got).filter((s) => s === "unknown")).toHaveLength(5);
  });

  it("or once another call on the same key is", async () => {
    const answer = (call: AwsCall) =>
      call.operation === "RevokeGrant"
        ? notFound
        : call.operation === "DisableKey"
          ? deniedFor("kms:DisableKey")
          : wellBehaved(call);
    const verdicts = await check(answer);
    expect(verdicts.get("kms:DisableKey")?.status).toBe("fail");
    expect(verdicts.get("kms:EnableKey")?.status).toBe("pass");
    expect(verdicts.has("control-probe")).toBe(false);
  });

  it("a denied alias does not vouch for keys", async () => {
    const answer = (call: AwsCall) =>
      call.operation === "RevokeGrant"
        ? notFound
        : call.operation === "DeleteAlias"
          ? deniedFor("kms:DeleteAlias")
          : wellBehaved(call);
    const verdicts = await check(answer);
    expect(verdicts.get("kms:DeleteAlias")?.status).toBe("fail");
    expect(verdicts.get("kms:EnableKey")?.status).toBe("unknown");
    expect(verdicts.get("control-probe")?.status).toBe("warn");
  });

  it("a control that met a fault leaves keys unknown and says so", async () => {
    const verdicts = await check(only("RevokeGrant", failed("throttled", "ThrottlingException")));
    expect(verdicts.get("kms:EnableKey")?.status).toBe("unknown");
    expect(verdicts.get("control-probe")).toMatchObject({ status: "unknown" });
    expect(verdicts.get("kms:ListKeys")?.status).toBe("pass");
  });

  it.each([
    ["a fault", failed("timeout", "Timeout"), "unknown"],
    ["a throttled answer", failed("throttled", "ThrottlingException"), "unknown"],
    ["another answer of KMS", failed("answer", "ValidationException"), "unknown"],
    ["a success that cannot be", { ok: true, output: {} }, "unknown"],
    ["a denial of another action", deniedFor("kms:ListKeys"), "unknown"],
    [
      "a denial by a key policy that cannot exist",
      deniedFor("kms:DisableKey", "because no resource-based policy allows the kms:DisableKey action"),
      "unknown",
    ],
    [
      "the sentence that hides whether the key exists",
      deniedFor(
        "kms:DisableKey",
        "because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
      ),
      "unknown",
    ],
    ["a plain denial", failed("denied", "AccessDeniedException", "Access denied"), "fail"],
    ["a denial by identity policy", deniedFor("kms:DisableKey"), "fail"],
  ] as [string, AwsAnswer, string][])("%s", async (_, answer, status) => {
    const verdicts = await check(only("DisableKey", answer));
    expect(verdicts.get("kms:DisableKey")?.status).toBe(status);
    expect(verdicts.get("kms:EnableKey")?.status).toBe("pass");
  });

  it.each(
    denialCauses.filter(({ id }) => id !== "resource-policy").map((cause) => [cause.id, cause] as const),
  )("names who can mend a denial by %s", async (_, cause) => {
    const endings: Record<string, string> = {
      "service-control-policy":
        "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/x",
      "resource-control-policy": "with an explicit deny in a resource control policy",
      "permissions-boundary": "because no permissions boundary allows the kms:ListKeys action",
      "session-policy": "because no session policy allows the kms:ListKeys action",
      "vpc-endpoint-policy": "because no VPC endpoint policy allows the kms:ListKeys action",
      "identity-explicit-deny":
        "with an explicit deny in an identity-based policy: arn:aws:iam::1:policy/NAME",
      "identity-not-allowed": "because no identity-based policy allows the kms:ListKeys action",
      "role-trust-policy": "because no role trust policy allows the sts:AssumeRole action",
      "unnamed-explicit-deny": "with an explicit deny",
    };
    const verdicts = await check(only("ListKeys", deniedFor("kms:ListKeys", endings[cause.id])), [
      "kms:ListKeys",
    ]);
    const verdict = verdicts.get("kms:ListKeys");
    expect(verdict).toMatchObject({ status: "fail", remedy: { where: cause.who, text: cause.remedy } });
    expect(verdict?.remedy?.command !== undefined).toBe(cause.statementHelps);
  });
});

describe("the stream", () => {
  it("gives list verdicts before slow key verdicts, and stops when told", async () => {
    const stop = new AbortController();
    const never = new Promise<AwsAnswer>(() => {});
    const aws = scripted((call) => (call.operation === "DisableKey" ? never : wellBehaved(call)));
    const got: [string, string][] = [];
    for await (const { id, status } of checkPermissions(aws, actions, { signal: stop.signal })) {
      got.push([id, status]);
      if (got.length === 38) stop.abort();
    }
    expect(got).toHaveLength(39);
    expect(got.at(-1)).toEqual(["kms:DisableKey", "unknown"]);
  });

  it("sends nothing when it was stopped before it began", async () => {
    const aws = scripted(wellBehaved);
    const verdicts = await collect(checkPermissions(aws, actions, { signal: AbortSignal.abort() }));
    expect(aws.calls).toEqual([]);
    expect(new Set(Object.values(statuses(verdicts)))).toEqual(new Set(["unknown"]));
  });

  it("says not applicable where CloudHSM has no endpoint, and unknown for an action without a probe", async () => {
    const china = scripted(wellBehaved, { partition: "aws-cn", region: "cn-north-1" });
    const verdicts = await collect(checkPermissions(china, ["cloudhsm:DescribeClusters", "s3:GetObject"]));
    expect(statuses(verdicts)).toEqual({
      "cloudhsm:DescribeClusters": "not-applicable",
      "s3:GetObject": "unknown",
    });
    expect(china.calls).toEqual([]);
  });
});
