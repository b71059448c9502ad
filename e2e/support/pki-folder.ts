import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A PKI team's folder, made with openssl: a root, an issuing CA, and of that one a client certificate without
 * extensions ("plain"), one that is right, a renewed one, and a printer's.
 */
export function makePkiFolder() {
  const folder = mkdtempSync(join(tmpdir(), "wizard-certificates-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const file = (name: string) => join(folder, name);
  writeFileSync(file("ca.ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n");
  writeFileSync(
    file("leaf.ext"),
    "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n",
  );
  for (const name of ["root", "issuing", "client", "next", "printer"])
    openssl("genrsa", "-out", `${name}.key`, "2048");
  const issue = (
    name: string,
    subject: string,
    days: number,
    ext: string | undefined,
    signer: readonly string[],
    out = name,
  ) => {
    openssl("req", "-new", "-key", `${name}.key`, "-subj", subject, "-out", `${out}.csr`);
    openssl(
      "x509",
      "-req",
      "-in",
      `${out}.csr`,
      ...signer,
      "-days",
      String(days),
      ...(ext ? ["-extfile", ext] : []),
      "-out",
      `${out}.pem`,
    );
  };
  issue("root", "/CN=Corp Root", 900, "ca.ext", ["-signkey", "root.key"]);
  issue("issuing", "/CN=Corp Issuing", 800, "ca.ext", [
    "-CA",
    "root.pem",
    "-CAkey",
    "root.key",
    "-CAcreateserial",
  ]);
  const by = ["-CA", "issuing.pem", "-CAkey", "issuing.key", "-CAcreateserial"];
  issue("client", "/CN=ckm-prod", 300, undefined, by, "plain");
  issue("client", "/CN=ckm-prod", 300, "leaf.ext", by);
  issue("next", "/CN=ckm-prod", 600, "leaf.ext", by);
  issue("printer", "/CN=printer-17", 300, "leaf.ext", by);
  openssl("pkcs8", "-topk8", "-in", "client.key", "-passout", "pass:open sesame", "-out", "client.enc.key");
  openssl("x509", "-in", "issuing.pem", "-outform", "DER", "-out", "issuing.der");
  writeFileSync(file("notes.txt"), "renew in spring");
  return {
    /** The path of a file in it. */
    file,
    read: (name: string) => readFileSync(file(name), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
