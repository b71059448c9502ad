import { expect, test } from "vitest";
import { checkRegexes, faultsOf } from "./check-regexes";

test("no regular expression of the product is super-linear", () => {
  const all = checkRegexes();
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(({ faults }) => faults.length > 0)).toEqual([]);
}, 240_000);

test.each([
  ["a quantifier that is tried from every place", "\\s+$", ""],
  ["two quantifiers over the same text", "\\$\\{\\s*([^}]*?)\\s*\\}", "g"],
  ["a quantifier in a quantifier", "^(a+)+$", ""],
  ["texts of two characters", "^(?:ab)*(?:ab)*c", ""],
  ["a beginning that comes again and again", "request .*(?:too|skew)", "i"],
  ["a block without its end", "-----BEGIN A-----[\\s\\S]*?-----END", "g"],
  ["a word inside a word", "\\b[\\w-]*secret[\\w-]*\\s*=", "gi"],
  ["comments that can be cut in many ways", "^\\s*(<!--.*?-->\\s*)*<html", "is"],
  ["a variable that is never closed", "\\$\\{[^}]*\\}", "g"],
])("would be found: %s", (_name, source, flags) => expect(faultsOf(source, flags)).not.toEqual([]));

test.each([
  ["a beginning that is fixed", "^[\\s>|\"',]+", ""],
  ["characters that cannot overlap", "^([A-Z0-9]+)=([a-z]+);", ""],
  ["a bound", "-\\s{0,20}BEGIN", "i"],
])("is let pass: %s", (_name, source, flags) => expect(faultsOf(source, flags)).toEqual([]));

test("an expression that is put together at run time would be found", () => {
  const text = "const a = /a+b/; const b = (x: string) => new RegExp(x + '$');\n";
  const found = checkRegexes([{ path: "lib/careless.ts", text, lines: 1, imports: [] }]);
  expect(found.map(({ place }) => place)).toEqual(["lib/careless.ts:1", "lib/careless.ts:1"]);
  expect(found[1]?.faults).toEqual([expect.stringContaining("put together at run time")]);
});
