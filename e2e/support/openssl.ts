import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Pki {
  ca: string;
  client: string;
  key: string;
}

/** A CA and a client certificate as a PKI team would make them: with openssl, never with our own code. */
export function makePki(commonName: string): Pki {
  const folder = mkdtempSync(join(tmpdir(), "wizard-pki-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  try {
    writeFileSync(
      join(folder, "ca.cnf"),
      "[v3]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n",
    );
    writeFileSync(
      join(folder, "leaf.cnf"),
      "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n",
    );
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-days",
      "30",
      "-sha256",
      "-subj",
      "/CN=Test CA/O=Corp",
      "-extensions",
      "v3",
      "-config",
      makeConfig(folder),
    );
    openssl(
      "req",
      "-new",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "client.pk8",
      "-out",
      "client.csr",
      "-subj",
      `/CN=${commonName}/O=Corp`,
    );
    openssl("rsa", "-in", "client.pk8", "-traditional", "-out", "client.key");
    openssl(
      "x509",
      "-req",
      "-in",
      "client.csr",
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-days",
      "20",
      "-sha256",
      "-extfile",
      "leaf.cnf",
      "-out",
      "client.pem",
    );
    return { ca: read("ca.pem"), client: read("client.pem"), key: read("client.key") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeConfig(folder: string): string {
  const file = join(folder, "req.cnf");
  writeFileSync(file, `[req]\ndistinguished_name=dn\n[dn]\n${readFileSync(join(folder, "ca.cnf"), "utf8")}`);
  return file;
}
