// Reads the JSON reports of vitest and Playwright into { passed, failed, skipped: names }.
import { existsSync, readFileSync } from "node:fs";

const nothing = () => ({ passed: 0, failed: 0, skipped: [] });

export function readVitest(file) {
  const counts = nothing();
  if (!existsSync(file)) return counts;
  for (const { name, status, assertionResults } of JSON.parse(readFileSync(file, "utf8")).testResults) {
    for (const test of assertionResults) {
      if (test.status === "passed") counts.passed += 1;
      else if (test.status === "failed") counts.failed += 1;
      else counts.skipped.push(`${shortened(name)}: ${test.fullName}`);
    }
    // A file that could not be loaded has no tests to count.
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) counts.failed += 1;
  }
  return counts;
}

export function readPlaywright(file) {
  const counts = nothing();
  if (!existsSync(file)) return counts;
  const report = JSON.parse(readFileSync(file, "utf8"));
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        if (test.status === "expected" || test.status === "flaky") counts.passed += 1;
        else if (test.status === "unexpected") counts.failed += 1;
        else {
          const reason = test.annotations.find(
            ({ type, description }) => type === "skip" && description,
          )?.description;
          counts.skipped.push(`e2e/${[...path, spec.title].join(" › ")}${reason ? ` (${reason})` : ""}`);
        }
      }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  counts.failed += report.errors.length;
  return counts;
}

function shortened(path) {
  const start = path.search(/\b(lib|app|components|scripts)\//);
  return start < 0 ? path : path.slice(start);
}
