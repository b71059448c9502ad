import { expect, it } from "vitest";
import { hashToken, isToken, newCapability, sameHash } from "./capability";

it("a capability is long, random, and known to the store by its hash only", () => {
  const made = Array.from({ length: 200 }, newCapability);
  expect(new Set(made.map(({ token }) => token)).size).toBe(200);
  for (const { token, hash } of made) {
    expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
    expect(token).toMatch(/^[\w-]+$/);
    expect(hash).toBe(hashToken(token));
    expect(hash).not.toContain(token.slice(0, 12));
    expect(isToken(token)).toBe(true);
  }
});

it.each(["", "short", "a".repeat(44), "../../etc/passwd", `${"a".repeat(42)}'`, undefined, 7, {}])(
  "%s is no token",
  (text) => expect(isToken(text)).toBe(false),
);

it("hashes are one or not, whatever their length", () => {
  const { hash } = newCapability();
  expect(sameHash(hash, hash)).toBe(true);
  expect(sameHash(hash, newCapability().hash)).toBe(false);
  expect(sameHash(hash, hash.slice(1))).toBe(false);
  expect(sameHash(hash, "")).toBe(false);
});
