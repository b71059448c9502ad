import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "@/lib/certificates/testing/openssl";
import { given } from "@/lib/given";
import {
  certificatesPem,
  describe as inWords,
  recognise,
  requestPem,
  sightSecret,
  sortGiven,
  stays,
} from ".";

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

  it.each([
    ["DER", ["x509", "-in", "LEAF", "-outform", "DER"], ["certificate"]],
    [
      "PKCS#7 as PEM",
      ["crl2pkcs7", "-nocrl", "-certfile", "LEAF", "-certfile", "ROOT"],
      ["certificate", "certificate"],
    ],
    ["PKCS#7 as DER", ["crl2pkcs7", "-nocrl", "-certfile", "LEAF", "-outform", "DER"], ["certificate"]],
    ["a trusted certificate", ["x509", "-in", "LEAF", "-trustout", "-setalias", "x"], ["certificate"]],
    ["text and certificate", ["x509", "-in", "LEAF", "-text"], ["certificate"]],
    ["a request", ["req", "-new", "-key", "KEY", "-subj", "/CN=x"], ["request"]],
    ["a request as DER", ["req", "-new", "-key", "KEY", "-subj", "/CN=x", "-outform", "DER"], ["request"]],
    ["a request by its older name", ["req", "-new", "-newhdr", "-key", "KEY", "-subj", "/CN=x"], ["request"]],
    ["a public key", ["pkey", "-in", "KEY", "-pubout"], ["public-key"]],
  ])("is read: %s", async (_, args, kinds) => {
    const names: Record<string, string> = { LEAF: leaf.pemFile, ROOT: root.pemFile, KEY: o.key("rsa") };
    const bytes = execFileSync(
      "openssl",
      args.map((arg) => names[arg] ?? arg),
    );
    for (const input of [new Uint8Array(bytes), bytes.toString("base64"), bytes.toString("hex")]) {
      const read = await recognise(input);
      expect(read.parts.map(({ kind }) => kind)).toEqual(kinds);
      const pems = read.parts.map((part) => ("pem" in part ? part.pem : ""));
      if (kinds.every((kind) => kind === "certificate"))
        expect(certificatesPem.safeParse(pems.join("")).success).toBe(true);
      if (kinds[0] === "request") expect(requestPem.safeParse(pems[0]).success).toBe(true);
    }
  });

  it("asks for a passphrase, says that one is wrong, and opens with the right one", async () => {
    const store = join(o.dir, "s.p12");
    o.run([
      "pkcs12",
      "-export",
      "-inkey",
      leaf.keyFile,
      "-in",
      leaf.pemFile,
      "-passout",
      "pass:right",
      "-out",
      store,
    ]);
    const bytes = new Uint8Array(readFileSync(store));
    const code = async (passphrase?: string) => {
      const read = await recognise(bytes, given({ passphrase }));
      const [part] = read.parts;
      return [read.needsPassphrase, part?.kind === "pkcs12" ? (part.problem?.code ?? "open") : ""];
    };
    expect(await code()).toEqual([true, "pkcs12-passphrase-needed"]);
    expect(await code("wrong")).toEqual([true, "pkcs12-passphrase-wrong"]);
    expect(await code("right")).toEqual([false, "open"]);
  });

  it("of another kind is said in words, and nothing is dropped in silence", async () => {
    const said = async (input: string | Uint8Array) => inWords(await recognise(input));
    expect(await said('{"Version":"2012-10-17","Statement":[]}')).toBe("an IAM policy");
    expect(await said("do not forget the milk")).toBe("text");
    expect(await said(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe(
      "a ZIP archive",
    );
    expect(await said(crypto.getRandomValues(new Uint8Array(400)))).toBe("a file that is no text");
    expect(await said(leaf.pem.replace(/\n(.{20})/, "\n$1?!"))).toContain("CERTIFICATE");
    expect((await recognise("")).problem?.code).toBe("certificate-input-empty");
    expect((await recognise("x".repeat(2_000_001))).problem?.code).toBe("certificate-input-too-large");
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
