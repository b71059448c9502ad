import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { has } from "@/scripts/test-tools";
import { type ExportFormat, exportFormats } from ".";
import { examplePlans, hostilePlan, hostileTexts, narrowedPlan } from "./testing/example-plans";

const now = new Date("2026-03-01T10:00:00Z");
const own = exportFormats.filter((format) => format.step !== "identity");
const of = (language: ExportFormat["language"]) => own.filter((format) => format.language === language);

/** Every example and every hostile plan that the format applies to, rendered. */
function rendered(format: ExportFormat) {
  const hostile = hostileTexts.flatMap((text) =>
    (["roles-anywhere", "access-key"] as const).map((signIn) => ({
      name: text,
      document: hostilePlan(text, signIn),
    })),
  );
  return [...examplePlans, narrowedPlan, ...hostile]
    .filter(({ document }) => format.appliesTo(document))
    .map(({ name, document }) => ({
      name,
      text: format.render({ plan: { id: "p", world: "aws", document }, now }),
    }));
}

const work = mkdtempSync(join(tmpdir(), "exports-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function accepts(program: string, args: string[], input: string, name: string) {
  const run = spawnSync(program, args, {
    input,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect(run.status, `${name}\n${run.stdout}${run.stderr}`).toBe(0);
  return run.stdout;
}

describe.skipIf(!has("shellcheck"))("shellcheck and bash take every script", () => {
  it.each(of("bash").map((format) => [format.id, format] as const))("%s", (_id, format) => {
    const scripts = rendered(format);
    expect(scripts.length).toBeGreaterThan(8);
    const files = scripts.map(({ name, text }, index) => {
      accepts("bash", ["-n"], text, name);
      const file = join(work, `${index}.sh`);
      writeFileSync(file, text);
      return file;
    });
    // SC2016 tells that bash expands nothing inside single quotes: that is what we want of hostile values.
    accepts("shellcheck", ["-S", "style", "-e", "SC2016", ...files], "", format.id);
  });
});

describe.skipIf(!has("terraform"))("terraform reads every HCL form, and has nothing to tidy", () => {
  it.each(of("hcl").map((format) => [format.id, format] as const))("%s", (_id, format) => {
    for (const { name, text } of rendered(format))
      expect(accepts("terraform", ["fmt", "-"], text, name)).toBe(text);
  });
});

describe.skipIf(!has("cfn-lint"))("cfn-lint takes every template", () => {
  it("policy-cloudformation", () => {
    const [format] = of("yaml");
    if (format === undefined) throw new Error("There is no YAML form.");
    const files = [...examplePlans, narrowedPlan].map(({ name, document }) => {
      const file = join(work, `${name}.yaml`);
      writeFileSync(file, format.render({ plan: { id: "p", world: "aws", document }, now }));
      return file;
    });
    accepts("cfn-lint", files, "", "cfn-lint");
  });
});
