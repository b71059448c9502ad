import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { relayCreateSession } from ".";
import { type StubAnswer, startStub } from "./testing/stub-server";

const target = {
  world: "sandbox",
  partition: "aws",
  region: "eu-west-1",
  accountId: "111122223333",
} as const;
const host = "rolesanywhere.eu-west-1.amazonaws.com";
const arn = (service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:111122223333:${resource}`;
const members = {
  durationSeconds: 900,
  profileArn: arn("rolesanywhere", "profile/1"),
  roleArn: arn("iam", "role/ckm", ""),
  trustAnchorArn: arn("rolesanywhere", "trust-anchor/1"),
};
const request = {
  url: `https://${host}/sessions`,
  method: "POST" as const,
  headers: {
    host,
    "content-type": "application/json",
    "x-amz-date": "20260301T120000Z",
    "x-amz-x509": "TEVBRg==",
    authorization: "AWS4-X509-RSA-SHA256 Credential=1/x",
  },
  body: JSON.stringify(members),
};

let stub: Awaited<ReturnType<typeof startStub>>;
let answer: StubAnswer = {};
beforeAll(async () => {
  stub = await startStub(() => answer);
});
afterAll(() => stub.close());
beforeEach(() => {
  stub.seen.length = 0;
});
const relay = (changed: Partial<typeof request> = {}) =>
  relayCreateSession(target, { ...request, ...changed }, { sandboxUrl: stub.url });

describe("passing on a signed CreateSession", () => {
  it("sends exactly what was signed, and hands back what says what the answer is", async () => {
    answer = {
      status: 201,
      headers: { "content-type": "application/json", "x-amzn-requestid": "1", "set-cookie": "a=b" },
      body: '{"credentialSet":[]}',
    };
    const got = await relay();
    expect(got).toMatchObject({ status: 201, body: '{"credentialSet":[]}' });
    expect(Object.keys((got as { headers: object }).headers).sort()).toEqual([
      "content-type",
      "date",
      "x-amzn-requestid",
    ]);
    expect(stub.seen[0]).toMatchObject({ path: "/sessions", method: "POST", body: request.body });
    expect(stub.seen[0]?.headers).toMatchObject(request.headers);
  });

  it("hands a refusal by Roles Anywhere back as it is", async () => {
    answer = {
      status: 403,
      headers: { "x-amzn-errortype": "AccessDeniedException", "x-amzn-requestid": "1" },
      body: '{"message":"Untrusted signing certificate"}',
    };
    expect(await relay()).toMatchObject({ status: 403, body: answer.body });
  });

  it.each([
    [
      "a page",
      { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
      "intercepted",
    ],
    [
      "throttling",
      { status: 429, headers: { "x-amzn-errortype": "ThrottlingException" }, body: "{}" },
      "throttled",
    ],
    ["a fault", { status: 503, body: "" }, "service"],
  ] as [string, StubAnswer, string][])("tells %s apart", async (_, said, kind) => {
    answer = said;
    expect(await relay()).toMatchObject({ failure: { kind } });
  });

  it.each([
    ["another host", { url: "https://sts.eu-west-1.amazonaws.com/sessions" }],
    ["another region", { url: "https://rolesanywhere.us-east-1.amazonaws.com/sessions" }],
    ["metadata", { url: "https://169.254.169.254/sessions" }],
    ["plain http", { url: `http://${host}/sessions` }],
    ["another port", { url: `https://${host}:8443/sessions` }],
    ["a name and password", { url: `https://a:b@${host}/sessions` }],
    ["another path", { url: `https://${host}/profiles` }],
    ["a climbing path", { url: `https://${host}/sessions/../profiles` }],
    ["another query", { url: `https://${host}/sessions?x=1` }],
    ["no address", { url: "nonsense" }],
    ["another header", { headers: { ...request.headers, cookie: "a=b" } as typeof request.headers }],
    ["another host header", { headers: { ...request.headers, host: "evil.example" } }],
    ["a line break in a header", { headers: { ...request.headers, "x-amz-x509": "a\r\nb" } }],
    ["another account", { body: request.body.replaceAll("111122223333", "999999999999") }],
    ["another partition", { body: request.body.replaceAll("arn:aws:", "arn:aws-cn:") }],
    ["another member", { body: JSON.stringify({ ...members, x: 1 }) }],
    ["no ARNs", { body: "{}" }],
    ["no JSON", { body: "x" }],
    ["a long body", { body: JSON.stringify({ ...members, roleSessionName: "x".repeat(9000) }) }],
  ])("refuses %s without sending anything", async (_, changed) => {
    expect(await relay(changed)).toMatchObject({ code: "signed-request-refused" });
    expect(stub.seen).toEqual([]);
  });
});
