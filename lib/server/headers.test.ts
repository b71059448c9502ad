import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./headers";

const page = { path: "/setup/p/start", nonce: "bm9uY2U=", development: false, secure: false };

describe("the headers of a page", () => {
  it("allow only what comes from here", () => {
    const policy = contentSecurityPolicy(page);
    expect(policy).not.toMatch(/unsafe|\*|https:|data:|blob:/);
    expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
  });

  it("loosen in development only", () => {
    expect(contentSecurityPolicy({ ...page, development: true })).toContain("'unsafe-eval'");
  });

  it("tell nobody the address of a page, and no search engine a link", () => {
    for (const path of ["/", "/setup/p/start", "/join/t", "/checklist/t"])
      expect(securityHeaders({ ...page, path })["referrer-policy"]).toBe("no-referrer");
    for (const path of ["/join/t", "/checklist/t"])
      expect(securityHeaders({ ...page, path })["x-robots-tag"]).toContain("noindex");
  });

  it("ask for TLS only where there is TLS", () => {
    expect(securityHeaders(page)).not.toHaveProperty("strict-transport-security");
    expect(securityHeaders({ ...page, secure: true })).toHaveProperty("strict-transport-security");
  });
});
