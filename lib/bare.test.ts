import { afterEach, describe, expect, it } from "vitest";
import { bare, bareReviver } from "@/lib/bare";
import { exportFormats, readPlanExport, readResultBlock } from "@/lib/exports";
import { evaluatePolicies, readPolicy } from "@/lib/permissions";
import { emptyPlanDocument, sliceSchemas } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { unflatten } from "./sandbox/protocols/query";

const foreign = [
  "__proto__",
  "constructor",
  "constructor.prototype",
  "prototype",
  "toString",
  "hasOwnProperty",
];

const ours = JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort());
afterEach(() => {
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())).toBe(ours);
  expect(({} as { status?: unknown }).status).toBeUndefined();
});

describe("keys that mean something to JavaScript", () => {
  it("are keys like any other of a bare object", () => {
    const made = bare(foreign.map((key) => [key, key] as const));
    expect(Object.entries(made)).toEqual(foreign.map((key) => [key, key]));
    expect(bare().constructor).toBeUndefined();
    const read = JSON.parse('{"__proto__":{"status":555},"a":{"__proto__":1}}', bareReviver);
    expect([read.status, Object.keys(read), Object.keys(read.a)]).toEqual([
      undefined,
      ["__proto__", "a"],
      ["__proto__"],
    ]);
  });

  it.each(foreign)("%s in a form reaches no other object", (key) => {
    for (const name of [`${key}.status`, `A.${key}.status`, `A.member.1.${key}.status`, key]) {
      const read = unflatten(new URLSearchParams([[name, "555"]]));
      expect(JSON.stringify(read)).toContain("555");
    }
  });

  const planted = (value: string) => foreign.map((key) => `${JSON.stringify(key)}:${value}`).join(",");

  it("in a plan export are dropped", () => {
    const document = emptyPlanDocument();
    const plan = { id: "p", world: "aws", document } as const;
    const text =
      exportFormats.find(({ id }) => id === "plan-export")?.render({ plan, now: new Date(0) }) ?? "";
    const poisoned = text.replaceAll("{", () => `{${planted('{"status":555}')},`);
    expect(JSON.parse(poisoned)).not.toEqual(JSON.parse(text));
    expect(readPlanExport(poisoned)).toEqual({ world: "aws", document });
  });

  it("in the fields of a slice are dropped", () => {
    const fields = JSON.parse(`{${planted('{"status":555}')},"connectionName":"x"}`);
    const read = sliceSchemas.start.partial().parse(fields);
    expect(Object.keys(read)).toEqual(["connectionName"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it("in a policy decide nothing", () => {
    const statement = `{${planted('"x"')},"Effect":"Allow","Action":"kms:*","Resource":"*","Condition":{${planted('{"__proto__":"a"}')}}}`;
    const read = readPolicy(`{"Version":"2012-10-17","Statement":[${statement}]}`);
    const decisions = isProblem(read) ? [] : evaluatePolicies([read], ["kms:ListKeys"]);
    expect(decisions.map(({ decision }) => decision)).not.toContain("allowed");
  });

  it("in a result block are no facts", () => {
    const lines = foreign.map((key) => `${key} {"status":555} #1`).join("\n");
    const block = readResultBlock(
      `-----BEGIN AWS CONNECTION WIZARD RESULT-----\n${lines}\n-----END AWS CONNECTION WIZARD RESULT-----`,
    );
    expect(isProblem(block)).toBe(true);
  });
});
