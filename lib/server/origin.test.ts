import { describe, expect, it } from "vitest";
import { isOurHost, isSameOrigin, isSecure, visitedHost, visitorAddress } from "./origin";

const local = { HOST: "127.0.0.1", PUBLIC_URL: undefined, TRUST_PROXY: false };
const everywhere = { ...local, HOST: "0.0.0.0" };
const behindProxy = { HOST: "0.0.0.0", PUBLIC_URL: "https://wizard.example.com", TRUST_PROXY: true };

describe("a host is ours", () => {
  it.each([
    ["127.0.0.1:3000", local, true],
    ["localhost:3000", local, true],
    ["localhost", local, true],
    ["[::1]:3000", local, true],
    ["wizard.example.com", local, false],
    ["evil.test:3000", local, false],
    // Names that a rebinding attack would use, and what only looks like one of ours.
    ["127.0.0.1.nip.io:3000", local, false],
    ["localhost.evil.test", local, false],
    ["localhost@evil.test", local, false],
    ["", local, false],
    ["evil.test/localhost", local, false],
    ["0.0.0.0:3000", everywhere, false],
    ["192.168.1.5:3000", everywhere, false],
    ["192.168.1.5:3000", { ...local, HOST: "192.168.1.5" }, true],
    ["wizard.example.com", behindProxy, true],
    ["other.example.com", behindProxy, false],
  ])("%s", (host, place, ours) => {
    expect(isOurHost(host, place)).toBe(ours);
  });
});

describe("a change comes from our own page", () => {
  const host = "127.0.0.1:3000";
  const proxied = {
    host: "wizard:3000",
    origin: "https://wizard.example.com",
    "x-forwarded-host": "wizard.example.com",
  };
  it.each([
    ["with our origin", { host, origin: `http://${host}` }, local, true],
    [
      "with our origin, said same-origin",
      { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" },
      local,
      true,
    ],
    ["not without an origin", { host }, local, false],
    ["without an origin where the browser says so", { host, "sec-fetch-site": "same-origin" }, local, true],
    ["not without an origin from elsewhere", { host, "sec-fetch-site": "cross-site" }, local, false],
    ["not without an origin from an address bar", { host, "sec-fetch-site": "none" }, local, false],
    ["not over another scheme", { host, origin: `https://${host}` }, local, false],
    ["not with what is more than an origin", { host, origin: `http://${host}/x` }, local, false],
    [
      "not with a null origin that is said to be ours",
      { host, origin: "null", "sec-fetch-site": "same-origin" },
      local,
      false,
    ],
    ["not with a null origin", { host, origin: "null" }, local, false],
    ["not from another site", { host, origin: "https://evil.test" }, local, false],
    ["not from another port", { host, origin: "http://127.0.0.1:3001" }, local, false],
    ["not from a neighbour", { host, origin: `http://${host}`, "sec-fetch-site": "same-site" }, local, false],
    ["not under a foreign name", { host: "evil.test", origin: "http://evil.test" }, local, false],
    [
      "not by a forged forwarded host",
      { host, origin: "http://evil.test", "x-forwarded-host": "evil.test" },
      local,
      false,
    ],
    ["behind a trusted proxy", proxied, behindProxy, true],
    [
      "behind one that names the port",
      { ...proxied, "x-forwarded-host": "wizard.example.com:443" },
      behindProxy,
      true,
    ],
    ["behind one that says TLS", { ...proxied, "x-forwarded-proto": "https" }, behindProxy, true],
    [
      "not from plain HTTP behind one",
      { ...proxied, origin: "http://wizard.example.com" },
      behindProxy,
      false,
    ],
    [
      "behind one whose inner way is plain HTTP, as Next fills in",
      { ...proxied, "x-forwarded-proto": "http" },
      behindProxy,
      true,
    ],
    [
      "behind one that says TLS for a name without PUBLIC_URL",
      { host: "localhost", origin: "https://localhost", "x-forwarded-proto": "https" },
      { ...local, TRUST_PROXY: true },
      true,
    ],
    [
      "not from TLS where it says plain HTTP",
      { host: "localhost", origin: "https://localhost", "x-forwarded-proto": "http" },
      { ...local, TRUST_PROXY: true },
      false,
    ],
    [
      "not where anybody says TLS",
      { host: "localhost", origin: "https://localhost", "x-forwarded-proto": "https" },
      local,
      false,
    ],
    [
      "from another port than PUBLIC_URL's, each with its scheme",
      { host: "localhost:3000", origin: "http://localhost:3000" },
      { ...local, PUBLIC_URL: "https://localhost:8443" },
      true,
    ],
    [
      "behind TLS that only PUBLIC_URL tells of",
      { host: "wizard.example.com", origin: "https://wizard.example.com" },
      { ...behindProxy, TRUST_PROXY: false },
      true,
    ],
    [
      "not from plain HTTP there",
      { host: "wizard.example.com", origin: "http://wizard.example.com" },
      { ...behindProxy, TRUST_PROXY: false },
      false,
    ],
  ])("%s", (_, headers, place, same) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>), place)).toBe(same);
  });
});

describe("a proxy's word", () => {
  const headers = new Headers({
    host: "wizard:3000",
    "x-forwarded-host": "wizard.example.com",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "6.6.6.6, 10.1.2.3",
  });
  it("counts when the operator trusts it", () => {
    expect(visitedHost(headers, behindProxy)).toBe("wizard.example.com");
    expect(isSecure(headers, behindProxy)).toBe(true);
    // The first entry is what the visitor wrote; the last is what the proxy saw.
    expect(visitorAddress(headers, behindProxy)).toBe("10.1.2.3");
  });
  it("is nothing otherwise", () => {
    expect(visitedHost(headers, local)).toBe("wizard:3000");
    expect(isSecure(headers, local)).toBe(false);
    expect(visitorAddress(headers, local)).toBe("direct");
  });
});
