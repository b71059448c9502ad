import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem, type Problem } from "@/lib/problems";
import { inspectCertificates } from "..";
import { CLIENT, type Issued, type Openssl, openssl } from "../testing/openssl";
import { matchPrivateKey, openPkcs12, readPrivateKey } from ".";

/** Files that a browser cannot open: each command that is offered is run, and what comes out is given again. */

let o: Openssl;
let leaf: Issued;
const OLD = "old secret";
const NEW = "new secret";
const legacy = ["-provider", "legacy", "-provider", "default"];
const hasKeytool = spawnSync("keytool", ["-help"]).error === undefined;

beforeAll(() => {
  o = openssl();
  leaf = o.issue({ subject: "/CN=ckm", extensions: CLIENT });
});
afterAll(() => o.remove());

const path = (name: string) => join(o.dir, name);
const bytes = (name: string) => new Uint8Array(readFileSync(path(name)));

/** Runs an offered command as a person would, with the passwords that it asks for. */
function convert(command: string, file: string): void {
  const [program = "", ...args] = command.replace("FILE", file).split(" ");
  execFileSync(program, [...args, "-passin", `pass:${OLD}`, "-passout", `pass:${NEW}`], {
    cwd: o.dir,
    stdio: "pipe",
  });
}

const commandIn = (problem: Problem) => /openssl [\w .-]+? -out \w+\.pem/.exec(problem.remedy)?.[0] ?? "";

describe("a key under an old cipher", () => {
  it.each([
    "PBE-MD5-DES",
    "PBE-SHA1-DES",
    "PBE-MD5-RC2-64",
    "PBE-SHA1-RC2-40",
    "PBE-SHA1-RC4-128",
    "PBE-SHA1-3DES",
  ])("PKCS#8 with %s", async (scheme) => {
    const pass = ["-passout", `pass:${OLD}`, "-out", "old.key"];
    o.run(["pkcs8", ...legacy, "-topk8", "-in", leaf.keyFile, "-v1", scheme, ...pass]);
    await mends("old.key");
  });
  it.each(["des-cbc", "rc2-cbc", "des-ede3-cbc", "camellia-256-cbc"])("PBES2 with %s", async (cipher) => {
    const pass = ["-passout", `pass:${OLD}`, "-out", "old.key"];
    o.run(["pkcs8", ...legacy, "-topk8", "-in", leaf.keyFile, "-v2", cipher, ...pass]);
    await mends("old.key");
  });
  it.each(["des", "des3", "camellia256", "seed"])("PEM with -%s", async (cipher) => {
    const pass = ["-passout", `pass:${OLD}`, "-out", "old.key"];
    o.run(["rsa", ...legacy, "-traditional", "-in", leaf.keyFile, `-${cipher}`, ...pass]);
    await mends("old.key");
  });

  async function mends(file: string): Promise<void> {
    const read = await readPrivateKey(bytes(file), OLD);
    if (!isProblem(read)) throw new Error("it was opened");
    expect(read.code).toBe("key-unsupported");
    convert(commandIn(read), file);
    const after = await matchPrivateKey({
      certificate: leaf.pem,
      privateKey: bytes("key.pem"),
      passphrase: NEW,
    });
    expect(after.status, after.evidence.found).toBe("pass");
  }
});

const store = (...extra: readonly string[]) => {
  const both = ["-inkey", leaf.keyFile, "-in", leaf.pemFile, "-out", "store.p12"];
  const pass = extra.includes("-passout") ? [] : ["-passout", `pass:${OLD}`];
  o.run(["pkcs12", "-export", ...both, ...pass, ...extra]);
  return bytes("store.p12");
};

