import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Addition } from "./testing/addition";
import { additions } from "./testing/additions";

/** README's "Extending it" is true: each addition is made on a copy of the tree, and its files are counted. */

const copy = mkdtempSync(join(tmpdir(), "wizard-extending-"));
const filesOf = ({ edits, files = {} }: Addition) => [
  ...new Set([...edits.map(({ file }) => file), ...Object.keys(files)]),
];
const places = (count: number) => (count === 1 ? "1 place" : `${count} places`);

beforeAll(() => {
  for (const name of ["app", "components", "lib", "scripts", "e2e", "package.json", "tsconfig.json"])
    cpSync(name, join(copy, name), { recursive: true });
  for (const name of ["proxy.ts", "instrumentation.ts", "next-env.d.ts"])
    if (existsSync(name)) cpSync(name, join(copy, name));
  symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
  for (const addition of additions) make(addition);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function make({ edits, files = {} }: Addition): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  for (const { file, after, before, text } of edits) {
    const path = join(copy, file);
    const old = readFileSync(path, "utf8");
    const anchor = after ?? before ?? "";
    const at = old.indexOf(anchor);
    if (anchor === "" || at < 0) throw new Error(`${file} has no place ${JSON.stringify(anchor)}`);
    const cut = after === undefined ? at : at + anchor.length;
    writeFileSync(path, old.slice(0, cut) + text + old.slice(cut));
  }
}

const readme = readFileSync("README.md", "utf8");

describe("README's table", () => {
  it.each(additions)("has a row for $name, with the number of places that it takes", (addition) => {
    const row = readme.split("\n").find((line) => line.startsWith(`| ${addition.name} |`));
    expect(row, `a row "| ${addition.name} | … |"`).toContain(places(filesOf(addition).length));
    for (const file of filesOf(addition).filter((path) => !(path in (addition.files ?? {}))))
      expect(row).toContain(`\`${file}\``);
  });
});

describe("all additions together", () => {
  it("keep the types whole", { timeout: 300_000 }, () => {
    const checked = spawnSync(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false"],
      {
        cwd: copy,
        encoding: "utf8",
      },
    );
    expect(checked.stdout).toBe("");
  });

  it("are in force", () => {
    const proofs = additions.map(
      ({ name, proof }) =>
        `try { ${proof} } catch (error) { failed.push(${JSON.stringify(name)} + ": " + error); }`,
    );
    writeFileSync(
      join(copy, "scripts", "proofs.ts"),
      `import "reflect-metadata";
import { steps } from "@/app/setup/steps";
import { reading } from "@/lib/aws/operations/reading";
import { certificateRules } from "@/lib/certificates/rules";
import { causeOfDenial, probeFor, ways } from "@/lib/checks";
import { formatsFor, planPolicy, readPlanExport } from "@/lib/exports";
import { planExport } from "@/lib/exports/connect/plan-export";
import { actionsInForce, composePolicy, policyText } from "@/lib/permissions";
import { emptyPlanDocument } from "@/lib/plan";
import { isProblem, problem } from "@/lib/problems";
import { operations } from "@/lib/sandbox/operations";
import { findScenario } from "@/lib/sandbox/scenarios";
const failed: string[] = [];
${proofs.join("\n")}
console.log(JSON.stringify({ proofs: ${additions.length}, failed }));
`,
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "scripts/proofs.ts"],
      { cwd: copy, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
    );
    // Without the long lines: the loader prints its source maps, which the runner would take for its own.
    const said = stderr.split("\n").filter((line) => line.length < 300);
    expect(stdout, said.join("\n").slice(-2000)).not.toBe("");
    expect(JSON.parse(stdout)).toEqual({ proofs: additions.length, failed: [] });
  });
});
