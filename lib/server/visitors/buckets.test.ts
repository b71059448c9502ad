import { expect, it } from "vitest";
import { createBuckets } from "./buckets";

const at = (ms: number) => new Date(1_000_000 + ms);

it("gives so many calls in a window, refills evenly and says when there is one again", () => {
  const buckets = createBuckets(60_000);
  const took = (ms: number) => buckets.take("a", 60, at(ms)) === 0;
  expect(Array.from({ length: 61 }, () => took(0)).filter(Boolean)).toHaveLength(60);
  expect(buckets.take("a", 60, at(0))).toBe(1000);
  expect(took(999)).toBe(false);
  expect(took(1000)).toBe(true);
  expect(took(1000)).toBe(false);
  expect(buckets.take("b", 60, at(1000))).toBe(0);
});

it("takes nothing for a refused call, however often it is tried", () => {
  const buckets = createBuckets(1000);
  for (let n = 0; n < 10; n += 1) buckets.take("a", 10, at(0));
  for (let n = 0; n < 1000; n += 1) expect(buckets.take("a", 10, at(n / 20))).toBeGreaterThan(0);
  expect(buckets.take("a", 10, at(100))).toBe(0);
});

it("is not upset by a clock that goes back", () => {
  const buckets = createBuckets(1000);
  for (let n = 0; n < 10; n += 1) buckets.take("a", 10, at(5000));
  expect(buckets.take("a", 10, at(0))).toBe(100);
  expect(buckets.take("a", 10, at(100))).toBe(0);
});

it("forgets the ones touched longest ago when there are too many", () => {
  const buckets = createBuckets(1000, 100);
  for (let n = 0; n < 10; n += 1) buckets.take("spent", 10, at(0));
  // As long as it is touched now and then, others cannot push it out.
  for (let n = 0; n < 1000; n += 1) {
    buckets.take(`other ${n}`, 10, at(0));
    if (n % 50 === 0) expect(buckets.take("spent", 10, at(0))).toBeGreaterThan(0);
  }
  expect(buckets.size).toBe(100);
});
