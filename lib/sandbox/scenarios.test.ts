import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { scenarios } from "./scenarios";
import { worldOf } from "./testing/scenario-world";

let clock = Date.now();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date(clock) });
});
afterAll(() => sandbox.close());

const missing = expect.stringMatching(/^NotFoundException: Key '.*' does not exist$/);

test("every scenario says beforehand what to expect, under a name of its own", () => {
  expect(new Set(scenarios.map((scenario) => scenario.id)).size).toBe(scenarios.length);
  for (const { id, title, expect: words } of scenarios) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title.length).toBeGreaterThan(5);
    expect(words).toMatch(/\.$/);
  }
});

describe("what a caller is answered", () => {
  test("healthy", async () => {
    const w = await worldOf(sandbox, "healthy");
    expect(await w.listKeys()).toBe("ok");
    expect(await w.describeKey()).toEqual(missing);
    expect(await w.notGiven()).toBe(
      "AccessDeniedException: because no identity-based policy allows the logs:FilterLogEvents action",
    );
    expect(await w.enableKey()).toMatch(/^AccessDeniedException: because no identity-based policy allows/);
    expect(await w.deleteAlias()).toMatch(/^NotFoundException: Alias .* is not found\.$/);
  });

  test("one-action-missing, until a statement of its own gives it", async () => {
    const w = await worldOf(sandbox, "one-action-missing");
    expect(await w.scheduleKeyDeletion()).toBe(
      "AccessDeniedException: because no identity-based policy allows the kms:ScheduleKeyDeletion action",
    );
    expect(await w.disableKey()).toEqual(missing);
    await w.mend("kms:ScheduleKeyDeletion");
    expect(await w.scheduleKeyDeletion()).toEqual(missing);
  });

  test("explicit-deny, whatever statement is added", async () => {
    const w = await worldOf(sandbox, "explicit-deny");
    await w.mend("kms:DisableKey");
    expect(await w.disableKey()).toBe(
      "AccessDeniedException: with an explicit deny in an identity-based policy",
    );
    expect(await w.describeKey()).toEqual(missing);
  });

  test("permissions-boundary", async () => {
    const w = await worldOf(sandbox, "permissions-boundary");
    expect(await w.tagResource()).toBe(
      "AccessDeniedException: because no permissions boundary allows the kms:TagResource action",
    );
    expect(await w.disableKey()).toEqual(missing);
  });

  test("region-denied", async () => {
    const w = await worldOf(sandbox, "region-denied");
    expect(await w.listKeys()).toBe(
      "AccessDeniedException: with an explicit deny in a service control policy",
    );
    expect([await w.listUsers(), await w.describeRegions()]).toEqual(["ok", "ok"]);
  });

  test("slow-propagation: nothing at first, everything after twenty seconds, one by one in between", async () => {
    const w = await worldOf(sandbox, "slow-propagation");
    expect(await w.listKeys()).toMatch(/because no identity-based policy allows/);
    let turned = 0;
    for (let second = 0; second <= 20; second += 1) {
      clock += 1000;
      const answers = [await w.listKeys(), await w.listUsers(), await w.describeRegions()];
      const now = answers.filter((answer) => answer === "ok").length;
      expect(now).toBeGreaterThanOrEqual(turned);
      turned = now;
    }
    expect(turned).toBe(3);
  });

  test("throttled: five calls a second", async () => {
    const w = await worldOf(sandbox, "throttled");
    const answers = await Promise.all(Array.from({ length: 8 }, () => w.listKeys()));
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(5);
    expect(answers.find((answer) => answer !== "ok")).toMatch(
      /^ThrottlingException: You have exceeded the rate/,
    );
    clock += 1000;
    expect(await w.listKeys()).toBe("ok");
  });

  test("existence-first: the same answer with and without the permission", async () => {
    const w = await worldOf(sandbox, "existence-first");
    expect(await w.describeKey()).toEqual(missing);
    expect(await w.enableKey()).toEqual(missing);
    expect(await w.listKeys()).toBe("ok");
  });

  test("key-policy-not-delegating: the probes see nothing of it, the real key refuses", async () => {
    const w = await worldOf(sandbox, "key-policy-not-delegating");
    expect(await w.describeKey()).toEqual(missing);
    const { Keys } = await w.user.listKeys();
    await expect(w.user.describeKey(Keys?.[0]?.KeyArn ?? "")).rejects.toThrow(
      /because no resource-based policy allows the kms:DescribeKey action$/,
    );
  });

  test("expired-session leaves an access key alone", async () => {
    const w = await worldOf(sandbox, "expired-session");
    expect(await w.listKeys()).toBe("ok");
  });
});

test("faults spoil as many calls as they are told to", async () => {
  const w = await worldOf(sandbox, "healthy");
  for (const kind of ["reset", "error-500", "error-503", "html", "truncated", "cut-body"] as const) {
    sandbox.setFaults([{ kind, operation: "ListKeys", times: 1 }]);
    expect(await w.listUsers()).toBe("ok");
    expect(await w.listKeys()).not.toBe("ok");
    expect(await w.listKeys()).toBe("ok");
  }
});
