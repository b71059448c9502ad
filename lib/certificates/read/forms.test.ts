import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../index";
import { holdsPrivateKey } from "../public";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "../testing/openssl";

/** The mess that people have: every form of one good certificate is read and accepted. */
let o: Openssl;
let root: Issued;
let leaf: Issued;
const files: Record<string, Uint8Array> = {};

beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 999 });
  leaf = o.issue({ subject: "/CN=ckm-prod", issuer: root, extensions: CLIENT });
  const file = (name: string, args: readonly string[]) => {
    o.run([...args, "-out", name]);
    files[name] = new Uint8Array(readFileSync(join(o.dir, name)));
  };
  file("der", ["x509", "-in", leaf.pemFile, "-outform", "DER"]);
  file("p7", ["crl2pkcs7", "-nocrl", "-certfile", leaf.pemFile, "-certfile", root.pemFile]);
  file("p7der", ["crl2pkcs7", "-nocrl", "-certfile", leaf.pemFile, "-outform", "DER"]);
  file("text", ["x509", "-in", leaf.pemFile, "-text"]);
  file("trusted", ["x509", "-in", leaf.pemFile, "-trustout", "-setalias", "mine"]);
  file("csr", ["req", "-new", "-key", leaf.keyFile, "-subj", "/CN=x"]);
  file("pub", ["x509", "-in", leaf.pemFile, "-pubkey", "-noout"]);
});
afterAll(() => o.remove());

const utf16 = (text: string) =>
  Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
const base64 = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");

const forms: [string, () => string | Uint8Array][] = [
  ["PEM", () => leaf.pem],
  ["bytes of PEM", () => new TextEncoder().encode(leaf.pem)],
  ["CRLF", () => leaf.pem.replaceAll("\n", "\r\n")],
  ["a byte order mark", () => `\uFEFF${leaf.pem}`],
  ["UTF-16 of Windows", () => utf16(leaf.pem)],
  ["text around it", () => `Dear all,\nhere it is:\n${leaf.pem}\nBest, Ann`],
  ["openssl's text before it", () => files.text ?? ""],
  ["YAML indentation", () => `cert: |\n${leaf.pem.replace(/^/gm, "    ")}`],
  ["a quoted mail", () => leaf.pem.replace(/^/gm, "> ")],
  ["JSON escapes", () => JSON.stringify({ Certificate: leaf.pem })],
  ["one line", () => leaf.pem.trim().replaceAll("\n", " ")],
  ["no line breaks at all", () => leaf.pem.replaceAll("\n", "")],
  ["base64 without armour", () => base64(leaf.pem)],
  ["base64 of PEM, as Kubernetes has it", () => btoa(leaf.pem)],
  ["DER", () => files.der ?? ""],
  ["PKCS#7 as PEM, with the root", () => files.p7 ?? ""],
  ["PKCS#7 as DER", () => files.p7der ?? ""],
  ["OpenSSL's trusted form", () => files.trusted ?? ""],
  ["root first", () => root.pem + leaf.pem],
  ["twice the same", () => leaf.pem + leaf.pem],
];

describe.each(forms)("a certificate given as %s", (_, input) => {
  it("is read and accepted", async () => {
    const result = await inspectCertificates({ as: "client", input: input(), trustAnchor: root.pem });
    expect(result.problem).toBeUndefined();
    expect(result.accepted).toBe(true);
    expect(result.certificates[0]?.subject.text).toBe("CN=ckm-prod");
  });
});

describe("what is no certificate", () => {
  const key = () => readFileSync(leaf.keyFile, "utf8");
  const refusals: [string, () => string | Uint8Array, string][] = [
    ["nothing", () => "", "certificate-input-empty"],
    ["blanks", () => " \n\t ", "certificate-input-empty"],
    ["a sentence", () => "hello, is anybody there?", "certificate-unreadable"],
    ["10 MB of noise", () => new Uint8Array(10_000_000).fill(0x41), "certificate-input-too-large"],
    ["bytes of zero", () => new Uint8Array(1000), "certificate-unreadable"],
    ["a block that is cut", () => leaf.pem.slice(0, 400), "pem-cut"],
    ["a block with a hole", () => leaf.pem.replace(/\n.{10}/, "\n*****"), "pem-damaged"],
    ["four hyphens", () => leaf.pem.replaceAll("-----", "----"), "pem-armour"],
    ["another END line", () => leaf.pem.replace("END CERTIFICATE", "END KEY"), "pem-armour"],
    ["DER with a byte too many", () => Uint8Array.from([...(files.der ?? []), 0]), "certificate-malformed"],
    ["DER that is cut", () => (files.der ?? new Uint8Array()).slice(0, -1), "certificate-malformed"],
    ["a request", () => files.csr ?? "", "certificate-none"],
    ["a public key", () => files.pub ?? "", "certificate-none"],
    ["51 blocks", () => leaf.pem.repeat(51), "certificate-too-many"],
    ["a Java key store", () => Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]), "keystore-java"],
    ["a private key", key, "certificate-private-key"],
    ["a certificate and its key", () => leaf.pem + key(), "certificate-private-key"],
    ["a key without armour", () => base64(key()), "certificate-private-key"],
    [
      "a key whose armour is damaged",
      () => leaf.pem + key().replace("-----END", "----END"),
      "certificate-private-key",
    ],
    [
      "a key under the label of a certificate",
      () => key().replaceAll("PRIVATE KEY", "CERTIFICATE"),
      "certificate-private-key",
    ],
  ];
  it.each(refusals)("%s is the problem that says so", async (_, input, code) => {
    for (const as of ["client", "trust-anchor"] as const) {
      const result = await inspectCertificates({ as, input: input() });
      expect(result.problem?.code).toBe(code);
      expect(result).toMatchObject({ accepted: false, verdicts: [], certificates: [] });
    }
    expect(holdsPrivateKey(input())).toBe(code === "certificate-private-key");
  });

  it("in the place of the trust anchor is said of that field", async () => {
    const result = await inspectCertificates({ as: "client", input: leaf.pem, trustAnchor: "hello" });
    expect(result.problem).toMatchObject({ code: "certificate-unreadable", field: "trustAnchor" });
  });

  it("is met with a depth bomb and a length bomb in bounded time", async () => {
    const deep = new Uint8Array(60_000).fill(0x30);
    for (let i = 1; i < deep.length; i += 2) deep[i] = 0x80;
    const long = Uint8Array.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, ...new Uint8Array(5000)]);
    const wide = Uint8Array.from([
      0x30,
      0x83,
      0x0f,
      0x00,
      0x00,
      ...new Uint8Array(0x0f0000).map((_, i) => (i % 2 === 0 ? 5 : 0)),
    ]);
    for (const input of [deep, long, wide]) {
      const result = await inspectCertificates({ as: "client", input });
      expect(result.problem).toBeDefined();
    }
  });
});
