import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../index";
import { chainFixture } from "../testing/chain";
import { type Issued, type Openssl, openssl } from "../testing/openssl";

let o: Openssl;
let make: Record<string, Issued>;
const pem = (...names: string[]) => names.map((name) => make[name]?.pem ?? "").join("");
beforeAll(() => {
  o = openssl();
  make = chainFixture(o);
});
afterAll(() => o.remove());

async function verdict(id: string, input: string, trustAnchor: string, now?: Date) {
  const result = await inspectCertificates({ as: "client", input, trustAnchor, ...(now ? { now } : {}) });
  const found = result.verdicts.find((v) => v.id === `client.${id}`);
  return {
    status: found?.status,
    found: found?.evidence.found ?? "",
    remedy: found?.remedy?.text ?? "",
    result,
  };
}

describe("the chain", () => {
  it.each([
    ["in order", ["leaf", "low", "middle"]],
    ["upside down", ["middle", "low", "leaf"]],
    ["with the root, too", ["root", "leaf", "middle", "low"]],
    ["with certificates of others", ["leaf", "tight", "weak", "low", "middle", "other-root"]],
  ])("is built %s", async (_, names) => {
    const { status, found, result } = await verdict("issued-by-anchor", pem(...names), pem("root"));
    expect(status).toBe("pass");
    expect(found).toContain("CN=ckm ← CN=Low ← CN=Middle ← CN=Root");
    expect(result.certificates.slice(0, 3).map((c) => c.subject.text)).toEqual([
      "CN=ckm",
      "CN=Low",
      "CN=Middle",
    ]);
  });

  it("ends at an intermediate that is the anchor, without its issuers", async () => {
    expect((await verdict("issued-by-anchor", pem("leaf"), pem("low"))).status).toBe("pass");
    expect((await verdict("direct-issuer", pem("leaf"), pem("low"))).status).toBe("pass");
    const far = await verdict("direct-issuer", pem("leaf", "low", "middle"), pem("root"));
    expect(far.status).toBe("warn");
    expect(far.remedy).toContain("CN=Low");
  });

  it("goes over the cross-signed intermediate to the root that is the anchor", async () => {
    const input = pem("leaf", "low", "middle", "middle-crossed");
    for (const [anchor, end] of [
      ["root", "CN=Root"],
      ["other-root", "CN=Other Root"],
    ] as const) {
      const { status, found } = await verdict("issued-by-anchor", input, pem(anchor));
      expect(status).toBe("pass");
      expect(found).toContain(`← ${end}.`);
    }
  });

  it("tells two CAs of one name apart by key, with and without key identifiers", async () => {
    expect(
      (await verdict("issued-by-anchor", pem("leaf", "low", "middle"), pem("root-again"))).found,
    ).toContain("its key identifier differs");
    const same = await verdict("issued-by-anchor", pem("leaf-no-id"), pem("root-no-id"));
    expect(same.status).toBe("fail");
    expect(same.found).toContain("same name, different key");
    expect((await verdict("issued-by-anchor", pem("leaf-no-id"), pem("root-no-id", "root"))).status).toBe(
      "pass",
    );
  });

  it("names the link that is missing, its key identifier and where to get it", async () => {
    const { status, found, remedy } = await verdict("issued-by-anchor", pem("leaf"), pem("root"));
    expect(status).toBe("fail");
    expect(found).toMatch(/Missing: the certificate of CN=Low, key identifier [0-9a-f]{40}/);
    expect(remedy).toContain("http://pki.example/low.crt");
    expect((await verdict("issued-by-anchor", pem("leaf", "low"), pem("root"))).found).toContain("CN=Middle");
  });

  it.each([
    ["path-length", "too-deep", ["below"], "tight", "fail"],
    ["chain-authorities", "by-no-sign", ["no-sign"], "root", "fail"],
    ["chain-algorithms", "by-weak", ["weak"], "root", "fail"],
    ["outlives-issuer", "by-brief", ["brief"], "root", "warn"],
    ["name-constraints", "in-name", [], "named", "pass"],
    ["name-constraints", "out-of-name", [], "named", "fail"],
    [
      "chain-depth",
      "deep-leaf",
      ["deep-1", "deep-2", "deep-3", "deep-4", "deep-5", "deep-6"],
      "root",
      "fail",
    ],
    ["chain-depth", "deep-leaf", ["deep-3", "deep-4", "deep-5", "deep-6"], "deep-2", "pass"],
    ["not-the-anchor", "root", [], "root", "fail"],
    ["issued-by-anchor", "by-brainpool", [], "brainpool", "unknown"],
    ["one-certificate", "leaf", ["in-name"], "root", "warn"],
  ])("judges %s of %s", async (id, leaf, others, anchor, expected) => {
    const { status, result, found } = await verdict(id, pem(leaf, ...others), pem(anchor));
    expect(status, found).toBe(expected);
    if (expected === "fail" || expected === "unknown") expect(result.accepted).toBe(false);
  });

  it("judges the issuers' dates", async () => {
    const later = new Date(Date.now() + 25 * 86_400_000);
    expect((await verdict("chain-dates", pem("by-brief", "brief"), pem("root"), later)).status).toBe("fail");
    expect((await verdict("chain-dates", pem("by-brief", "brief"), pem("root"))).status).toBe("pass");
  });
});
