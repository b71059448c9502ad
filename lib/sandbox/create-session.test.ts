import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { awsSdk } from "./testing/aws-sdk";
import {
  type Issued,
  type IssueOptions,
  newAuthority,
  newIntermediate,
  newLeaf,
  revoke,
  type SessionArns,
  type SigningOptions,
  signSession,
} from "./testing/openssl";

let sandbox: Sandbox;
let world: SandboxWorld;
let authority: Issued;
let leaf: Issued;
let arns: SessionArns;
let admin: ReturnType<typeof awsSdk>;

const trust = (condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "rolesanywhere.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });

beforeAll(async () => {
  sandbox = await startSandbox();
  world = sandbox.createWorld();
  admin = awsSdk(sandbox, world.administrator);
  authority = newAuthority("/CN=Test Authority");
  leaf = newLeaf("/CN=ckm-prod/O=Corp", authority, { serial: "0x1002" });
  arns = await connect(authority);
});
afterAll(() => sandbox.close());

let made = 0;
/** Trust anchor, role and profile for an authority, as an administrator makes them. */
async function connect(
  anchor: Issued,
  options: { trust?: string; enabled?: boolean; listed?: boolean; duration?: number } = {},
): Promise<SessionArns> {
  made += 1;
  const source = {
    sourceType: "CERTIFICATE_BUNDLE",
    sourceData: { x509CertificateData: anchor.pem },
  } as const;
  const { trustAnchor } = await admin.createTrustAnchor({ name: `anchor-${made}`, source, enabled: true });
  const role = await admin.createRole({
    RoleName: `ckm-${made}`,
    AssumeRolePolicyDocument:
      options.trust ?? trust({ ArnEquals: { "aws:SourceArn": trustAnchor?.trustAnchorArn ?? "" } }),
  });
  const roleArn = role.Role?.Arn ?? "";
  const { profile } = await admin.createProfile({
    name: `profile-${made}`,
    roleArns: options.listed === false ? [roleArn.replace("ckm", "other")] : [roleArn],
    enabled: options.enabled,
    durationSeconds: options.duration ?? 3600,
  });
  return {
    trustAnchorArn: trustAnchor?.trustAnchorArn ?? "",
    roleArn,
    profileArn: profile?.profileArn ?? "",
  };
}

async function signIn(certificate: Issued, to: SessionArns, options: SigningOptions = {}) {
  const { url, ...request } = signSession(sandbox.url, certificate, to, options);
  // fetch sets Host itself.
  const { host: _, ...headers } = request.headers;
  const response = await fetch(url, { ...request, headers });
  const body = (await response.json()) as {
    message?: string;
    credentialSet?: {
      credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: string };
      assumedRoleUser: { arn: string };
      sourceIdentity: string;
    }[];
  };
  return { status: response.status, errorType: response.headers.get("x-amzn-errortype"), ...body };
}

describe("a certificate that is as it should be", () => {
  test.each([
    ["rsa:2048", "body"],
    ["rsa:2048", "query"],
    ["P-256", "body"],
    ["P-384", "query"],
  ] as const)("signs in with a %s key and the ARNs in the %s", async (key, form) => {
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
    const ready = await connect(authority, { enabled: true });
    const answer = await signIn(leaf, ready);
    expect(answer.credentialSet?.[0]?.assumedRoleUser.arn).toMatch(/\/1002$/);
    expect(answer.credentialSet?.[0]?.sourceIdentity).toBe("CN=ckm-prod");
  });

  test("may come through an intermediate that it sends along, and only then", async () => {
    const middle = newIntermediate("/CN=Middle", authority);
    const far = newLeaf("/CN=far", middle);
    const ready = await connect(authority, { enabled: true });
    expect((await signIn(far, ready, { chain: [middle] })).status).toBe(201);
    expect((await signIn(far, ready)).message).toBe("Untrusted signing certificate");
  });

  test("is held to conditions on its names", async () => {
    const fits = trust({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "ckm-prod" } });
    const other = trust({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "somebody else" } });
    expect((await signIn(leaf, await connect(authority, { enabled: true, trust: fits }))).status).toBe(201);
    const refused = await signIn(leaf, await connect(authority, { enabled: true, trust: other }));
    expect(refused.message).toMatch(/^Unable to assume role for arn:aws:iam::\d{12}:role\/ckm-\d+$/);
  });
});

