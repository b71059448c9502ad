import { expect, test } from "@playwright/test";
import { measureAttacks } from "../scripts/attack/measure";

/** No page: what a hostile browser sends goes through the real actions of the built server. */

/** The promise is 200 ms; the rest is for a machine that is slower than ours. */
const LONGEST_PAUSE_MS = 300;

test("nothing that one browser sends keeps the server from another", async () => {
  test.setTimeout(180_000);
  const measured = await measureAttacks(1 / 6);
  expect(measured.failures).toEqual([]);
  expect(measured.answers.judged ?? 0, "some attacks get past the schemas").toBeGreaterThan(3);
  expect(measured.beside.calls).toBeGreaterThan(3);
  expect(measured.pauses.filter(({ ms }) => ms > LONGEST_PAUSE_MS)).toEqual([]);
});
