import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openAws } from "@/lib/aws";
import { makePilotPki, type PilotPki } from "@/lib/certificates/keys";
import { checkPermissions } from "@/lib/checks";
import { blueprint } from "@/lib/exports";
import { emptyPlanDocument, type Plan, type PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { rehearse } from "@/lib/rehearsal";
import { CHAIN_ONLY } from "@/lib/roles-anywhere";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { openConnection } from "./connection";
import { makeProof } from "./make-proof";
import { principalOf } from "./principal";
import { type Proof, proofSchema } from "./proof";

const now = new Date();
let sandbox: Sandbox;
let pki: PilotPki;
beforeAll(async () => {
  sandbox = await startSandbox();
  vi.stubEnv("SANDBOX_URL", sandbox.url);
  pki = await makePilotPki({ commonName: "ckm", days: 2, keyType: "P-256", now });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

/** A rehearsal whose identity is made, as the identity step makes it. */
async function rehearsed(
  signIn: "roles-anywhere" | "access-key",
  { trustAnchorPem, clientPem }: Pick<PilotPki, "trustAnchorPem" | "clientPem"> = pki,
) {
  const world = sandbox.createWorld();
  const empty = emptyPlanDocument();
  const document: PlanDocument = {
    ...empty,
    start: { ...empty.start, connectionName: "x", accountId: world.accountId, region: "eu-west-1", signIn },
    certificates: { ...empty.certificates, trustAnchorPem, clientPem },
    identity: { ...empty.identity, userName: "cckm" },
  };
  const drawn = blueprint(document);
  if (isProblem(drawn)) throw new Error(drawn.sentence);
  const target = {
    world: "sandbox",
    partition: "aws",
    region: "eu-west-1",
    accountId: world.accountId,
  } as const;
  const admin = openAws(target, world.administrator, { sandboxUrl: sandbox.url });
  const made = await rehearse(admin, drawn);
  if (isProblem(made)) throw new Error(made.sentence);
  if (made.kind === "roles-anywhere")
    Object.assign(document.identity, {
      trustAnchorArn: made.trustAnchorArn,
      roleArn: made.roleArn,
      profileArn: made.profileArn,
    });
  const plan: Plan = { id: "p", world: "sandbox", document, createdAt: now, updatedAt: now };
  const signal = new AbortController().signal;
  return { world, admin, made, context: { plan, now, signal } };
}

async function proofOf(
  document: PlanDocument,
  keyPem = pki.clientKeyPem,
  at = now,
  { certificate, chain }: { certificate: string; chain: string } = { certificate: pki.clientPem, chain: "" },
): Promise<Proof> {
  const { trustAnchorArn, profileArn, roleArn } = document.identity;
  const parts = { trustAnchorArn, profileArn, roleArn, certificate, chain };
  const proof = await makeProof({ privateKey: { pem: keyPem } }, parts, at);
  if (isProblem(proof)) throw new Error(proof.sentence);
  return proof;
}

describe("signing in as CCKM would, in the sandbox", () => {
  it("by certificate: the browser's part, the relay and the session's credentials", async () => {
    const { context } = await rehearsed("roles-anywhere");
    const proof = await proofOf(context.plan.document);
    expect(JSON.stringify(proof)).not.toContain(pki.clientKeyPem.split("\n")[1]);
    const opened = await openConnection(proof, context);
    if (isProblem(opened) || !opened.aws) throw new Error(JSON.stringify(opened));
    expect(opened.verdicts[0]).toMatchObject({ id: "sign-in", status: "pass" });
    const statuses: string[] = [];
    for await (const { status } of checkPermissions(opened.aws, ["kms:ListKeys", "kms:DisableKey"]))
      statuses.push(status);
    expect(statuses).toEqual(["pass", "pass"]);
  });

  it("with another key: refused by Roles Anywhere, nothing opened", async () => {
    const { context } = await rehearsed("roles-anywhere");
    const other = await makePilotPki({ commonName: "other", days: 2, keyType: "P-256", now });
    const opened = await openConnection(await proofOf(context.plan.document, other.clientKeyPem), context);
    expect(opened).toMatchObject({ verdicts: [{ id: "sign-in", status: "fail" }] });
    expect(opened).not.toHaveProperty("aws");
  });

  describe("with a CA between the client and the anchor", () => {
    let long: PilotPki;
    beforeAll(async () => {
      long = await makePilotPki({ commonName: "ckm", days: 2, keyType: "P-256", intermediate: true, now });
    });
    const given = (chain: string) => ({ certificate: long.clientPem, chain });

    it("is unknown where only the chain passes, says so by its code, and opens what the role may do", async () => {
      const { context } = await rehearsed("roles-anywhere", { ...long, trustAnchorPem: long.rootPem ?? "" });
      const { document } = context.plan;
      const proof = await proofOf(document, long.clientKeyPem, now, given(long.trustAnchorPem));
      if (proof.kind !== "signed-request") throw new Error("no request");
      expect(proof.request.headers).not.toHaveProperty("x-amz-x509-chain");
      expect(proofSchema.safeParse(proof).error).toBeUndefined();
      const opened = await openConnection(proof, context);
      expect(opened).toMatchObject({
        verdicts: [{ id: "sign-in", status: "unknown", evidence: { reason: CHAIN_ONLY } }],
        again: false,
      });
      expect(opened).toHaveProperty("aws");
      expect(proofSchema.safeParse({ ...proof, request: proof.withChain }).success).toBe(false);
    });

    it("passes by the certificate alone where its issuer is the anchor, chain or none", async () => {
      const { context } = await rehearsed("roles-anywhere", long);
      for (const chain of [long.trustAnchorPem, ""]) {
        const proof = await proofOf(context.plan.document, long.clientKeyPem, now, given(chain));
        expect(await openConnection(proof, context)).toMatchObject({ verdicts: [{ status: "pass" }] });
      }
    });

    it("fails where the chain does not help, either", async () => {
      const { context } = await rehearsed("roles-anywhere");
      const proof = await proofOf(context.plan.document, long.clientKeyPem, now, given(long.trustAnchorPem));
      const opened = await openConnection(proof, context);
      expect(opened).toMatchObject({ verdicts: [{ status: "fail" }] });
      expect(opened).not.toHaveProperty("aws");
    });
  });

  it("with a request that was changed on the way, or is for another account", async () => {
    const { context } = await rehearsed("roles-anywhere");
    const proof = await proofOf(context.plan.document);
    if (proof.kind !== "signed-request") throw new Error("no request");
    const { request } = proof;
    const longer = { ...request, body: request.body.replace("900", "901") };
    expect(await openConnection({ ...proof, request: longer }, context)).toMatchObject({
      verdicts: [{ status: "fail" }],
    });
    const foreign = {
      ...request,
      body: request.body.replaceAll(context.plan.document.start.accountId, "1".repeat(12)),
    };
    expect(await openConnection({ ...proof, request: foreign }, context)).toMatchObject({
      code: "signed-request-refused",
    });
  });

  it("with a request dated half an hour ago", async () => {
    const { context } = await rehearsed("roles-anywhere");
    const old = await proofOf(context.plan.document, undefined, new Date(now.getTime() - 1_800_000));
    expect(await openConnection(old, context)).toMatchObject({
      verdicts: [{ status: "fail" }, { id: "server-clock", status: "warn" }],
    });
  });

  it("by access key, of the right account only", async () => {
    const { context, made } = await rehearsed("access-key");
    const stranger = await rehearsed("access-key");
    if (made.kind !== "access-key" || stranger.made.kind !== "access-key") throw new Error("no key");
    const opened = await openConnection({ kind: "access-key", ...made.accessKey }, context);
    expect(opened).toMatchObject({ verdicts: [{ id: "sign-in", status: "pass" }] });
    const wrong = await openConnection({ kind: "access-key", ...stranger.made.accessKey }, context);
    expect(wrong).toMatchObject({ verdicts: [{ status: "fail" }] });
    expect(wrong).not.toHaveProperty("aws");
    const guessed = { ...made.accessKey, secretAccessKey: "x".repeat(40) };
    expect(await openConnection({ kind: "access-key", ...guessed }, context)).toMatchObject({
      verdicts: [{ status: "fail" }],
      again: true,
    });
  });

  it.each([
    [
      "a real key",
      { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x".repeat(40) },
      "credentials-not-sandbox",
    ],
    ["no key at all", { accessKeyId: "hello", secretAccessKey: "x" }, "access-key-malformed"],
  ])("takes %s nowhere", async (_, key, code) => {
    const { context } = await rehearsed("access-key");
    expect(await openConnection({ kind: "access-key", ...key }, context)).toMatchObject({ code });
  });

  it("a real plan takes no key of a rehearsal", async () => {
    const { context, made } = await rehearsed("access-key");
    if (made.kind !== "access-key") throw new Error("no key");
    const real = { ...context, plan: { ...context.plan, world: "aws" as const } };
    expect(await openConnection({ kind: "access-key", ...made.accessKey }, real)).toMatchObject({
      code: "credentials-sandbox",
    });
  });
});

describe("whom the simulator is asked about", () => {
  it("the role, or the user with the path that only AWS knows", async () => {
    const byRole = await rehearsed("roles-anywhere");
    const { roleArn } = byRole.context.plan.document.identity;
    expect(await principalOf(byRole.admin, byRole.context.plan.document)).toBe(roleArn);
    const byKey = await rehearsed("access-key");
    const arn = await principalOf(byKey.admin, byKey.context.plan.document);
    expect(arn).toMatch(/^arn:aws:iam::\d{12}:user\//);
  });
});
