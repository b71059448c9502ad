import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { has } from "@/scripts/test-tools";
import { canBeYaml, yamlFlow, yamlKey, yamlScalar } from ".";
import { different, hostileValues, sorted } from "./testing/hostile";

const { held, refused } = sorted(hostileValues(), canBeYaml);
const keys = [...new Set(held)].filter((value) => JSON.stringify(value).length < 200);

/** As a value of a block, in a list on one line, and as a key. */
const text = [
  "block:",
  ...held.map((value) => `  - ${yamlScalar(value)}`),
  `flow: ${yamlFlow(held)}`,
  "keys:",
  ...keys.map((key, index) => `  ${yamlKey(key)}: ${index}`),
  "",
].join("\n");

function check(block: readonly unknown[], flow: readonly unknown[], found: readonly unknown[]) {
  expect(held.length).toBeGreaterThanOrEqual(2000);
  expect([block.length, flow.length, found.length]).toEqual([held.length, held.length, keys.length]);
  expect(different(held, block)).toEqual([]);
  expect(different(held, flow)).toEqual([]);
  expect(different(keys, found)).toEqual([]);
}

describe("2,000 hostile values", () => {
  it.each(["1.2", "1.1"] as const)("come back from the parser of YAML %s", (version) => {
    const read: unknown = parse(text, { version, mapAsMap: true });
    if (!(read instanceof Map)) throw new Error("no mapping");
    check(read.get("block"), read.get("flow"), [...read.get("keys").keys()]);
  });

  const python = has("python3") && spawnSync("python3", ["-c", "import yaml"]).status === 0;
  it.skipIf(!python)(
    "come back from Python's parser, which AWS's own tools read YAML with",
    { timeout: 60_000 },
    () => {
      const code = `
import json, sys, yaml
read = yaml.safe_load(sys.stdin.buffer.read().decode("utf-8"))
json.dump([read["block"], read["flow"], list(read["keys"].keys())], sys.stdout)`;
      const run = spawnSync("python3", ["-c", code], { input: text, encoding: "utf8", maxBuffer: 2 ** 27 });
      expect(run.stderr).toBe("");
      const [block, flow, found] = JSON.parse(run.stdout);
      check(block, flow, found);
    },
  );

  it("are refused where YAML cannot hold them", () => {
    expect(refused.length).toBeGreaterThan(20);
    for (const value of refused) expect(() => yamlScalar(value)).toThrow(RangeError);
    expect(() => yamlKey("x".repeat(1100))).toThrow(RangeError);
  });
});