describe("a sign-in that AWS would refuse", () => {
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const leafOf = (options: IssueOptions) => () => newLeaf("/CN=ckm", authority, options);
  const cases: [string, RegExp, () => Issued, SigningOptions?][] = [
    [
      "has another key's signature",
      /^Invalid signature$/,
      () => leaf,
      { signWith: newLeaf("/CN=x", newAuthority("/CN=y")).keyFile },
    ],
    ["is dated half an hour ago", /^Invalid signature$/, () => leaf, { at: minutes(-30) }],
    ["is dated six minutes ahead", /^Invalid signature$/, () => leaf, { at: minutes(6) }],
    [
      "comes from another authority of the same name",
      /^Untrusted signing certificate$/,
      () => newLeaf("/CN=ckm", newAuthority("/CN=Test Authority")),
    ],
    ["has no extensions", /^Untrusted certificate\. Insufficient certificate$/, leafOf({ extensions: "" })],
    ["may not sign", /Insufficient certificate/, leafOf({ extensions: "keyUsage=critical,keyEncipherment" })],
    [
      "is a CA",
      /Insufficient certificate/,
      leafOf({ extensions: "basicConstraints=CA:TRUE\nkeyUsage=digitalSignature,keyCertSign" }),
    ],
    ["is signed with SHA-1", /Insufficient certificate/, leafOf({ digest: "sha1" })],
    [
      "has an & in its name",
      /failed to be mapped into session tags\. Issuer: \[ \]; Subject: \[ CN \]; SAN: \[ \]/,
      () => newLeaf("/CN=a&b", authority),
    ],
    [
      "names its session unasked",
      /^Not authorized to set roleSessionName/,
      () => leaf,
      { body: { roleSessionName: "mine" } },
    ],
    [
      "is for another region",
      /^Specified Trust Anchor wasn't found\.$/,
      () => leaf,
      { region: "eu-central-1" },
    ],
  ];
  test.each(cases)("%s", async (_, sentence, certificate, options = {}) => {
    const ready = await connect(authority, { enabled: true });
    const answer = await signIn(certificate(), ready, options);
    expect(answer.message).toMatch(sentence);
    expect([answer.status, answer.errorType]).toEqual([403, "AccessDeniedException"]);
  });

  test("does so because of what stands in the account", async () => {
    const none = "00000000-0000-4000-8000-000000000000";
    const missing = { ...arns, trustAnchorArn: arns.trustAnchorArn.replace(/[^/]+$/, none) };
    expect((await signIn(leaf, missing)).message).toBe("Specified Trust Anchor wasn't found.");
    const profile = { ...arns, profileArn: arns.profileArn.replace(/[^/]+$/, none) };
    expect((await signIn(leaf, profile)).message).toBe("Invalid or empty profile provided.");
    // Left out, `enabled` means no.
    expect((await signIn(leaf, arns)).message).toBe("Profile is disabled");
    const unlisted = await connect(authority, { enabled: true, listed: false });
    expect((await signIn(leaf, unlisted)).message).toBe(
      "Requested Role isn't one of those listed in the Profile.",
    );
    const long = await connect(authority, { enabled: true, duration: 7200 });
    const tooLong = await signIn(leaf, long, { body: { durationSeconds: 7200 } });
    expect(tooLong.message).toMatch(/exceeds the MaxSessionDuration set for this role\.$/);
    const { message, status } = await signIn(leaf, { ...arns, profileArn: "arn:aws:iam::1:nothing" });
    expect([status, message]).toEqual([400, expect.stringMatching(/^1 validation error detected/)]);
  });

  test("does so once the certificate is revoked", async () => {
    const stolen = newLeaf("/CN=stolen", authority);
    const ready = await connect(authority, { enabled: true });
    expect((await signIn(stolen, ready)).status).toBe(201);
    const crl = revoke(authority, [stolen]);
    const trustAnchorArn = ready.trustAnchorArn;
    await admin.importCrl({ name: "gone", crlData: Buffer.from(crl), trustAnchorArn, enabled: true });
    expect((await signIn(stolen, ready)).message).toBe("Certificate revoked");
    expect((await signIn(leaf, ready)).status).toBe(201);
  });
});
