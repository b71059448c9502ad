// npm test: everything, on a fresh machine too. Ends with one line: N passed, N failed, N skipped.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages, nextCli, quietEnvironment, requireNode, root, say } from "./lib.mjs";
import { readPlaywright, readVitest } from "./test-report.mjs";

requireNode();
process.chdir(root);
const environment = { ...quietEnvironment(), CI: "true" };
delete environment.NODE_ENV;

bringPrograms();
installPackages(environment);

const reports = mkdtempSync(join(tmpdir(), "wizard-test-"));
const bin = (name) => join(root, "node_modules", name);
const total = { passed: 0, failed: 0, skipped: [] };
const broken = [];

step("format and lint", bin("@biomejs/biome/bin/biome"), ["check", "--max-diagnostics=50", "."]);
step("types of routes", join(root, nextCli), ["typegen"]);
step("types", bin("typescript/bin/tsc"), ["--noEmit"]);
step("unused code", bin("knip/bin/knip.js"), ["--no-progress"]);

const unit = join(reports, "unit.json");
step(
  "unit",
  bin("vitest/vitest.mjs"),
  [
    "run",
    "--config",
    "scripts/vitest.config.ts",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${unit}`,
  ],
  () => add(readVitest(unit)),
);

if (step("build", join(root, nextCli), ["build"])) {
  const browser = join(root, "test-results", "e2e.json");
  step("browser", bin("@playwright/test/cli.js"), ["test", "--config", "e2e/playwright.config.ts"], () =>
    add(readPlaywright(browser)),
  );
} else {
  say("\nThe browser tests were left out, since there is no build to test.");
}

if (total.skipped.length > 0) {
  say("\nLeft out:");
  for (const name of total.skipped) say(`  ${name}`);
  const missing = ["aws", "moto_server", "cfn-lint", "terraform"].filter((program) => !has(program));
  if (missing.length > 0)
    say(`  (not on this machine, and in no registry that npm or apt uses here: ${missing.join(", ")})`);
}
if (broken.length > 0) say(`\nFailed: ${broken.join(", ")}`);
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exit(broken.length === 0 && total.failed === 0 ? 0 : 1);

/** Runs one part. A part without a report of its own counts as one failure when it fails. */
function step(name, file, args, read) {
  say(`\n== ${name}`);
  const began = Date.now();
  const { status } = spawnSync(process.execPath, [file, ...args], {
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  say(`== ${name}: ${status === 0 ? "ok" : "FAILED"}, ${Math.round((Date.now() - began) / 1000)} s`);
  const before = total.failed;
  read?.();
  if (status !== 0) {
    broken.push(name);
    if (total.failed === before) total.failed += 1;
  }
  return status === 0;
}

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
}

/** The programs that the tests run for real. As root on Debian they are installed, else named. */
function bringPrograms() {
  const postgres = existsSync("/usr/lib/postgresql") && readdirSync("/usr/lib/postgresql").length > 0;
  const wanted = [
    { name: "chromium", there: has("chromium") || Boolean(environment.CHROMIUM) },
    { name: "postgresql", there: postgres || has("initdb") },
    { name: "shellcheck", there: has("shellcheck") },
    { name: "openssl", there: has("openssl") },
  ];
  const missing = wanted.filter(({ there }) => !there).map(({ name }) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && has("apt-get")) {
    say(`Installing ${missing.join(", ")} …`);
    const apt = { ...environment, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { env: apt, stdio: "inherit" });
    const { status } = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
      env: apt,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status === 0) return;
  }
  say(
    `Missing on this machine: ${missing.join(", ")}. Install them (Debian: apt install ${missing.join(" ")}) and try again.`,
  );
  process.exit(1);
}

function has(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}
