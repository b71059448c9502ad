import { expect, it, vi } from "vitest";
import { sessionCookieName } from "./page-cookies";
import { newVisitor } from "./visitor";

const set = vi.hoisted(() => vi.fn());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "wizard.example.com" }),
  cookies: async () => ({ get: () => undefined, set }),
}));
vi.mock("../environment", () => ({
  getEnvironment: () => ({ HOST: "127.0.0.1", PUBLIC_URL: "https://wizard.example.com", TRUST_PROXY: false }),
}));

it("a session over TLS is bound to this host and never sent without TLS", async () => {
  await newVisitor();
  const [name, token, options] = set.mock.calls[0] ?? [];
  // Browsers keep a "__Host-" cookie only when it is Secure, has the path "/" and names no domain.
  expect(name).toBe(sessionCookieName(true));
  expect(name).toMatch(/^__Host-/);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(options).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
  expect(options).not.toHaveProperty("domain");
});
