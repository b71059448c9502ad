import { describe, expect, it } from "vitest";
import { certificate, makeKeys, name } from "@/lib/certificates/testing/generate";
import type { PlanDocument } from "@/lib/plan";
import { tiedCaPem, tiedClientPem } from "../testing/example-plans";
import { planFor } from "../testing/identity-script";
import { tieOf, tieWords } from "./tie";

const own = { trustAnchorPem: tiedCaPem, clientPem: tiedClientPem };
const tie = (
  identity: Partial<PlanDocument["identity"]> = {},
  certificates: Partial<PlanDocument["certificates"]> = own,
) => tieOf(planFor({ certificates, identity }));
const [key] = makeKeys();
const otherCa = () => client([["CN", "Root"]], [["CN", "Root"]]);

function client(subject: [string, string][], issuer: [string, string][] = [["CN", "CA"]]): string {
  if (key === undefined) throw new Error("no key was made");
  return certificate({
    version: 3,
    serial: Uint8Array.of(7),
    subject: name(...subject),
    issuer: name(...issuer),
    notBefore: new Date("2026-01-01"),
    notAfter: new Date("2027-01-01"),
    key,
    signer: key,
    digest: "sha256",
    extensions: [],
  }).pem;
}

describe("what the role requires of the certificate", () => {
  it("is its common name, where the anchor issued it", () => {
    expect(tie().required).toEqual({ "x509Subject/CN": "ckm-prod" });
  });

  it("is the issuer's name, too, where the anchor is another CA, or a chain leads to it", () => {
    const both = { "x509Subject/CN": "ckm-prod", "x509Issuer/CN": "Issuing CA 3" };
    expect(tie({}, { ...own, trustAnchorPem: otherCa() }).required).toEqual(both);
    expect(tie({}, { clientPem: tiedClientPem, chainPem: tiedCaPem }).required).toEqual(both);
    expect(tie({}, { ...own, trustAnchorPem: otherCa() + tiedCaPem }).required).not.toEqual(both);
  });

  it("is nothing, where any certificate may use the role; what could be required is offered", () => {
    expect(tie({ tie: "any" })).toEqual({
      required: {},
      byName: { "x509Subject/CN": "ckm-prod" },
      offered: {
        "x509Subject/O": "Example",
        "x509Subject/OU": "Security/Keys",
        "x509Subject/CN": "ckm-prod",
        "x509Issuer/O": "Example",
        "x509Issuer/CN": "Issuing CA 3",
        "x509SAN/DNS": "ckm.example.com",
        "x509SAN/URI": "spiffe://example/ckm",
        "x509SAN/Name/O": "Example",
      },
    });
  });

  it("are the fields that were chosen; those that the certificate lacks are named", () => {
    expect(tie({ tie: "fields", tieFields: ["x509Subject/OU", "x509SAN/DNS"] })).toMatchObject({
      required: { "x509Subject/OU": "Security/Keys", "x509SAN/DNS": "ckm.example.com" },
    });
    // "ckm, at home" has a comma: no session tag can.
    const missing = ["x509Subject/L", "x509SAN/Name/CN"];
    expect(tie({ tie: "fields", tieFields: ["x509Subject/O", ...missing] })).toMatchObject({
      required: { "x509Subject/O": "Example" },
      open: { kind: "fields", missing },
    });
  });

  it.each<[string, string, string]>([
    ["no certificate yet", "", "no-certificate"],
    [
      "a certificate that cannot be read",
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
      "unreadable",
    ],
    ["no name", client([["O", "Example"]]), "no-name"],
    ["a name that cannot be a tag", client([["CN", "ckm (prod)"]]), "no-name"],
  ])("is said to be nothing: %s", (_, clientPem, kind) => {
    expect(tie({}, { ...own, clientPem })).toMatchObject({ required: {}, open: { kind } });
    expect(tie({ tie: "any" }, { ...own, clientPem }).open).toBeUndefined();
  });

  it("is told in a line", () => {
    expect(tieWords({ "x509Subject/CN": "ckm-prod", "x509SAN/DNS": "a.example" })).toBe(
      "subject CN=ckm-prod, alternative name DNS=a.example",
    );
  });
});
