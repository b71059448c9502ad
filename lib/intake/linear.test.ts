import { describe, expect, it } from "vitest";
import { sightSecret } from ".";
import { lineCounter } from "./scan/sign";

describe("line numbers", () => {
  it("are those of the offsets", () => {
    const lineOf = lineCounter("a\nb\n\nc");
    expect([0, 1, 2, 3, 4, 5, 6].map(lineOf)).toEqual([1, 1, 2, 2, 3, 4, 4]);
  });

  it("cost one look at a text without line breaks", () => {
    let looks = 0;
    const text = {
      indexOf: () => {
        looks += 1;
        return -1;
      },
    };
    const lineOf = lineCounter(text as unknown as string);
    for (let offset = 0; offset < 1000; offset += 1) expect(lineOf(offset)).toBe(1);
    expect(looks).toBe(1);
  });
});

describe("a text without line breaks", () => {
  const spent = (text: string) => {
    const from = process.cpuUsage();
    sightSecret(text);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };

  it.each(["pwd=", "token: ", "secret=>x,"])("is looked through in its own length: %s", (unit) => {
    spent(unit.repeat(20_000));
    const once = spent(unit.repeat(100_000));
    const twice = spent(unit.repeat(200_000));
    // Twice the length is twice the time; four times would be more than linear. The margin is for a busy machine.
    expect(twice).toBeLessThan(once * 3.2 + 100);
  });
});
