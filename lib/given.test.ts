import { expect, expectTypeOf, test } from "vitest";
import { given } from "./given";

test("what is undefined is left out, every other empty value stays", () => {
  const members = { a: undefined, b: null, c: "", d: 0, e: false, f: [] };
  expect(Object.entries(given(members))).toEqual([
    ["b", null],
    ["c", ""],
    ["d", 0],
    ["e", false],
    ["f", []],
  ]);
  expect(Object.keys(members)).toHaveLength(6);
});

test("the order of the members is kept", () => {
  expect(Object.keys(given({ z: 1, a: 2, m: undefined, b: 3 }))).toEqual(["z", "a", "b"]);
});

test("a member called __proto__ stays a member", () => {
  const members = JSON.parse('{"__proto__": {"admin": true}}') as object;
  expect(Object.keys(given(members))).toEqual(["__proto__"]);
  expect("admin" in given(members)).toBe(false);
});

test("its type fits optional members under exactOptionalPropertyTypes", () => {
  const name = ["x"].at(1);
  const entry: { id: string; name?: string } = { id: "1", ...given({ name }) };
  expect(entry).toEqual({ id: "1" });
  expectTypeOf(given({ name })).toEqualTypeOf<{ name?: string }>();
});