describe("a PKCS#12 file of old ciphers", () => {
  it.each([
    [
      "Windows, 3DES with SHA-1",
      ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
      "3DES",
    ],
    ["OpenSSL 1, RC2 of 40 bits", ["-legacy"], "RC2-40"],
    ["RC2 of 128 bits", ["-legacy", "-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-SHA1-3DES"], "RC2-128"],
    ["RC4", ["-legacy", "-certpbe", "PBE-SHA1-RC4-128", "-keypbe", "PBE-SHA1-3DES"], "RC4-128"],
    ["two-key 3DES", ["-legacy", "-certpbe", "PBE-SHA1-2DES", "-keypbe", "PBE-SHA1-2DES"], "2-key 3DES"],
    ["3DES without a MAC", ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-nomac"], "3DES"],
  ] as const)("%s", async (_, options, cipher) => {
    const read = await openPkcs12(store(...options), OLD);
    if (!isProblem(read)) throw new Error("it was opened");
    expect(read.code).toBe("pkcs12-unsupported");
    expect(read.sentence).toContain(cipher);
    // Windows first: who has such a file mostly has Windows and no OpenSSL.
    expect(read.remedy).toMatch(/^On Windows, .*AES256_SHA256.*openssl pkcs12/);
    convert(commandIn(read), "store.p12");
    const key = await readPrivateKey(bytes("all.pem"), NEW);
    expect(isProblem(key) && key.code).toBe(false);
  });

  it("of today's Windows, AES256_SHA256, opens", async () => {
    const aes = ["-certpbe", "AES-256-CBC", "-keypbe", "AES-256-CBC", "-macalg", "sha256"];
    expect(isProblem(await openPkcs12(store(...aes), OLD))).toBe(false);
  });
});

describe("a PKCS#12 file and its password", () => {
  it("opens with the empty one, given or not, or whatever stands in the field", async () => {
    const empty = store("-passout", "pass:");
    for (const passphrase of [undefined, "", "something else"]) {
      const result = await inspectCertificates({
        as: "client",
        input: empty,
        ...(passphrase === undefined ? {} : { passphrase }),
      });
      expect(result.problem).toBeUndefined();
    }
  });

  it("without a MAC opens with the right one; with a wrong one it is said that it has no check", async () => {
    const unchecked = store("-nomac");
    expect(isProblem(await openPkcs12(unchecked, OLD))).toBe(false);
    for (const wrong of ["wrong", "Old secret", " "]) {
      const read = await openPkcs12(unchecked, wrong);
      if (!isProblem(read)) throw new Error("it was opened");
      expect(read.code).toBe("pkcs12-passphrase-unchecked");
      expect(read.sentence).toContain("no MAC");
      convert(commandIn(read), "store.p12");
      expect(isProblem(await readPrivateKey(bytes("all.pem"), NEW))).toBe(false);
    }
    const none = await openPkcs12(unchecked);
    expect(isProblem(none) && none.code).toBe("pkcs12-passphrase-needed");
    expect(isProblem(await openPkcs12(store("-nomac", "-passout", "pass:")))).toBe(false);
  });
});

describe("blocks before a key that say nothing of it", () => {
  it.each(["prime256v1", "secp384r1", "secp521r1", "secp256k1", "brainpoolP256r1"])(
    "EC PARAMETERS of %s are skipped",
    async (curve) => {
      const text = o.run(["ecparam", "-name", curve, "-genkey"]);
      expect(text).toContain("BEGIN EC PARAMETERS");
      writeFileSync(path("ec.key"), text);
      o.run(["req", "-x509", "-new", "-key", "ec.key", "-subj", "/CN=x", "-out", "ec.pem"]);
      const certificate = o.read("ec.pem");
      expect((await matchPrivateKey({ certificate, privateKey: text })).status).toBe("pass");
      expect(
        (
          await matchPrivateKey({
            certificate: `${text.split("-----BEGIN EC PRIVATE")[0]}${certificate}`,
            privateKey: text,
          })
        ).status,
      ).toBe("pass");
    },
  );
});

describe("Java's key stores", () => {
  it.each([
    ["JKS", [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]],
    ["JCEKS", [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2]],
  ])("%s is named, with its conversion", async (format, head) => {
    const read = await readPrivateKey(Uint8Array.from([...head, 0, 0, 0, 0]));
    if (!isProblem(read)) throw new Error("it was opened");
    expect(read.code).toBe("keystore-java");
    expect(read.remedy).toContain(`-srcstoretype ${format}`);
  });

  it.skipIf(!hasKeytool).each(["JKS", "JCEKS"])(
    "%s, made by keytool, is converted by the command",
    async (format) => {
      const file = `java.${format}`;
      const run = (...args: string[]) => execFileSync("keytool", args, { cwd: o.dir, stdio: "pipe" });
      const pass = ["-storepass", "secret", "-keypass", "secret"];
      run(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=java",
        "-keystore",
        file,
        "-storetype",
        format,
        ...pass,
      );
      const read = await readPrivateKey(bytes(file));
      if (!isProblem(read)) throw new Error("it was opened");
      expect(read.code).toBe("keystore-java");
      const command = /keytool (.*)$/.exec(read.remedy)?.[1] ?? "";
      const to = `${format}.p12`;
      const args = command.replace("FILE", file).replaceAll("store.p12", to).split(" ");
      run(...args, "-srcstorepass", "secret", "-deststorepass", "secret", "-noprompt");
      expect(isProblem(await readPrivateKey(bytes(to), "secret"))).toBe(false);
    },
  );
});
