import { describe, expect, it } from "vitest";
import { inSession } from "./in-session";

type Fields = Record<string, unknown>;

describe("a certificate in a session", () => {
  const name = (...attributes: [string, string][]) => ({
    attributes: attributes.map(([type, value]) => ({ oid: "", type, value })),
  });
  const facts = (more: Fields) =>
    ({
      subject: name(["CN", "vault-7"], ["OU", "Security"], ["OU", "Keys"]),
      issuer: name(["CN", "Issuing CA 3"]),
      alternativeNames: [],
      serial: { hex: "123" },
      ...more,
    }) as never;

  it("has its fields as tags, several values joined, and of the alternative names the first of each kind", () => {
    const alternativeNames = [
      { type: "dns", value: "a.example" },
      { type: "dns", value: "b.example" },
      { type: "email", value: "x@example" },
      { type: "url", value: "spiffe://example/a" },
      { type: "dn", value: "CN=x, O=y" },
    ];
    expect(inSession(facts({ alternativeNames }))).toEqual({
      sourceIdentity: "CN=vault-7",
      tags: {
        "x509Subject/CN": "vault-7",
        "x509Subject/OU": "Security/Keys",
        "x509Issuer/CN": "Issuing CA 3",
        "x509SAN/DNS": "a.example",
        "x509SAN/URI": "spiffe://example/a",
        "x509SAN/Name/CN": "x",
        "x509SAN/Name/O": "y",
      },
    });
  });

  it.each([
    ["61 characters", name(["CN", "a".repeat(61)]), `CN=${"a".repeat(61)}`],
    ["62 characters", name(["CN", "a".repeat(62)]), "a".repeat(62)],
    ["no common name", name(["O", "x"]), "ID=0123"],
  ])("has a source identity of %s", (_, subject, identity) =>
    expect(inSession(facts({ subject })).sourceIdentity).toBe(identity),
  );
});
