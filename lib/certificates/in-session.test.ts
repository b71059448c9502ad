import { describe, expect, it } from "vitest";
import { inSession, type MappedNames, namesOfPem } from "./in-session";
import { DerFault } from "./read/der";
import { type CertificateFacts, readCertificate } from "./read/facts";
import { readBlocks } from "./read/pem";
import { generatedCases } from "./testing/agreement";

function factsOf(pem: string): CertificateFacts | undefined {
  try {
    const [block] = readBlocks(pem).blocks;
    return block === undefined ? undefined : readCertificate(block.der).facts;
  } catch (error) {
    if (error instanceof DerFault) return undefined;
    throw error;
  }
}

describe("a certificate in a session", () => {
  const name = (...attributes: [string, string][]) =>
    attributes.map(([type, value]) => ({ oid: "", type, value }));
  const names: MappedNames = {
    subject: name(["CN", "vault-7"], ["OU", "Security"], ["OU", "Keys"]),
    issuer: name(["CN", "Issuing CA 3"]),
    serial: "123",
  };

  it("has its fields as tags, several values of one joined", () => {
    const more = { dns: "a.example", uri: "spiffe://example/a", directory: name(["CN", "x"], ["O", "y"]) };
    expect(inSession({ ...names, ...more })).toEqual({
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
    expect(inSession({ ...names, subject }).sourceIdentity).toBe(identity),
  );
});

describe("names read for a session", () => {
  it("are those that the whole reader finds, in generated certificates", () => {
    const read = generatedCases(300, 7).flatMap(({ leaf }) => {
      const facts = factsOf(leaf);
      return facts === undefined ? [] : [{ facts, names: namesOfPem(leaf)[0] }];
    });
    expect(read.length).toBeGreaterThan(100);
    for (const { facts, names } of read) {
      const first = (kind: string) => facts.alternativeNames.find(({ type }) => type === kind)?.value;
      expect(names).toMatchObject({
        subject: facts.subject.attributes,
        issuer: facts.issuer.attributes,
        serial: facts.serial.hex.toLowerCase(),
      });
      expect([names?.dns, names?.uri]).toEqual([first("dns"), first("url")]);
    }
  });
});
