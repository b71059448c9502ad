import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsSdk } from "./testing/aws-sdk";
import { newIntermediate, newLeaf } from "./testing/openssl";
import { startRolesAnywhere, trust } from "./testing/roles-anywhere";

let here: Awaited<ReturnType<typeof startRolesAnywhere>>;
beforeAll(async () => {
  here = await startRolesAnywhere();
});
afterAll(() => here.sandbox.close());

describe("a certificate that is as it should be", () => {
  test.each([
    ["rsa:2048", "body"],
    ["rsa:2048", "query"],
    ["P-256", "body"],
    ["P-384", "query"],
  ] as const)("signs in with a %s key and the ARNs in the %s", async (key, form) => {
    const { sandbox, world, authority, connect, signIn } = here;
    const own = newLeaf(`/CN=ckm ${key}`, authority, { key });
    const ready = await connect(authority, { enabled: true });
    const before = JSON.stringify(world.snapshot());
    const answer = await signIn(own, ready, { form });
    expect(answer.status).toBe(201);
    const credentials = answer.credentialSet?.[0]?.credentials;
    expect(credentials?.accessKeyId).toMatch(/^ASIASBX[A-Z2-7]{13}$/);
    const caller = awsSdk(sandbox, credentials ?? world.administrator);
    const identity = await caller.getCallerIdentity();
    expect(identity.Arn).toBe(answer.credentialSet?.[0]?.assumedRoleUser.arn);
    await expect(caller.listKeys()).rejects.toThrow(
      /because no identity-based policy allows the kms:ListKeys action/,
    );
    expect(JSON.stringify(world.snapshot())).toBe(before);
  });

  test("gets the serial number as session name and the common name as source identity", async () => {
    const { authority, leaf, connect, signIn } = here;
    const ready = await connect(authority, { enabled: true });
    const answer = await signIn(leaf, ready);
    expect(answer.credentialSet?.[0]?.assumedRoleUser.arn).toMatch(/\/1002$/);
    expect(answer.credentialSet?.[0]?.sourceIdentity).toBe("CN=ckm-prod");
  });

  test("may come through an intermediate that it sends along, and only then", async () => {
    const { authority, connect, signIn } = here;
    const middle = newIntermediate("/CN=Middle", authority);
    const far = newLeaf("/CN=far", middle);
    const ready = await connect(authority, { enabled: true });
    expect((await signIn(far, ready, { chain: [middle] })).status).toBe(201);
    expect((await signIn(far, ready)).message).toBe("Untrusted signing certificate");
  });

  test("is held to conditions on its names", async () => {
    const { authority, leaf, connect, signIn } = here;
    const fits = trust({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "ckm-prod" } });
    const other = trust({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "somebody else" } });
    expect((await signIn(leaf, await connect(authority, { enabled: true, trust: fits }))).status).toBe(201);
    const refused = await signIn(leaf, await connect(authority, { enabled: true, trust: other }));
    expect(refused.message).toMatch(/^Unable to assume role for arn:aws:iam::\d{12}:role\/ckm-\d+$/);
  });

  test("is somebody until the session ends, and nobody in the world where it ends at once", async () => {
    const { sandbox, world, authority, leaf, connect, signIn } = here;
    const answer = await signIn(leaf, await connect(authority, { enabled: true }));
    const caller = awsSdk(sandbox, answer.credentialSet?.[0]?.credentials ?? world.administrator);
    const lasts = Date.parse(answer.credentialSet?.[0]?.credentials.expiration ?? "") - Date.now();
    expect(Math.abs(lasts - 900_000)).toBeLessThan(30_000);
    world.setScenario("expired-session");
    await caller.getCallerIdentity();
    await expect(caller.listKeys()).rejects.toMatchObject({ name: "ExpiredTokenException" });
    await expect(caller.listUsers()).rejects.toMatchObject({ name: "ExpiredToken" });
    world.setScenario("healthy");
    await expect(caller.listKeys()).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
