import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asciiJson, assignBash, bashWord, canBeQuoted, quoteBash } from ".";
import { different, hostileValues, sorted } from "./testing/hostile";

/** Values that do harm in a script that quotes carelessly. */
const hostile = [
  "",
  " ",
  "plain",
  "it's",
  "'",
  "''''",
  "'; touch /tmp/quote-harm; '",
  '"; touch /tmp/quote-harm; "',
  "$(touch /tmp/quote-harm)",
  "`touch /tmp/quote-harm`",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: bash's own form
  "${HOME}",
  "$HOME",
  "\\",
  "\\'",
  "a\\\nb",
  "line\nbreak\r\n\ttab",
  "\n\n",
  "!history !!",
  "~root",
  "*?[a-z]{1,2}",
  "-n -e --flag",
  "# comment",
  "EOF\nEOF",
  "&& || | > < & ;",
  "Grüße, 世界 💥 \u200B\uFEFF",
  "\u0001\u007F\u001B[31m",
  "x".repeat(20_000),
];

const bash = (script: string, locale = "C.UTF-8") =>
  execFileSync("bash", ["-c", script], { env: { ...process.env, LC_ALL: locale } });

describe("a value that bash has read is the value that was written", () => {
  it.each(hostile)("%j", (value) => {
    expect(bash(`printf '%s' ${quoteBash(value)}`).toString()).toBe(value);
    expect(bash(`${assignBash("VALUE", value)}\nprintf '%s' "$VALUE"`, "C").toString()).toBe(value);
    expect(existsSync("/tmp/quote-harm")).toBe(false);
  });

  it("all of them at once, as the words of one command", () => {
    const words = bash(`printf '%s\\0' ${hostile.map(quoteBash).join(" ")}`)
      .toString()
      .split("\0");
    expect(words.slice(0, -1)).toEqual(hostile);
  });
});

describe("2,000 hostile values", () => {
  const { held, refused } = sorted(hostileValues(), canBeQuoted);
  const directory = mkdtempSync(join(tmpdir(), "bash-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(["C.UTF-8", "C"])("come back from bash byte for byte, in the locale %s", (locale) => {
    expect(held.length).toBeGreaterThanOrEqual(2000);
    const script = held.flatMap((value, index) => [
      assignBash(`V${index}`, value),
      `printf '%s\\0' "$V${index}" ${quoteBash(value)} ${bashWord(value)}`,
    ]);
    const file = join(directory, `${locale}.sh`);
    writeFileSync(file, `set -euo pipefail\n${script.join("\n")}\n`);
    const said = spawnSync("bash", [file], {
      cwd: directory,
      maxBuffer: 2 ** 27,
      env: { ...process.env, LC_ALL: locale },
    });
    expect(said.stderr.toString()).toBe("");
    const found = said.stdout.toString().split("\0");
    expect(found.pop()).toBe("");
    const expected = held.flatMap((value) => [value, value, value]);
    expect(found.length).toBe(expected.length);
    expect(different(expected, found)).toEqual([]);
    expect(existsSync("/tmp/syntax-harm")).toBe(false);
  });

  it("are refused where bash cannot hold them", () => {
    expect(refused.length).toBeGreaterThan(50);
    for (const value of refused) expect(() => bashWord(value)).toThrow(RangeError);
  });
});

it("a text that bash cannot hold is refused", () => {
  for (const text of ["a\u0000b", "\uD800"]) {
    expect(canBeQuoted(text)).toBe(false);
    expect(() => quoteBash(text)).toThrow(RangeError);
  }
});

it("a variable has a name that cannot be a command", () => {
  expect(() => assignBash("PATH;x", "")).toThrow(RangeError);
});

it("JSON stays ASCII and means the same", () => {
  const value = { name: "Grüße 世界 💥", quote: "'\"\\\n" };
  expect(asciiJson(value)).toMatch(/^[\x20-\x7E]*$/);
  expect(JSON.parse(asciiJson(value))).toEqual(value);
});
