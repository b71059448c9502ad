import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "@/lib/certificates/testing/openssl";

let o: Openssl;
let root: Issued;
let leaf: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 999 });
  leaf = o.issue({ subject: "/CN=ckm-prod", issuer: root, extensions: CLIENT });
});
afterAll(() => o.remove());

const run = (...args: string[]) =>
  spawnSync("node_modules/.bin/tsx", ["scripts/certificates.ts", ...args], {
    encoding: "utf8",
    env: { ...process.env, PKCS12_PASSWORD: "x" },
  });

describe("npm run certificates", () => {
  it("prints a table and ends with 0 where every rule is met", () => {
    const { status, stdout } = run(root.pemFile, leaf.pemFile);
    expect(stdout).toContain("Every rule is met.");
    expect(stdout).toContain("client: CN=ckm-prod");
    expect(status).toBe(0);
  });

  it("ends with 1 on a refusal, and says the command that mends it", () => {
    const { status, stdout } = run(leaf.pemFile, "--anchor", leaf.pemFile);
    expect(stdout).toMatch(/REFUSED {2}Basic constraints say CA: true/);
    expect(stdout).toContain("openssl x509 -req");
    expect(status).toBe(1);
  });

  it("gives JSON to machines", () => {
    const { status, stdout } = run(leaf.pemFile, "--anchor", root.pemFile, "--json");
    const parsed = JSON.parse(stdout) as { accepted: boolean; results: { verdicts: { id: string }[] }[] };
    expect(parsed.accepted).toBe(true);
    expect(parsed.results.flatMap(({ verdicts }) => verdicts).map(({ id }) => id)).toContain(
      "client.issued-by-anchor",
    );
    expect(status).toBe(0);
  });

  it("judges what stands in a Secret, as DER, in UTF-16 and in PKCS#12, and shows nothing of a key", () => {
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(o.dir, name), content);
      return join(o.dir, name);
    };
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const key = o.read("rsa.key");
    const secret = file(
      "secret.yaml",
      `kind: Secret\ndata:\n  tls.crt: ${base64(leaf.pem)}\n  ca.crt: ${base64(root.pem)}\n  tls.key: ${base64(key)}\n`,
    );
    const rootDer = join(o.dir, "root.cer");
    o.run(["x509", "-in", root.pemFile, "-outform", "DER", "-out", rootDer]);
    const wide = file("wide.pem", Buffer.from(`\uFEFF${leaf.pem}`, "utf16le"));
    const store = join(o.dir, "store.p12");
    o.run([
      "pkcs12",
      "-export",
      "-inkey",
      leaf.keyFile,
      "-in",
      leaf.pemFile,
      "-passout",
      "pass:",
      "-out",
      store,
    ]);
    let said = "";
    const leafDer = join(o.dir, "leaf.cer");
    o.run(["x509", "-in", leaf.pemFile, "-outform", "DER", "-out", leafDer]);
    for (const files of [[secret], [wide, rootDer], [store, root.pemFile], [leafDer, rootDer]]) {
      const { status, stdout, stderr } = run(...files);
      expect(stdout, files.join()).toContain("client: CN=ckm-prod");
      expect(stdout).toContain("Every rule is met.");
      expect(status).toBe(0);
      said += stderr;
      for (let at = 100; at < 1600; at += 16) expect(stdout + stderr).not.toContain(key.slice(at, at + 16));
    }
    expect(said).toContain("secret.yaml also holds a private key: not used and not shown");
  });

  it("names a file without a certificate, and a missing one, and shows nothing of a key", () => {
    for (const files of [[leaf.keyFile], [leaf.pemFile, "package.json"]]) {
      const { status, stdout, stderr } = run(...files);
      expect(stderr).toContain(`No certificate in ${files.at(-1)}: `);
      expect(stdout + stderr).not.toContain("BEGIN");
      expect(status).toBe(2);
    }
    expect(run("/nowhere.pem").status).toBe(2);
    expect(run().status).toBe(2);
  });

  it("says how to mend a file that it cannot open, in Windows' own terms first", () => {
    const store = join(o.dir, "windows.pfx");
    const pair = ["-inkey", leaf.keyFile, "-in", leaf.pemFile, "-passout", "pass:x", "-out", store];
    const old = ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
    o.run(["pkcs12", "-export", ...pair, ...old]);
    for (const files of [[store], [root.pemFile, store], [leaf.pemFile, "--anchor", store]]) {
      const { status, stdout, stderr } = run(...files);
      expect(stderr).toMatch(/No certificate in .*windows\.pfx: .*AES256_SHA256.*openssl pkcs12/);
      expect(stdout).not.toContain("Every rule is met.");
      expect(status).toBe(2);
    }
  });

  it("does not accept a file that it could read in part only", () => {
    const cut = join(o.dir, "cut.pem");
    writeFileSync(cut, leaf.pem + root.pem.slice(0, 500));
    const { status, stdout, stderr } = run(cut, "--anchor", root.pemFile);
    expect(stderr).toContain("not read: a certificate that is cut off");
    expect(stdout).toContain("Not everything was read.");
    expect(status).toBe(1);
  });
});
