import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classify } from "./classify";
import { openAws } from "./open-aws";
import { KEY, kms, rows } from "./testing/answers";
import { jsonError, type StubAnswer, startStub } from "./testing/stub-server";

describe("what AWS and the network say, over the wire", () => {
  let stub: Awaited<ReturnType<typeof startStub>>;
  let answer: StubAnswer = {};
  beforeAll(async () => {
    stub = await startStub(() => answer);
  });
  afterAll(() => stub.close());

  const aws = () =>
    openAws(
      { world: "sandbox", partition: "aws", region: "eu-west-1", accountId: "111122223333" },
      { accessKeyId: "AKIASBXAAAAAAAAAAAAA", secretAccessKey: "secret" },
      { sandboxUrl: stub.url },
    );

  it.each(rows)("%s", async (_, call, said, kind, code) => {
    answer = said;
    const got = await aws().call({ ...call, retry: false });
    expect(got).toMatchObject({ ok: false, failure: { kind, code } });
  });

  it("keeps AWS's sentence, number and clock", async () => {
    answer = {
      ...jsonError("NotFoundException", "gone"),
      headers: { "x-amzn-requestid": "abc", date: "Sun, 01 Mar 2026 12:00:00 GMT" },
    };
    expect(await aws().call({ ...kms, retry: false })).toEqual({
      ok: false,
      failure: {
        kind: "answer",
        code: "NotFoundException",
        message: "gone",
        httpStatus: 400,
        requestId: "abc",
        answeredAt: new Date("2026-03-01T12:00:00Z"),
      },
    });
  });

  it("reads an empty body as KMS's answer to an operation that returns nothing", async () => {
    answer = { body: "" };
    expect(await aws().call({ service: "kms", operation: "DisableKey", input: { KeyId: KEY } })).toEqual({
      ok: true,
      output: {},
    });
  });
});

describe("what only the real AWS is held to", () => {
  const text = '{"__type":"AccessDeniedException","message":"no"}';
  const read = (headers: Record<string, string>, world: "aws" | "sandbox" = "aws") =>
    classify(new Error("x"), { world, protocol: "json", exchange: { status: 403, headers, text } }).kind;

  it("a 403 without AWS's request number is a proxy's", () => {
    expect(read({})).toBe("intercepted");
    expect(read({ "x-amzn-requestid": "1" })).toBe("denied");
    expect(read({}, "sandbox")).toBe("denied");
  });
});

describe("what the network says", () => {
  const coded = (code: string, cause?: Error) => Object.assign(new Error(code, { cause }), { code });
  it.each([
    ["ENOTFOUND", "unreachable"],
    ["EAI_AGAIN", "unreachable"],
    ["ECONNREFUSED", "unreachable"],
    ["ECONNRESET", "unreachable"],
    ["EHOSTUNREACH", "unreachable"],
    ["ETIMEDOUT", "timeout"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["EWHATEVER", "unrecognised"],
  ] as const)("%s is %s", (code, kind) => {
    const context = { world: "aws", protocol: "json", exchange: {} } as const;
    expect(classify(coded(code), context).kind).toBe(kind);
    expect(classify(new Error("wrapped", { cause: coded(code) }), context).kind).toBe(kind);
    expect(classify(Object.assign(new AggregateError([coded(code)], "all failed")), context).kind).toBe(kind);
  });
});
