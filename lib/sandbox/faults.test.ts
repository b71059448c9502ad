import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallMet, type Fault, type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { operations } from "./operations";
import { signedCall } from "./testing/signed-call";

let sandbox: Sandbox;
let world: SandboxWorld;
const calls: CallMet[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ onCall: (call) => calls.push(call) });
  world = sandbox.createWorld();
});
afterAll(() => sandbox.close());

async function ask(operation: string, faults: Fault[]) {
  const row = operations.find(({ name }) => name === operation);
  if (!row) throw new Error(operation);
  sandbox.setFaults(faults);
  const response = await signedCall(sandbox, world, row, {});
  return { status: response.status, date: response.headers.get("date"), text: await response.text() };
}

const oneTooMany = /You have exceeded the rate at which you may call KMS/;
const dead = /The security token included in the request is expired/;
const old = /Signature expired: (\w+Z) is now earlier than \w+Z \((\w+Z) - 5 min\.\)/;

// Names and statuses are each protocol's own: the "Common errors" of the services' API references.
test.each([
  ["throttled", "ListKeys", 400, "ThrottlingException", oneTooMany],
  ["throttled", "DescribeLogGroups", 400, "ThrottlingException", /Rate exceeded/],
  ["throttled", "ListUsers", 400, "Throttling", /Rate exceeded/],
  ["throttled", "DescribeRegions", 503, "RequestLimitExceeded", /Request limit exceeded\./],
  ["throttled", "ListTrustAnchors", 429, "", /Rate exceeded/],
  ["expired-token", "ListKeys", 400, "ExpiredTokenException", dead],
  ["expired-token", "DescribeClusters", 400, "ExpiredTokenException", dead],
  ["expired-token", "ListUsers", 403, "ExpiredToken", dead],
  ["expired-token", "DescribeRegions", 400, "RequestExpired", /Request has expired\./],
  ["clock-skew", "ListKeys", 400, "InvalidSignatureException", old],
  ["clock-skew", "ListUsers", 403, "SignatureDoesNotMatch", old],
  ["clock-skew", "DescribeRegions", 400, "RequestExpired", /Request has expired\./],
] as const)("%s in the form of %s", async (kind, operation, status, name, sentence) => {
  const answer = await ask(operation, [{ kind }]);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(sentence);
  expect(answer.text).toContain(name);
});

test("a skewed clock shows in the Date header and in AWS's sentence", async () => {
  const { date, text } = await ask("ListKeys", [{ kind: "clock-skew" }]);
  const [requested = 0, awsTime = 0] = (old.exec(text) ?? [])
    .slice(1)
    .map((stamp) => Date.parse(stamp.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z")));
  expect(awsTime).toBe(Date.parse(date ?? ""));
  expect(Math.round((awsTime - requested) / 60_000)).toBe(15);
});

test("a fault may begin in mid-run and end again", async () => {
  const statuses: number[] = [];
  const faults: Fault[] = [{ kind: "expired-token", operation: "ListKeys", after: 2, times: 1 }];
  await ask("ListKeys", faults);
  for (const operation of ["ListUsers", "ListKeys", "ListKeys", "ListKeys"]) {
    const row = operations.find(({ name }) => name === operation);
    if (row) statuses.push((await signedCall(sandbox, world, row, {})).status);
  }
  expect(statuses).toEqual([200, 200, 400, 200]);
  expect(calls.slice(-3).map(({ called, fault }) => [called, fault])).toEqual([
    ["TrentService.ListKeys", undefined],
    ["TrentService.ListKeys", "expired-token"],
    ["TrentService.ListKeys", undefined],
  ]);
});

test.each([0, 0.5, 1])("a body that is cut at %d of it lacks a character at least", async (share) => {
  const whole = await ask("ListUsers", []);
  const { text } = await ask("ListUsers", [{ kind: "cut-body", share }]);
  expect(text.length).toBe(Math.min(whole.text.length - 1, Math.floor(whole.text.length * share)));
});

test("a proxy's page with the status of a refusal", async () => {
  const { status, text } = await ask("ListKeys", [{ kind: "html", status: 403 }]);
  expect(status).toBe(403);
  expect(text).toMatch(/^<!doctype html>/);
});
