import { expect, it } from "vitest";
import { faultChecks } from "../testing/fault-checks";

const CHECKS = 1000;
const LANES = 12;

it("faults between wizard and AWS never become a verdict, in a thousand checks", async () => {
  const seeds = Array.from({ length: CHECKS }, (_, seed) => seed);
  const { checks, decided, met, wrong } = await faultChecks(seeds, LANES);
  expect(wrong).toEqual([]);
  expect(checks).toBe(CHECKS);
  // Otherwise nothing was tested but silence.
  expect(decided).toBeGreaterThan(5 * CHECKS);
  // Each kind was met by calls, was the last word on some actions, and was told to the visitor for what it was.
  const rarely = Object.entries(met).filter(([, { verdicts, named }]) => verdicts < 50 || named === 0);
  expect(rarely).toEqual([]);
}, 900_000);
