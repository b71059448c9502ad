import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { readDer, TAG } from "../read/der";
import { child, fromBase64, toPem, wrapDer } from "../read/der-values";
import { CLIENT, type Issued, type KeyKind, type Openssl, openssl } from "../testing/openssl";
import { matchPrivateKey, readPrivateKey, toPlatformPem } from ".";

/** Keys whose parts come from two keys, and the same key written in other ways. */

let o: Openssl;
const curves = ["P-192", "P-224", "P-256", "P-384", "P-521"].map((name) => ({ name }));
const ecNames = [
  ...curves.map(({ name }) => name),
  "secp256k1",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
];
const rsaKinds: readonly KeyKind[] = ["rsa", "pss"];
beforeAll(() => {
  o = openssl();
});
afterAll(() => o.remove());

const derOf = (pem: string) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));
const pkcs8 = (file: string) => derOf(o.run(["pkcs8", "-topk8", "-nocrypt", "-in", file]));

function ecKey(name: string, file: string): string {
  const path = join(o.dir, file);
  o.run(["genpkey", "-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${name}`, "-out", path]);
  return path;
}

function certificateOf(keyFile: string): Issued {
  const pemFile = `${keyFile}.pem`;
  o.run(["req", "-x509", "-new", "-key", keyFile, "-subj", "/CN=x", "-days", "9", "-out", pemFile]);
  return { pem: readFileSync(pemFile, "utf8"), pemFile, keyFile };
}

/** PKCS#8 of an EC key, taken apart. */
function ecPartsOf(file: string) {
  const root = readDer(pkcs8(file));
  const inner = readDer(child(root, 2).content);
  return {
    algorithm: child(root, 1).whole,
    secret: child(inner, 1).whole,
    point: inner.children.find(({ tag }) => tag === 0xa1)?.whole ?? new Uint8Array(),
  };
}

const ecPkcs8 = (algorithm: Uint8Array, secret: Uint8Array, ...point: Uint8Array[]) =>
  wrapDer(
    TAG.sequence,
    Uint8Array.of(2, 1, 0),
    algorithm,
    wrapDer(TAG.octetString, wrapDer(TAG.sequence, Uint8Array.of(2, 1, 1), secret, ...point)),
  );

describe.each(ecNames)("an EC key of the curve %s", (name) => {
  let own: string;
  let certificate: string;
  let other: string;
  const match = (der: Uint8Array) =>
    matchPrivateKey({ certificate, privateKey: toPem("PRIVATE KEY", der) }).then((v) => v);
  beforeAll(() => {
    own = ecKey(name, `own-${name}.key`);
    other = ecKey(name, `other-${name}.key`);
    certificate = certificateOf(own).pem;
  });

  it("matches in full, without its point, and with its point compressed", async () => {
    const { algorithm, secret } = ecPartsOf(own);
    const compressed = join(o.dir, "compressed.key");
    o.run(["ec", "-in", own, "-conv_form", "compressed", "-out", compressed]);
    for (const der of [pkcs8(own), ecPkcs8(algorithm, secret)]) {
      const verdict = await match(der);
      expect(verdict.status, verdict.evidence.found).toBe("pass");
      expect(verdict.evidence.reason).toBe("signature-verifies");
    }
    const text = readFileSync(compressed, "utf8");
    expect((await matchPrivateKey({ certificate, privateKey: text })).status).toBe("pass");
    const key = await readPrivateKey(text);
    if (isProblem(key)) throw new Error(key.code);
    expect(o.run(["pkey", "-pubout"], toPlatformPem(key))).toBe(o.run(["pkey", "-in", own, "-pubout"]));
  });

  it("does not match by the certificate's point beside another secret", async () => {
    const [mine, theirs] = [ecPartsOf(own), ecPartsOf(other)];
    const zero = Uint8Array.from([
      mine.secret[0] ?? 4,
      mine.secret[1] ?? 0,
      ...mine.secret.subarray(2).map(() => 0),
    ]);
    const high = Uint8Array.from([
      mine.secret[0] ?? 4,
      mine.secret[1] ?? 0,
      ...mine.secret.subarray(2).map(() => 255),
    ]);
    for (const secret of [theirs.secret, zero, high]) {
      const forged = await match(ecPkcs8(mine.algorithm, secret, mine.point));
      expect(forged.status).toBe("fail");
      expect(forged.evidence.reason).toBe("not-consistent");
    }
    const turned = await match(ecPkcs8(mine.algorithm, mine.secret, theirs.point));
    expect(turned.evidence.reason).toBe("not-consistent");
    const plain = await match(pkcs8(other));
    expect(plain.evidence.reason).toBe("other-key");
  });
});

describe.each(rsaKinds)("an RSA key, %s", (kind) => {
  it("matches by a signature, and not by the certificate's modulus beside other numbers", async () => {
    const own = o.key(kind, `own-${kind}`);
    const other = o.key(kind, `other-${kind}`);
    const certificate = o.issue({
      subject: "/CN=x",
      key: kind,
      keyName: `own-${kind}`,
      extensions: CLIENT,
    }).pem;
    const good = await matchPrivateKey({ certificate, privateKey: readFileSync(own, "utf8") });
    expect(good.evidence.reason, good.evidence.found).toBe("signature-verifies");
    const [mine, theirs] = [own, other].map((file) => readDer(pkcs8(file)));
    if (mine === undefined || theirs === undefined) throw new Error("two keys");
    const numbers = readDer(child(mine, 2).content).children;
    const others = readDer(child(theirs, 2).content).children;
    // d; d, p and q; each of the numbers that only make it faster.
    for (const changed of [[3], [3, 4, 5], [3, 4, 5, 6, 7, 8], [4], [6], [7], [8]]) {
      const inner = numbers.map((node, at) => (changed.includes(at) ? (others[at] ?? node) : node).whole);
      const der = wrapDer(
        TAG.sequence,
        child(mine, 0).whole,
        child(mine, 1).whole,
        wrapDer(TAG.octetString, wrapDer(TAG.sequence, ...inner)),
      );
      const forged = await matchPrivateKey({ certificate, privateKey: toPem("PRIVATE KEY", der) });
      expect(forged.evidence.reason, changed.join()).toBe("not-consistent");
      const file = join(o.dir, "forged.key");
      writeFileSync(file, toPem("PRIVATE KEY", der));
      const checked = spawnSync("openssl", ["pkey", "-in", file, "-check", "-noout"], { encoding: "utf8" });
      expect(checked.stdout + checked.stderr, changed.join()).toMatch(/invalid|Unable|error/i);
    }
    const plain = await matchPrivateKey({ certificate, privateKey: readFileSync(other, "utf8") });
    expect(plain.evidence.reason).toBe("other-key");
  });
});

describe("a key of another kind", () => {
  it("never passes by what its file says: Ed25519 with the certificate's public part beside another secret", async () => {
    const own = o.key("ed25519", "own-ed");
    const other = o.key("ed25519", "other-ed");
    const certificate = certificateOf(own).pem;
    expect((await matchPrivateKey({ certificate, privateKey: readFileSync(own, "utf8") })).status).toBe(
      "pass",
    );
    const pub = derOf(
      execFileSync("openssl", ["pkey", "-in", own, "-pubout"], { encoding: "utf8" }),
    ).subarray(-32);
    const root = readDer(pkcs8(other));
    const forged = wrapDer(
      TAG.sequence,
      Uint8Array.of(2, 1, 1),
      child(root, 1).whole,
      child(root, 2).whole,
      wrapDer(0x81, Uint8Array.of(0), pub),
    );
    expect(
      (await matchPrivateKey({ certificate, privateKey: toPem("PRIVATE KEY", forged) })).status,
    ).not.toBe("pass");
  });

  it("is unknown where nobody here can sign with it: explicit curve parameters, DSA", async () => {
    for (const kind of ["explicit", "dsa"] as const) {
      const file = o.key(kind);
      const certificate = certificateOf(file).pem;
      const verdict = await matchPrivateKey({ certificate, privateKey: readFileSync(file, "utf8") });
      expect(verdict.status, kind).toBe("unknown");
    }
  });
});
