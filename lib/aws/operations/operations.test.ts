import { describe, expect, it } from "vitest";
import type { AwsCall, AwsCaller } from "@/lib/checks";
import type { AwsService } from "@/lib/partitions";
import { openAws } from "..";
import { startStub } from "../testing/stub-server";
import { admit, making, probing, reading } from ".";

/** Every operation of the three tables, against both worlds: the door's promise, walked. */
const rows = (table: object): [AwsService, string][] =>
  Object.entries(table).flatMap(([service, operations]) =>
    Object.keys(operations).map((operation): [AwsService, string] => [service as AwsService, operation]),
  );
const credentials = { accessKeyId: "AKIAEXAMPLEEXAMPLE22", secretAccessKey: "made-up-secret" };
const target = { partition: "aws", region: "eu-west-1", accountId: "111122223333" } as const;
const where = { region: "eu-west-1", otherRegion: "us-east-1" };
/** Nothing leaves the machine: every call of it is stopped before it begins. */
const real = () => openAws({ world: "aws", ...target }, credentials, { signal: AbortSignal.abort() });
const realKey = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555";
const realNames: Record<string, string> = {
  KeyId: realKey,
  TargetKeyId: realKey,
  CustomKeyStoreId: "cks-0123456789abcdef0",
  AliasName: "alias/payroll",
};

const kmsProbes = Object.entries(probing.kms).map(([operation, { madeUp }]) => ({
  operation,
  madeUp: [...madeUp],
}));
const own = (aws: AwsCaller): Record<string, string> => {
  const { keyArn, storeId, aliasName } = aws.names(where);
  return { KeyId: keyArn, TargetKeyId: keyArn, CustomKeyStoreId: storeId, AliasName: aliasName };
};
const pick = (fields: readonly string[], from: Record<string, string>) =>
  Object.fromEntries(fields.map((field) => [field, from[field] ?? ""]));
const sent = (aws: AwsCaller, call: AwsCall) =>
  aws.call(call).then(
    () => "sent",
    (error: Error) => error.message,
  );
const NOT_SENT = /could change a real account|does not call/;

describe("with real credentials", () => {
  it.each(rows(reading))("%s %s only reads, by AWS's own verb", (_, operation) => {
    expect(operation).toMatch(/^(Get|List|Describe|Filter|Simulate)[A-Z]/);
  });

  it.each(rows(making))("%s %s is never sent", async (service, operation) => {
    for (const input of [{}, realNames, own(real())])
      expect(await sent(real(), { service, operation, input })).toMatch(NOT_SENT);
  });

  it.each(kmsProbes)("kms $operation is sent for names of the door's own making only", async (row) => {
    const { operation, madeUp } = row;
    const aws = real();
    const call = (input: Record<string, unknown>): AwsCall => ({ service: "kms", operation, input });
    const made = pick(madeUp, own(aws));
    expect(await sent(aws, call(made))).toBe("sent");
    const hostile: Record<string, unknown>[] = [
      {},
      realNames,
      pick(madeUp, realNames),
      // Another door's names, a made-up name beside a real one, and values that only look like the name.
      pick(madeUp, own(real())),
      ...Object.keys(realNames).map((field) => ({ ...made, [field]: realNames[field] })),
      ...madeUp.flatMap((field) => [
        { ...made, [field]: undefined },
        { ...made, [field]: [made[field]] },
        { ...made, [field]: { toString: () => made[field] } },
        { ...made, [field]: `${made[field]} ` },
      ]),
      Object.create(made),
    ];
    for (const input of hostile) expect(await sent(aws, call(input))).toMatch(NOT_SENT);
  });

  it("takes what it judged, though the caller changes its own input meanwhile", async () => {
    const aws = real();
    let reads = 0;
    const { keyArn } = aws.names(where);
    const input = {
      get KeyId() {
        reads += 1;
        return keyArn;
      },
    };
    await aws.call({ service: "kms", operation: "DisableKey", input });
    expect(reads).toBe(1);
  });

  it("CreateServiceLinkedRole is sent for one service only, and after a look whether its role is there", async () => {
    const aws = real();
    const call = (input: Record<string, unknown>): AwsCall => ({
      service: "iam",
      operation: "CreateServiceLinkedRole",
      input,
    });
    for (const input of [
      {},
      { AWSServiceName: "rolesanywhere.amazonaws.com" },
      { AWSServiceName: "mrk.kms.amazonaws.com", CustomSuffix: "x" },
    ])
      expect(await sent(aws, call(input))).toMatch(NOT_SENT);
    const { first } = admit(call({ AWSServiceName: "mrk.kms.amazonaws.com" }), "aws", []);
    expect(first).toMatchObject({ operation: "ListRoles", list: "Roles" });
  });

  it.each(["constructor", "toString", "__proto__", "DeleteRole", "CreateKey", "AssumeRole"])(
    "there is no operation %s",
    async (operation) => {
      for (const service of ["kms", "iam", "sts", "rolesanywhere"] as const)
        expect(await sent(real(), { service, operation, input: {} })).toMatch(/does not call/);
    },
  );
});

describe("in a rehearsal", () => {
  it("every listed operation reaches the sandbox, and no other", async () => {
    const stub = await startStub(() => ({ status: 400, body: "{}" }));
    const key = { accessKeyId: "AKIASBXAAAAAAAAAAAAA", secretAccessKey: "given" };
    const aws = openAws({ world: "sandbox", ...target }, key, { sandboxUrl: stub.url, timeoutMs: 2000 });
    for (const [service, operation] of [...rows(reading), ...rows(probing), ...rows(making)])
      expect(admit({ service, operation, input: realNames }, "sandbox", [])).toHaveProperty("Command");
    expect(await sent(aws, { service: "kms", operation: "DisableKey", input: { KeyId: realKey } })).toBe(
      "sent",
    );
    expect(stub.seen).toHaveLength(1);
    expect(await sent(aws, { service: "iam", operation: "DeleteRole", input: {} })).toMatch(/does not call/);
    await stub.close();
  });
});
