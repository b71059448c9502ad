import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestPki {
  caPem: string;
  clientPem: string;
  key: CryptoKey;
}

export type TestKey = "RSA" | "P-256" | "P-384";

const keyArguments: Record<TestKey, string[]> = {
  RSA: ["-newkey", "rsa:2048"],
  "P-256": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  "P-384": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
};

/** A CA and a client certificate under it, made by openssl, with the client's key in WebCrypto. */
export async function testPki(kind: TestKey = "P-256"): Promise<TestPki> {
  const folder = mkdtempSync(join(tmpdir(), "pki-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  try {
    openssl(
      ...["req", "-x509", ...keyArguments["P-256"], "-nodes", "-keyout", "ca.key", "-out", "ca.pem"],
      ...["-subj", "/CN=Test CA", "-days", "30", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ...["-addext", "basicConstraints=critical,CA:TRUE"],
    );
    openssl("req", ...keyArguments[kind], "-nodes", "-keyout", "c.key", "-out", "c.csr", "-subj", "/CN=ckm");
    writeFileSync(
      join(folder, "ext"),
      "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n",
    );
    openssl(
      ...["x509", "-req", "-in", "c.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"],
      ...["-out", "c.pem", "-days", "10", "-sha256", "-extfile", "ext"],
    );
    const pkcs8 = createPrivateKey(read("c.key")).export({ type: "pkcs8", format: "der" });
    const algorithm =
      kind === "RSA" ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } : { name: "ECDSA", namedCurve: kind };
    const key = await crypto.subtle.importKey("pkcs8", new Uint8Array(pkcs8), algorithm, false, ["sign"]);
    return { caPem: read("ca.pem"), clientPem: read("c.pem"), key };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
