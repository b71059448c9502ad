import { describe, expect, it } from "vitest";
import { budget, firstOf, matchesGlob, readJson, trimEndOf } from ".";
import { growth, LINEAR } from "./testing/growth";

describe("a budget", () => {
  it("says when it is used up, and stays so", () => {
    const steps = budget(10);
    expect([steps.spend(4), steps.spend(6), steps.left, steps.spend(1), steps.spent]).toEqual([
      true,
      true,
      false,
      false,
      10,
    ]);
  });

  it("does not take a request that is larger than what is left for judged", () => {
    const steps = budget(10);
    expect([steps.spend(11), steps.left]).toEqual([false, false]);
  });
});

describe("a pattern of stars", () => {
  it.each([
    ["*", "", true],
    ["a*b", "ab", true],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "aXbYbZ", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["?", "😀", true],
    ["*😀?", "x😀y", true],
    ["ab", "abc", false],
    ["abc", "ab", false],
    ["", "", true],
    ["**?**", "x", true],
  ])("%s on %s: %s", (pattern, text, expected) => expect(matchesGlob(pattern, text)).toBe(expected));

  it("agrees with a matcher that tries everything, on 3,000 small pairs", () => {
    const slow = (p: string, t: string): boolean =>
      p === ""
        ? t === ""
        : p.startsWith("*")
          ? slow(p.slice(1), t) || (t !== "" && slow(p, t.slice(1)))
          : t !== "" && (p.startsWith("?") || p[0] === t[0]) && slow(p.slice(1), t.slice(1));
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * most);
    };
    const text = (letters: string) =>
      Array.from({ length: next(7) }, () => letters[next(letters.length)]).join("");
    let matched = 0;
    for (let i = 0; i < 3000; i += 1) {
      const [pattern, value] = [text("ab*?*"), text("ab")];
      const found = matchesGlob(pattern, value);
      expect(`${pattern} ${value} ${found}`).toBe(`${pattern} ${value} ${slow(pattern, value)}`);
      if (found) matched += 1;
    }
    expect(matched).toBeGreaterThan(300);
  });

  it("counts its steps, and ends where they do", () => {
    const steps = budget(10_000);
    expect(matchesGlob(`${"*a".repeat(500)}b`, "a".repeat(5000), steps)).toBeUndefined();
    expect(steps.spent).toBeLessThan(11_000);
    const plenty = budget(1_000_000);
    expect(matchesGlob("*a".repeat(5000), "a".repeat(5000), plenty)).toBe(true);
    expect(plenty.spent).toBeLessThan(20_000);
  });
});

