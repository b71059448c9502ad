import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { awsSdk } from "./testing/aws-sdk";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ token: "let me in" });
});
afterAll(() => sandbox.close());

describe("the control endpoints", () => {
  const control = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "x-sandbox-token": "let me in" },
  ) =>
    fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  test("make, show, break and remove a world", async () => {
    const path = "worlds/123456789012";
    const made = await control("PUT", path, { partition: "aws", scenario: "existence-first" });
    expect(made.status).toBe(201);
    const first = (await made.json()) as { created: boolean; administrator: SandboxWorld["administrator"] };
    const again = (await (await control("PUT", path, { partition: "aws" })).json()) as typeof first & {
      scenario: string;
    };
    expect(again).toEqual({ ...first, scenario: "existence-first", created: false });
    expect((await awsSdk(sandbox, first.administrator).getCallerIdentity()).Account).toBe("123456789012");
    const shown = await (await control("GET", path)).text();
    expect(shown).not.toContain(first.administrator.secretAccessKey);
    expect((await control("POST", `${path}/scenario`, { scenario: "nonsense" })).status).toBe(400);
    expect((await control("POST", `${path}/scenario`, { scenario: "healthy" })).status).toBe(200);
    expect((await control("DELETE", path)).status).toBe(200);
    expect((await control("GET", path)).status).toBe(404);
    await expect(awsSdk(sandbox, first.administrator).listKeys()).rejects.toThrow(
      /security token .* is invalid/,
    );
  });

  test("ask for the token, except for health", async () => {
    expect((await control("GET", "health", undefined, {})).status).toBe(200);
    expect((await control("GET", "scenarios", undefined, {})).status).toBe(401);
    expect((await control("GET", "scenarios", undefined, { "x-sandbox-token": "wrong" })).status).toBe(401);
    const list = (await (await control("GET", "scenarios")).json()) as { id: string; expect: string }[];
    expect(list[0]?.id).toBe("healthy");
    expect(list.every((scenario) => scenario.expect.length > 20)).toBe(true);
  });
});
