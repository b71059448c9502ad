import { afterEach, describe, expect, it, vi } from "vitest";
import { logError, newReference } from "./log";

const secrets = [
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "AKIAIOSFODNN7EXAMPLE",
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj",
  "hunter2",
  "R3sT0fT0kenR3sT0fT0kenR3sT0fT0kenR3sT0fT0k1",
];

describe("a line of the log", () => {
  afterEach(() => vi.restoreAllMocks());

  const lineOf = (error: unknown) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    logError({ event: "unexpected error", name: "x", reference: newReference(), error });
    return String(printed.mock.calls[0]?.[0]);
  };

  it.each([
    ["a key in the message", new Error(`secret was ${secrets[0]} of ${secrets[1]}`)],
    ["a private key", new Error(`-----BEGIN PRIVATE KEY-----\n${secrets[2]}\n-----END PRIVATE KEY-----`)],
    ["a cut private key", new Error(`-----BEGIN RSA PRIVATE KEY-----\n${secrets[2]}`)],
    ["a database address", new Error("connect postgres://wizard:hunter2@db:5432/wizard")],
    ["a link", new Error(`GET /checklist/${secrets[4]} failed`)],
    ["a password", new Error('{"password":"hunter2"}')],
    ["the parameters of a statement", new Error("Failed query: insert into plans\nparams: hunter2")],
    ["a cause", new Error("outer", { cause: new Error(`secretAccessKey: ${secrets[0]}`) })],
    ["something that is not an error", secrets[0]],
    ["an object that was thrown", { secretAccessKey: secrets[0] }],
  ])("holds no secret: %s", (_, error) => {
    const line = lineOf(error);
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(JSON.parse(line)).toMatchObject({ event: "unexpected error", name: "x" });
  });

  it("keeps what helps to find the fault", () => {
    const line = JSON.parse(lineOf(Object.assign(new TypeError("x is not a function"), { code: "E_X" })));
    expect(line.error).toMatchObject({ name: "TypeError", code: "E_X", message: "x is not a function" });
    expect(line.error.frames[0]).toContain("log.test");
    expect(line.reference).toMatch(/^[0-9a-f]{10}$/);
  });
});
