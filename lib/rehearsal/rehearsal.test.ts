import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, openAws } from "@/lib/aws/index";
import { type TestKey, type TestPki, testPki } from "@/lib/aws/testing/ca";
import { permissionsOf, signInWith } from "@/lib/aws/testing/sign-in";
import { scripted } from "@/lib/checks/testing/scripted";
import { blueprint } from "@/lib/exports";
import type { Partition } from "@/lib/partitions";
import { emptyPlanDocument, type PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { rehearse } from "./index";

let sandbox: Sandbox;
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

const regions: Record<Partition, string> = {
  aws: "eu-west-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};

function setUp(
  partition: Partition,
  start: Partial<PlanDocument["start"]>,
  identity: Partial<PlanDocument["identity"]> = {},
  certificates = pki,
) {
  const world = sandbox.createWorld({ partition });
  const target = {
    world: "sandbox" as const,
    partition,
    region: regions[partition],
    accountId: world.accountId,
  };
  const admin = openAws(target, world.administrator, { sandboxUrl: sandbox.url });
  const empty = emptyPlanDocument();
  const made = (changes: Partial<PlanDocument["start"]> = {}) => {
    const drawn = blueprint({
      ...empty,
      start: {
        ...empty.start,
        connectionName: "x",
        partition,
        region: regions[partition],
        accountId: world.accountId,
        ...start,
        ...changes,
      },
      certificates: { ...empty.certificates, trustAnchorPem: certificates.caPem },
      identity: { ...empty.identity, ...identity },
    });
    if (isProblem(drawn)) throw new Error(drawn.sentence);
    return drawn;
  };
  return { world, target, admin, made };
}

describe("a rehearsal does what the script does", () => {
  it.each<Partition>(["aws", "aws-us-gov", "aws-cn"])(
    "for Roles Anywhere in %s, and again with other answers",
    async (partition) => {
      const { world, admin, made } = setUp(
        partition,
        {},
        { rolePath: "/team/", tags: [{ key: "a", value: "b" }] },
      );
      const first = await rehearse(admin, made());
      expect(first).toMatchObject({
        kind: "roles-anywhere",
        roleArn: `arn:${partition}:iam::${world.accountId}:role/team/ciphertrust-cckm-role`,
      });
      const second = await rehearse(admin, made({ sets: ["custom-key-stores"] }));
      expect(second).toEqual(first);
      const { iam, rolesAnywhere } = world.snapshot();
      expect(Object.values(rolesAnywhere.profiles)).toHaveLength(1);
      expect(Object.keys(Object.values(iam.policies)[0]?.versions ?? {})).toEqual(["v1", "v2"]);
      for (let round = 0; round < 5; round += 1)
        await rehearse(admin, made({ sets: round % 2 ? [] : ["multi-region-keys"] }));
      expect(Object.keys(Object.values(world.snapshot().iam.policies)[0]?.versions ?? {})).toHaveLength(5);
    },
  );

  it("for an access key, whose credentials work; the second takes the first one's place", async () => {
    const { target, admin, made } = setUp("aws", { signIn: "access-key" });
    const first = await rehearse(admin, made());
    const second = await rehearse(admin, made());
    if (isProblem(first) || isProblem(second) || first.kind !== "access-key" || second.kind !== "access-key")
      throw new Error(JSON.stringify([first, second]));
    const who = (key: typeof first.accessKey) => identify(openAws(target, key, { sandboxUrl: sandbox.url }));
    expect(await who(second.accessKey)).toMatchObject({ ok: true, identity: { arn: second.userArn } });
    expect(await who(first.accessKey)).toMatchObject({ ok: false });
  });
});

describe("what was made lets CCKM in, and nobody else", () => {
  it.each<TestKey>(["RSA", "P-256", "P-384"])("by a certificate with a key of kind %s", async (kind) => {
    const own = await testPki(kind);
    const { target, admin, made } = setUp("aws", {}, {}, own);
    const drawn = made();
    const arns = await rehearse(admin, drawn);
    if (isProblem(arns) || arns.kind !== "roles-anywhere") throw new Error(JSON.stringify(arns));
    const session = await signInWith(target, arns, own, sandbox.url);
    const verdicts = await permissionsOf(target, session, drawn.actions, sandbox.url);
    expect(verdicts.filter(({ status }) => status === "fail")).toEqual([]);
    expect(verdicts.filter(({ status }) => status === "pass").length).toBeGreaterThan(25);

    const stranger = await signInWith(target, arns, await testPki(kind), sandbox.url);
    expect(stranger).toMatchObject({ ok: false, id: "untrusted-signing-certificate" });
  });
});

describe("a rehearsal is refused", () => {
  it("for a real account, before anything is called", async () => {
    const { made } = setUp("aws", {});
    const aws = scripted(() => Promise.reject(new Error("called")));
    const answer = await rehearse(aws, made());
    expect(answer).toMatchObject({ code: "rehearsal-not-sandbox" });
  });

  it("with the operation that the sandbox refused", async () => {
    const { admin, made } = setUp(
      "aws",
      {},
      { permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/none" },
    );
    const answer = await rehearse(admin, {
      ...made(),
      policy: { arn: "arn:aws:iam::111122223333:policy/none" },
    });
    expect(answer).toMatchObject({
      code: "rehearsal-refused",
      sentence: expect.stringContaining("GetPolicy was refused"),
    });
  });
});
