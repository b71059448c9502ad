import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../index";
import { sortPile } from "../keys";
import { chainFixture } from "../testing/chain";
import { CA, type Issued, type Openssl, openssl } from "../testing/openssl";

let o: Openssl;
let make: Record<string, Issued>;
const pem = (...names: string[]) => names.map((name) => make[name]?.pem ?? "").join("");

beforeAll(() => {
  o = openssl();
  make = chainFixture(o);
});
afterAll(() => o.remove());

describe("the anchor's bundle", () => {
  it("takes two for a rollover, not three, and not 16,000 characters", async () => {
    const judge = async (input: string, id: string) =>
      (await inspectCertificates({ as: "trust-anchor", input })).verdicts.find((v) => v.id === id)?.status;
    expect(await judge(pem("root", "other-root"), "anchor.bundle-count")).toBe("pass");
    expect(await judge(pem("root", "other-root"), "anchor-2.basic-constraints")).toBe("pass");
    expect(await judge(pem("root", "other-root", "named"), "anchor.bundle-count")).toBe("fail");
    expect(await judge(pem("brainpool"), "anchor.self-signature")).toBe("unknown");
    const many = o.issue({
      subject: "/CN=Large",
      extensions: [
        ...CA,
        `subjectAltName=${Array.from({ length: 900 }, (_, i) => `DNS:host-${i}.example`).join(",")}`,
      ],
    });
    expect(await judge(many.pem, "anchor.bundle-size")).toBe("fail");
    expect(await judge(pem("root"), "anchor.bundle-size")).toBe("pass");
  });

  it("sees a root whose own signature is broken", async () => {
    const der = Uint8Array.from(atob(pem("root").replace(/-----[^-]+-----|\s/g, "")), (c) => c.charCodeAt(0));
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const result = await inspectCertificates({ as: "trust-anchor", input: der });
    expect(result.verdicts.find((v) => v.id === "anchor.self-signature")?.status).toBe("fail");
  });
});

describe("a pile", () => {
  it("of eight files is sorted: what is what, and the issuer becomes the anchor", async () => {
    const csr = o.run(["req", "-new", "-key", o.key("rsa"), "-subj", "/CN=x"]);
    const files = ["root", "middle", "low", "leaf", "other-root"].map((name) => ({
      name: `${name}.pem`,
      content: pem(name),
    }));
    const pile = await sortPile([
      ...files,
      { name: "ckm.key", content: readFileSync(make.leaf?.keyFile ?? "", "utf8") },
      { name: "ckm.csr", content: csr },
      { name: "notes.txt", content: "do not forget" },
    ]);
    expect(pile.items.map(({ file, kind }) => `${file} ${kind}`)).toEqual([
      "root.pem other-ca",
      "middle.pem other-ca",
      "low.pem anchor",
      "leaf.pem client",
      "other-root.pem other-ca",
      "ckm.key key",
      "ckm.csr request",
    ]);
    expect(pile.problems.map(({ file, problem }) => `${file} ${problem.code}`)).toEqual([
      "notes.txt certificate-unreadable",
    ]);
    expect(pile.trustAnchorPem).toBe(pem("low"));
    expect(pile.clientPem).toBe(pem("leaf"));
    expect(pile.privateKey?.file).toBe("ckm.key");
  });
});
