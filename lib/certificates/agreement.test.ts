import { describe, expect, it } from "vitest";
import { compareWithOpenssl } from "./testing/agreement";

/**
 * Why a certificate is refused here that OpenSSL verifies. OpenSSL judges the path by PKIX; Roles Anywhere and its
 * documents ask for more. Any reason that is not here is a disagreement without an explanation, and fails.
 */
const explained: Record<string, string> = {
  "x509-v3":
    "Roles Anywhere asks for version 3; OpenSSL takes version 1 leaves, and version 1 roots as anchors",
  "extensions-once": "RFC 5280 forbids doubles; OpenSSL looks at the first",
  "extensions-known":
    "OpenSSL does not look at the extensions of an anchor whose signature it need not check",
  "basic-constraints":
    "a leaf with CA: true is a good certificate to OpenSSL, and so is an anchor without CA: true",
  "digital-signature": "OpenSSL asks for a usage only with -purpose",
  "certificate-sign": "the vendor asks for the extension; PKIX reads its absence as no limit",
  "signature-algorithm": "OpenSSL's default security level takes MD5 and SHA-1 in certificates",
  "key-type": "Ed25519 cannot sign a Roles Anywhere request",
  "subject-present": "Roles Anywhere asks for a subject",
  "chain-algorithms": "as signature-algorithm, for the intermediates",
  "chain-extensions": "as extensions-once and x509-v3, for the issuers",
  "chain-authorities": "an anchor that is no CA, which OpenSSL trusts because it was told to",
  "issued-by-anchor unknown":
    "secp256k1 and Brainpool signatures cannot be verified by WebCrypto: unknown, never fail",
  "self-signature unknown": "as above, for the root's own signature",
};

describe("agreement with OpenSSL", () => {
  it("has no wrong pass in 1,000 generated chains, and a reason for every stricter verdict", async () => {
    const result = await compareWithOpenssl(1000, 20_261_124);
    expect(result.wrongPasses).toEqual([]);
    const unexplained = [...result.stricter].filter(([reason]) => {
      const id = reason.replace(/^(client|anchor)\./, "");
      return explained[id] === undefined && explained[id.split(" ")[0] ?? ""] === undefined;
    });
    expect(unexplained).toEqual([]);
    // The generator must make enough of each kind for the comparison to mean something.
    expect(result.accepted).toBeGreaterThan(150);
    expect(result.bothRefuse).toBeGreaterThan(150);
    expect(result.opensslOk - result.accepted).toBeGreaterThan(100);
  }, 120_000);
});