describe("JSON is read as strictly as IAM reads it", () => {
  const place = (text: string) => {
    const read = readJson(text);
    return read.ok ? read.value : `${read.position.line}:${read.position.column} ${read.reason}`;
  };
  it.each([
    ["a byte order mark at the beginning", '\uFEFF{"a":1}', { a: 1 }],
    ["JSON's four blanks", ' \t\r\n{"a" : [ 1 , 2 ] }\n', { a: [1, 2] }],
    ["a name of JavaScript's own", '{"__proto__": {"x": 1}}', JSON.parse('{"__proto__": {"x": 1}}')],
    ["escapes", '"\\u0041\\n\\"\\\\ \\/"', 'A\n"\\ /'],
    ["numbers", "[0, -1.5e+3, 12]", [0, -1500, 12]],
    ["empty ones", '{"a":{},"b":[],"c":""}', { a: {}, b: [], c: "" }],
    ["a no-break space", '{\n "a":\u00A01}', "2:6 a value is expected here, not the character U+00A0"],
    [
      "a line separator",
      '{"a":1,\u2028"b":2}',
      "1:8 a name in double quotes is expected here, not the character U+2028",
    ],
    [
      "a byte order mark further on",
      '{\uFEFF"a":1}',
      "1:2 a name in double quotes is expected here, not the character U+FEFF",
    ],
    ["a comment", '{"a":1} // x', '1:9 there is "/" after the end of the document'],
    ["a comment inside", '{/* x */"a":1}', '1:2 a name in double quotes is expected here, not "/"'],
    ["a name twice", '{"a":1,\n  "a":2}', '2:3 the name "a" appears twice in the same object'],
    ["the same name, escaped", '{"a":1,"\\u0061":2}', '1:8 the name "a" appears twice in the same object'],
    ["a number that begins with 0", "[01]", '1:3 a comma or ] is expected here, not "1"'],
    ["half a number", "[1.]", '1:2 a value is expected here, not "1"'],
    ["half a word", "[tru]", '1:2 a value is expected here, not "t"'],
    ["single quotes", "{'a':1}", '1:2 a name in double quotes is expected here, not "\'"'],
    ["an open text", '{"a', "1:2 a text begins here and its closing quote is missing"],
    [
      "an open text that ends in a backslash and a quote",
      '"a\\"',
      "1:1 a text begins here and its closing quote is missing",
    ],
    ["a control character", '"a\u0001"', "1:3 a text holds a line break or another control character"],
    ["half an escape", '"\\u00"', "1:1 a text holds an escape that JSON does not have"],
  ])("%s", (_name, text, expected) => expect(place(text)).toEqual(expected));

  it.each([
    ["lists", "["],
    ["objects", '{"a":'],
    ["both", '[{"a":'],
  ])("100,000 nested %s are a problem with a place", (_name, open) => {
    expect(place(open.repeat(100_000))).toMatch(/^1:\d+ it is nested deeper than 60 levels$/);
  });

  it("agrees with JSON.parse on what both take", () => {
    const document = { a: [1, { b: null, c: [true, false, []] }, "x"], d: { e: { f: {} } } };
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)])
      expect(place(text)).toEqual(document);
  });

  it("knows where each value stands", () => {
    const read = readJson('{\n  "a": [1,\n    {"b": 2}]}');
    if (!read.ok) throw new Error(read.reason);
    expect(read.at(["a", 1, "b"])).toEqual({ line: 3, column: 11 });
    expect(read.at(["a", 7])).toEqual({ line: 2, column: 8 });
    expect(read.at([])).toEqual({ line: 1, column: 1 });
  });

  it.each([
    ["a text", (n: number) => `"${"a".repeat(n)}"`],
    ["escapes", (n: number) => `"${"\\n".repeat(n / 2)}"`],
    ["a list", (n: number) => `[${"1,".repeat(n / 2)}1]`],
    ["names", (n: number) => `{${Array.from({ length: n / 16 }, (_, i) => `"name${i}":1`).join(",")}}`],
    [
      "long names",
      (n: number) =>
        `{${Array.from({ length: n / 16_400 }, (_, i) => `"${i}${"a".repeat(16_384)}":1`).join(",")}}`,
    ],
    ["blanks", (n: number) => `[1${" ".repeat(n)}]`],
    ["lines", (n: number) => `[1${"\n".repeat(n)}]`],
    ["strange characters", (n: number) => "\u00A0".repeat(n)],
    ["a comment", (n: number) => `/*${"*".repeat(n)}`],
  ])("takes time in proportion to %s", async (_name, make) => {
    const texts = new Map([125_000, 1_000_000].map((n) => [n, make(n)]));
    expect(await growth((n) => readJson(texts.get(n) ?? ""), 125_000)).toBeLessThan(LINEAR);
  });
});

it("the end of a text is cut with one look at each character", async () => {
  expect(trimEndOf("a,b ,. ", (char) => " ,.".includes(char))).toBe("a,b");
  const text = (n: number) => `${" ".repeat(n)}x`;
  expect(await growth((n) => trimEndOf(text(n), (c) => c === " "), 100_000)).toBeLessThan(LINEAR);
});

it("many things are told by the first of them and how many more there are", () => {
  expect(firstOf(["a", "b"], 2)).toBe("a, b");
  expect(firstOf(["a", "b", "c", "d"], 2, "; ")).toBe("a; b; and 2 more");
});
