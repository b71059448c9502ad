import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { encrypt, forms, PASS } from "../testing/key-forms";
import { CA, CLIENT, type Issued, type KeyKind, type Openssl, openssl } from "../testing/openssl";
import { judgeKeyForm, matchPrivateKey, readPrivateKey, sortPile, toPlatformPem } from ".";

let o: Openssl;
const certificates = new Map<KeyKind, Issued>();
let other: Issued;
const bytes = (args: readonly string[]) =>
  execFileSync("openssl", args, { cwd: o.dir, stdio: ["ignore", "pipe", "ignore"] });

beforeAll(() => {
  o = openssl();
  const root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA });
  for (const key of ["rsa", "p256", "p384", "p521", "secp256k1", "ed25519"] as const)
    certificates.set(key, o.issue({ subject: `/CN=${key}`, key, issuer: root, extensions: CLIENT }));
  other = o.issue({ subject: "/CN=other", keyName: "other", issuer: root, extensions: CLIENT });
});
afterAll(() => o.remove());

const pemOf = (kind: KeyKind) => certificates.get(kind)?.pem ?? "";

describe.each(forms)("a key as $form", ({ args, passphrase, kinds, der }) => {
  it.each(kinds)("of kind %s matches its certificate and no other", async (kind) => {
    const given = bytes(args(o.key(kind)));
    const privateKey = der ? new Uint8Array(given) : given.toString("utf8");
    const secret = passphrase === undefined ? {} : { passphrase };
    const good = await matchPrivateKey({ certificate: pemOf(kind), privateKey, ...secret });
    expect(good.status, good.evidence.found).toBe("pass");
    expect(good.evidence.kind).toBe("browser");
    const bad = await matchPrivateKey({
      certificate: kind === "rsa" ? other.pem : pemOf("rsa"),
      privateKey,
      ...secret,
    });
    expect(bad.status).toBe("fail");
    if (passphrase === undefined) return;
    const wrong = await matchPrivateKey({ certificate: pemOf(kind), privateKey, passphrase: "wrong" });
    expect(wrong.status).toBe("unknown");
    const none = await readPrivateKey(privateKey);
    expect(isProblem(none) && none.code).toBe("key-passphrase-needed");
  });
});

describe("PKCS#12", () => {
  const p12 = (...extra: string[]) => {
    const file = join(o.dir, "store.p12");
    bytes([
      "pkcs12",
      "-export",
      "-inkey",
      o.key("rsa"),
      "-in",
      certificates.get("rsa")?.pemFile ?? "",
      "-certfile",
      other.pemFile,
      "-passout",
      `pass:${PASS}`,
      "-out",
      file,
      ...extra,
    ]);
    return new Uint8Array(readFileSync(file));
  };
  it("of today's form gives certificate and key", async () => {
    const store = p12();
    expect(
      (await matchPrivateKey({ certificate: pemOf("rsa"), privateKey: store, passphrase: PASS })).status,
    ).toBe("pass");
    const pile = await sortPile([{ name: "store.p12", content: store }], PASS);
    expect(pile.problems).toEqual([]);
    expect(pile.items.map(({ kind }) => kind)).toContain("key");
  });
  it("with a wrong password, without one, and of the old RC2 form, is a problem that says so", async () => {
    const codes = async (store: Uint8Array, passphrase?: string) =>
      (await sortPile([{ name: "s", content: store }], passphrase)).problems.map(
        ({ problem }) => problem.code,
      );
    expect(await codes(p12(), "wrong")).toEqual(["pkcs12-passphrase-wrong"]);
    expect(await codes(p12())).toEqual(["pkcs12-passphrase-needed"]);
    const [old] = (await sortPile([{ name: "s", content: p12("-legacy") }], PASS)).problems;
    expect(old?.problem.code).toBe("pkcs12-unsupported");
    expect(old?.problem.remedy).toMatch(/AES256_SHA256.*openssl pkcs12 -in FILE -legacy/);
  });
});

describe("what cannot be opened or used here", () => {
  it("says how to convert 3DES, OpenSSH and old PBE keys", async () => {
    const des3 = bytes([
      "rsa",
      "-in",
      o.key("rsa"),
      "-traditional",
      "-des3",
      "-passout",
      `pass:${PASS}`,
    ]).toString();
    const pbe = bytes(["pkcs8", "-in", o.key("rsa"), ...encrypt, "-v1", "PBE-SHA1-3DES"]).toString();
    for (const text of [
      des3,
      pbe,
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n-----END OPENSSH PRIVATE KEY-----\n",
    ]) {
      const read = await readPrivateKey(text, PASS);
      expect(isProblem(read) && read.code).toBe("key-unsupported");
      expect(isProblem(read) && read.remedy).toMatch(/openssl|ssh-keygen/);
    }
  });
  it("signs with a curve that WebCrypto lacks", async () => {
    const key = readFileSync(o.key("secp256k1"), "utf8");
    expect((await matchPrivateKey({ certificate: pemOf("secp256k1"), privateKey: key })).status).toBe("pass");
  });
  it("never counts a missing or damaged key as a match", async () => {
    for (const privateKey of [
      "",
      "hello",
      pemOf("rsa"),
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    ])
      expect((await matchPrivateKey({ certificate: pemOf("rsa"), privateKey })).status).not.toBe("pass");
  });
});

describe("the form for the payload", () => {
  it("is PKCS#1 for any RSA key, the same key to OpenSSL", async () => {
    const pkcs8 = bytes(["pkcs8", "-in", o.key("rsa"), ...encrypt]).toString();
    const key = await readPrivateKey(pkcs8, PASS);
    if (isProblem(key)) throw new Error(key.code);
    const pem = toPlatformPem(key);
    expect(pem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(o.run(["pkey", "-pubout"], pem)).toBe(o.run(["pkey", "-in", o.key("rsa"), "-pubout"]));
    expect(judgeKeyForm(key, new Date()).status).toBe("pass");
    const ec = await readPrivateKey(readFileSync(o.key("p256"), "utf8"));
    if (isProblem(ec)) throw new Error(ec.code);
    expect(judgeKeyForm(ec, new Date()).status).toBe("warn");
  });
});
