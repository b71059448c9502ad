import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "./index";
import { makePilotPki, matchPrivateKey } from "./keys";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "./testing/openssl";

let o: Openssl;
let root: Issued;
let leaf: Issued;
let ecRoot: Issued;
let ecLeaf: Issued;

beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Corp Root/O=Corp", keyName: "root", extensions: CA, days: 3650 });
  leaf = o.issue({ subject: "/CN=ckm-prod/O=Corp", issuer: root, extensions: CLIENT });
  ecRoot = o.issue({ subject: "/CN=EC Root", key: "p384", keyName: "ecroot", extensions: CA, days: 3650 });
  ecLeaf = o.issue({ subject: "/CN=ckm-ec", key: "p256", issuer: ecRoot, extensions: CLIENT });
});
afterAll(() => o.remove());

describe("a good pair", () => {
  it("is accepted for RSA, with nothing to mend", async () => {
    const result = await inspectCertificates({ as: "client", input: leaf.pem, trustAnchor: root.pem });
    expect(result.problem).toBeUndefined();
    expect(result.verdicts.filter((v) => !["pass", "not-applicable"].includes(v.status))).toEqual([]);
    expect(result.accepted).toBe(true);
    expect(result.certificates.map((c) => c.place)).toEqual(["client", "trust-anchor"]);
  });

  it("is accepted for EC, with the word that CipherTrust was only shown with RSA", async () => {
    const result = await inspectCertificates({ as: "client", input: ecLeaf.pem, trustAnchor: ecRoot.pem });
    expect(result.accepted).toBe(true);
    expect(result.verdicts.filter((v) => v.status === "warn").map((v) => v.id)).toEqual([
      "client.platform-key",
    ]);
  });

  it("is accepted as trust anchor", async () => {
    for (const { pem } of [root, ecRoot]) {
      const result = await inspectCertificates({ as: "trust-anchor", input: pem });
      expect(result.verdicts.filter((v) => !["pass", "not-applicable"].includes(v.status))).toEqual([]);
      expect(result.accepted).toBe(true);
    }
  });

  it("has a matching key, and another key does not match", async () => {
    const key = readFileSync(leaf.keyFile, "utf8");
    expect((await matchPrivateKey({ certificate: leaf.pem, privateKey: key })).status).toBe("pass");
    expect((await matchPrivateKey({ certificate: root.pem, privateKey: key })).status).toBe("fail");
    const ecKey = readFileSync(ecLeaf.keyFile, "utf8");
    expect((await matchPrivateKey({ certificate: ecLeaf.pem, privateKey: ecKey })).status).toBe("pass");
    expect((await matchPrivateKey({ certificate: leaf.pem, privateKey: ecKey })).status).toBe("fail");
  });
});

describe("a pilot PKI", () => {
  it.each([
    ["RSA-2048", false],
    ["P-256", true],
  ] as const)("with %s, intermediate %s, passes the rules and OpenSSL", async (keyType, intermediate) => {
    const pki = await makePilotPki({
      commonName: "my connection",
      days: 7,
      keyType,
      intermediate,
      now: new Date(),
    });
    const result = await inspectCertificates({
      as: "client",
      input: pki.clientPem,
      trustAnchor: pki.trustAnchorPem,
    });
    expect(result.verdicts.filter((v) => v.status === "fail" || v.status === "unknown")).toEqual([]);
    expect(result.accepted).toBe(true);
    expect((await inspectCertificates({ as: "trust-anchor", input: pki.trustAnchorPem })).accepted).toBe(
      true,
    );
    expect((await matchPrivateKey({ certificate: pki.clientPem, privateKey: pki.clientKeyPem })).status).toBe(
      "pass",
    );
    const { writeFileSync } = await import("node:fs");
    for (const [name, pem] of Object.entries(pki)) writeFileSync(`${o.dir}/${name}`, pem);
    expect(o.run(["verify", "-partial_chain", "-trusted", "trustAnchorPem", "clientPem"])).toContain("OK");
    expect(o.run(["pkey", "-in", "clientKeyPem", "-pubout"])).toBe(
      o.run(["x509", "-in", "clientPem", "-noout", "-pubkey"]),
    );
  });
});
