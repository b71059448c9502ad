import { expect, it } from "vitest";
import { firstToEnd } from "./summary";

const now = new Date("2026-11-24T12:00:00Z");
const summary = (place: string, notAfter: string) => ({
  place,
  subject: "CN=a",
  issuer: "CN=b",
  serial: "1",
  key: "RSA 2048",
  notBefore: "2026-01-01T00:00:00Z",
  notAfter,
  fingerprint: "00",
});

it.each([
  [
    "the one that ends first",
    [summary("trust-anchor", "2030-01-01T00:00:00Z"), summary("client", "2027-01-23T12:00:00Z")],
    "Client certificate ends in 60 days (2027-01-23)",
    false,
  ],
  [
    "soon",
    [summary("client", "2026-11-25T13:00:00Z")],
    "Client certificate ends in 1 day (2026-11-25)",
    true,
  ],
  [
    "today",
    [summary("trust-anchor", "2026-11-24T13:00:00Z")],
    "CA certificate ends today (2026-11-24)",
    true,
  ],
  ["ended", [summary("client", "2026-11-20T13:00:00Z")], "Client certificate has ended (2026-11-20)", true],
])("%s", (_, data, words, soon) => {
  expect(firstToEnd(data, now)).toEqual({ words, soon });
});

it("says nothing of certificates that nothing uses, and of none", () => {
  expect(firstToEnd([summary("unused", "2026-11-25T13:00:00Z")], now)).toBeUndefined();
  expect(firstToEnd(undefined, now)).toBeUndefined();
});
