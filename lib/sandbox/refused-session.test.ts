import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Issued,
  type IssueOptions,
  newAuthority,
  newLeaf,
  revoke,
  type SigningOptions,
} from "./testing/openssl";
import { startRolesAnywhere } from "./testing/roles-anywhere";

let here: Awaited<ReturnType<typeof startRolesAnywhere>>;
beforeAll(async () => {
  here = await startRolesAnywhere();
});
afterAll(() => here.sandbox.close());

describe("a sign-in that AWS would refuse", () => {
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const leafOf = (options: IssueOptions) => () => newLeaf("/CN=ckm", here.authority, options);
  const cases: [string, RegExp, () => Issued, SigningOptions?][] = [
    [
      "has another key's signature",
      /^Invalid signature$/,
      () => here.leaf,
      { signWith: newLeaf("/CN=x", newAuthority("/CN=y")).keyFile },
    ],
    ["is dated half an hour ago", /^Invalid signature$/, () => here.leaf, { at: minutes(-30) }],
    ["is dated six minutes ahead", /^Invalid signature$/, () => here.leaf, { at: minutes(6) }],
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
      () => newLeaf("/CN=a&b", here.authority),
    ],
    [
      "names its session unasked",
      /^Not authorized to set roleSessionName/,
      () => here.leaf,
      { body: { roleSessionName: "mine" } },
    ],
    [
      "is for another region",
      /^Specified Trust Anchor wasn't found\.$/,
      () => here.leaf,
      { region: "eu-central-1" },
    ],
  ];
  test.each(cases)("%s", async (_, sentence, certificate, options = {}) => {
    const { authority, connect, signIn } = here;
    const ready = await connect(authority, { enabled: true });
    const answer = await signIn(certificate(), ready, options);
    expect(answer.message).toMatch(sentence);
    expect([answer.status, answer.errorType]).toEqual([403, "AccessDeniedException"]);
  });

  test("does so because of what stands in the account", async () => {
    const { authority, leaf, connect, signIn } = here;
    const arns = await connect(authority);
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
    const { admin, authority, leaf, connect, signIn } = here;
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
