import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { canBeIcs, icsFile, icsText } from ".";
import { different, hostileValues, sorted } from "./testing/hostile";

const { held, refused } = sorted(hostileValues(), canBeIcs);

describe("2,000 hostile values", () => {
  it("come back from a calendar's parser as they went in", () => {
    expect(held.length).toBeGreaterThanOrEqual(1800);
    const file = icsFile([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      ...held.flatMap((value, index) => [
        "BEGIN:VEVENT",
        `UID:${index}`,
        `SUMMARY:${icsText(value)}`,
        "END:VEVENT",
      ]),
      "END:VCALENDAR",
    ]);
    const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent");
    expect(events).toHaveLength(held.length);
    expect(
      different(
        held,
        events.map((event) => event.getFirstPropertyValue("summary")),
      ),
    ).toEqual([]);
    for (const line of file.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  it("are refused where a calendar cannot hold them", () => {
    expect(refused.length).toBeGreaterThan(50);
    for (const value of refused) expect(() => icsText(value)).toThrow(RangeError);
  });
});
