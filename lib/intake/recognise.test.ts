import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "@/lib/certificates/testing/openssl";
import { certificatesPem, describe as inWords, recognise, sightSecret, sortGiven, stays } from ".";

let o: Openssl;
let root: Issued;
let leaf: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA });
  leaf = o.issue({ subject: "/CN=ckm", issuer: root, extensions: CLIENT });
});
afterAll(() => o.remove());
const key = () => o.read("rsa.key");

describe("a text of PEM blocks", () => {
  it("gives its parts; what may be sent is what the schema takes", async () => {
    const read = await recognise(`hello\n${leaf.pem}${key()}`, { name: "all.pem" });
    expect(read.parts.map(({ kind, where }) => [kind, where.endsWith("of all.pem")])).toEqual([
      ["certificate", true],
      ["private-key", true],
    ]);
    expect(read.parts.map(stays)).toEqual([false, true]);
    const [certificate] = read.parts;
    const pem = certificate?.kind === "certificate" ? certificate.pem : "";
    expect(certificatesPem.safeParse(pem).success).toBe(true);
    expect(certificatesPem.safeParse(`${pem} `).success).toBe(false);
    expect(certificatesPem.safeParse(key()).success).toBe(false);
    expect(certificatesPem.safeParse(key().replaceAll("PRIVATE KEY", "CERTIFICATE")).success).toBe(false);
    expect(inWords(read)).toContain("a certificate and a private key");
  });

  it("is sorted", async () => {
    const { pile } = await sortGiven([
      { name: "a", content: root.pem },
      { name: "b", content: `${key()}${leaf.pem}` },
    ]);
    expect(pile.clientPem).toBe(leaf.pem);
    expect(pile.trustAnchorPem).toBe(root.pem);
    expect(pile.privateKey?.file).toBe("b");
  });

  it("is no secret where it is a certificate, and one where it is a key", () => {
    expect(sightSecret(leaf.pem)).toBeUndefined();
    expect(sightSecret(key())).toEqual({ what: "a private key" });
  });
});
