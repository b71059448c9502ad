import { rootCertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../..";
import { fromBase64, toBase64 } from "../../read/der-values";
import { readCertificate } from "../../read/facts";
import { CA, type Issued, type Openssl, openssl } from "../../testing/openssl";
import { nameHash, publicRootOf, publicRootRows } from "./lookup";

let o: Openssl;
beforeAll(() => {
  o = openssl();
});
afterAll(() => o.remove());

const read = (pem: string) => readCertificate(fromBase64(pem.replace(/-----[^-]+-----|\s/g, "")));
const readIssued = ({ pem }: Issued) => read(pem);
const verdictOf = async (input: string) => {
  const { verdicts, problem } = await inspectCertificates({ as: "trust-anchor", input });
  expect(problem).toBeUndefined();
  return verdicts.find(({ id }) => id === "anchor.public-authority");
};

describe("a public root as trust anchor", () => {
  it("fails by its key: every root that this Node ships", async () => {
    const missing: string[] = [];
    for (const pem of rootCertificates) if ((await publicRootOf(read(pem)))?.how !== "key") missing.push(pem);
    // A later Node may ship roots that the table does not have yet: `npx tsx scripts/public-roots.ts` adds them.
    expect(missing.length).toBeLessThanOrEqual(rootCertificates.length / 10);
    const verdict = await verdictOf(rootCertificates[0] ?? "");
    expect(verdict?.status).toBe("fail");
    expect(verdict?.evidence.found).toContain("key of the public root");
  });

  it("has the same tables of keys and of names", async () => {
    const rows = await publicRootRows();
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ name }) => name === "a public CA")).toEqual([]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe("what a public root issued", () => {
  it.each(["rsa", "p256", "p384", "p521"] as const)(
    "is told by its signature, not by a name: %s",
    async (key) => {
      const root = o.issue({
        subject: `/O=Public/CN=Root ${key}`,
        key,
        keyName: `public-${key}`,
        extensions: CA,
      });
      const twin = o.issue({
        subject: `/O=Public/CN=Root ${key}`,
        key,
        keyName: `twin-${key}`,
        extensions: CA,
      });
      const made = (issuer: Issued) =>
        readIssued(o.issue({ subject: "/CN=Issuing CA", keyName: "sub", extensions: CA, issuer }));
      const { facts, spki } = readIssued(root);
      const rows = async () => [
        { key: "", name: "The Root", hash: nameHash(facts.subject), spki: toBase64(spki) },
      ];
      expect(await publicRootOf(made(root), rows)).toEqual({ name: "The Root", how: "issued" });
      expect(await publicRootOf(made(twin), rows)).toBeUndefined();
      // A private CA that cross-signs its own root is no public one, either.
      expect(await publicRootOf(readIssued(twin), rows)).toBeUndefined();
    },
  );

  it("does not make an own CA of a public root's whole name fail", async () => {
    const subject = read(rootCertificates[0] ?? "")
      .facts.subject.attributes.map(({ type, value }) => `/${type}=${value.replace(/[/+]/g, " ")}`)
      .join("");
    const own = o.issue({ subject, keyName: "own", extensions: CA });
    const below = o.issue({ subject: "/CN=Below", keyName: "below", extensions: CA, issuer: own });
    expect((await verdictOf(own.pem))?.status).not.toBe("fail");
    expect((await verdictOf(below.pem))?.status).not.toBe("fail");
  });
});
