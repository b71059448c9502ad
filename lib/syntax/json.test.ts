import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { has } from "@/scripts/test-tools";
import { asciiJson, toAscii } from ".";
import { different, hostileValues } from "./testing/hostile";

const values = hostileValues();

it("2,000 hostile values come back from JSON in ASCII, half characters too", () => {
  expect(values.length).toBeGreaterThanOrEqual(2000);
  const text = asciiJson(values);
  expect(text).toMatch(/^[\x20-\x7E]*$/);
  expect(different(values, JSON.parse(text))).toEqual([]);
  expect(different(values, JSON.parse(toAscii(JSON.stringify(values, null, 2))))).toEqual([]);
});

it("keys come back too", () => {
  const read: unknown = JSON.parse(asciiJson(Object.fromEntries(values.map((value) => [value, "x"]))));
  expect(Object.keys(read ?? {}).sort()).toEqual([...new Set(values)].sort());
});

it.skipIf(!has("python3"))("and from Python, which the AWS CLI reads JSON with", () => {
  const code = "import json, sys; json.dump(json.load(sys.stdin), sys.stdout)";
  const run = spawnSync("python3", ["-c", code], {
    input: asciiJson(values),
    encoding: "utf8",
    maxBuffer: 2 ** 27,
    env: { ...process.env, LC_ALL: "C" },
  });
  expect(different(values, JSON.parse(run.stdout))).toEqual([]);
});
