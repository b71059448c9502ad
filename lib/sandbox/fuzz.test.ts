import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { operations } from "./operations";
import { signedCall } from "./testing/signed-call";

let sandbox: Sandbox;
let world: SandboxWorld;
beforeAll(async () => {
  sandbox = await startSandbox();
  world = sandbox.createWorld();
});
afterAll(() => sandbox.close());

/** A seeded generator, so that a failure comes again. */
function seeded(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}

const words = [
  "",
  "x",
  "__proto__",
  "constructor",
  "arn:aws:kms:::",
  "arn:aws:iam::1:role/propertyIsEnumerable",
  "%zz",
  "v1",
  "a".repeat(3000),
  "\u0000é",
  "2026-01-01",
  "{}",
  '{"Statement":[]}',
  "alias/x",
  "cks-1",
  "true",
];
const names = [
  "KeyId",
  "Tags",
  "TagKeys",
  "Policy",
  "PolicyArn",
  "PolicyName",
  "PolicyDocument",
  "UserName",
  "RoleName",
  "AssumeRolePolicyDocument",
  "PolicySourceArn",
  "ActionNames",
  "CustomKeyStoreId",
  "CustomKeyStoreName",
  "AWSServiceName",
  "AliasName",
  "TargetKeyId",
  "limit",
  "logGroupName",
  "name",
  "source",
  "roleArns",
  "crlData",
  "trustAnchorArn",
  "resourceArn",
  "tags",
  "XksProxyUriEndpoint",
  "VersionId",
  "AccessKeyId",
  "Status",
  "ResourceArns",
  "ContextEntries",
];

function junk(random: (limit: number) => number, depth = 0): unknown {
  const kind = random(depth > 2 ? 3 : 6);
  if (kind === 0) return words[random(words.length)];
  if (kind === 1) return random(5) - 2;
  if (kind === 2) return [null, true, false][random(3)];
  if (kind < 5) return Array.from({ length: random(3) }, () => junk(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: random(4) }, () => [names[random(names.length)], junk(random, depth + 1)]),
  );
}

const junkInput = (random: (limit: number) => number) =>
  Object.fromEntries(
    Array.from({ length: 3 + random(8) }, () => [names[random(names.length)] ?? "", junk(random, 1)]),
  );

test("no operation answers junk with an error of its own", async () => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  const random = seeded(4);
  const failed: string[] = [];
  const statuses = new Set<number>();
  for (const row of operations) {
    for (let i = 0; i < 8; i += 1) {
      const input = i === 0 ? {} : junkInput(random);
      const response = await signedCall(sandbox, world, row, input);
      await response.text();
      statuses.add(response.status);
      if (response.status >= 500) failed.push(`${row.service} ${row.name} ${JSON.stringify(input)}`);
    }
  }
  expect(failed).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
  // The signatures held: otherwise everything would be 403 and the test worth nothing.
  expect(statuses).toContain(200);
  expect(statuses).toContain(400);
  complaints.mockRestore();
});

test.each([
  ["no header at all", "GET", "/", {}, ""],
  ["half an Authorization", "POST", "/", { authorization: "AWS4-HMAC-SHA256 Credential=a/b" }, "x"],
  [
    "a broken query",
    "GET",
    "/trustanchors?%zz=%zz",
    { authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/iam/aws4_request, SignedHeaders=host, Signature=zz" },
    "",
  ],
  ["an empty sign-in", "POST", "/sessions", {}, "{}"],
  [
    "a sign-in that is no JSON",
    "POST",
    "/sessions?roleArn=%",
    {
      authorization:
        "AWS4-X509-RSA-SHA256 Credential=1/2/3/rolesanywhere/aws4_request, SignedHeaders=host, Signature=00",
      "x-amz-x509": "AAAA",
    },
    "{",
  ],
  ["a control path that is none", "GET", "/_sandbox/worlds/../..", {}, ""],
  ["a control body that is no JSON", "PUT", "/_sandbox/worlds/123456789012", {}, "{"],
  ["a body that is too long", "POST", "/", {}, "x".repeat(1_100_000)],
] as const)("a request with %s gets a 4xx", async (_, method, path, headers, body) => {
  const response = await fetch(sandbox.url + path, {
    method,
    headers,
    ...(method === "GET" ? {} : { body }),
  });
  expect(Math.floor(response.status / 100)).toBe(4);
});
