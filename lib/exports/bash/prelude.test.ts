import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { helpers } from "./prelude";

const compact = '{"Sid":"A","Action":["kms:ListKeys","x"],"CN":"ckm one","Empty":[]}';
const printed = JSON.stringify(JSON.parse(compact), null, 4);

it.each<[string, string, string]>([
  ["what the AWS CLI prints", printed, "same"],
  ["itself", compact, "same"],
  ["another blank in a value", printed.replace("ckm one", "ckmone"), "other"],
  ["another order", '{"Action":["kms:ListKeys","x"],"Sid":"A","CN":"ckm one","Empty":[]}', "other"],
])("a document is compared with %s", (_, given, expected) => {
  const script = `${helpers}\nif same "$1" "$2"; then echo same; else echo other; fi`;
  const ran = spawnSync("bash", ["-c", script, "-", given, compact], { encoding: "utf8" });
  expect(ran.stdout.trim(), ran.stderr).toBe(expected);
});
