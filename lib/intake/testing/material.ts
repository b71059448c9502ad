import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Keys, certificates and files around them, made for a test run. None of it protects anything. */
export interface Material {
  /** RSA and EC keys as Node has them; every text form is made from these. */
  rsa: KeyObject;
  ec: KeyObject;
  /** The RSA key's certificate, and the CA that issued it. */
  certificate: string;
  ca: string;
  /** PKCS#12 with the RSA key: password "secret", an empty password, and without a MAC. */
  pkcs12: { secret: Uint8Array; empty: Uint8Array; withoutMac: Uint8Array };
  revocationList: string;
  /** OpenSSH's own form, where Node cannot write it. */
  openssh: string;
}

export const AWS = {
  accessKeyId: "AKIAQ3EGXMPLNR7TUV2W",
  secretAccessKey: "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",
  temporaryId: "ASIAQ3EGXMPLNR7TUV2W",
  sessionToken: `IQoJb3JpZ2luX2VjE${"Kd83hTz0PqLm5WxYv7BnRc2A".repeat(14)}==`,
} as const;

export function makeMaterial(): Material {
  const dir = mkdtempSync(join(tmpdir(), "intake-"));
  const file = (name: string) => join(dir, name);
  const run = (...args: string[]) =>
    execFileSync("openssl", args, { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
  try {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const root = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    writeFileSync(file("leaf.key"), pem(rsa));
    writeFileSync(file("root.key"), pem(root));
    writeFileSync(
      file("ca.cnf"),
      "[req]\ndistinguished_name=dn\n[dn]\n[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=n\ndefault_md=sha256\ndefault_crl_days=30\n",
    );
    writeFileSync(file("index.txt"), "");
    writeFileSync(file("n"), "01\n");
    const request = ["req", "-x509", "-config", "ca.cnf", "-days", "365"];
    run(
      ...request,
      "-key",
      "root.key",
      "-subj",
      "/CN=Root",
      "-addext",
      "basicConstraints=critical,CA:TRUE",
      "-out",
      "root.pem",
    );
    run(
      ...request,
      "-CA",
      "root.pem",
      "-CAkey",
      "root.key",
      "-key",
      "leaf.key",
      "-subj",
      "/CN=ckm-prod",
      "-addext",
      "basicConstraints=critical,CA:FALSE",
      "-out",
      "leaf.pem",
    );
    run(
      "ca",
      "-gencrl",
      "-config",
      "ca.cnf",
      "-keyfile",
      "root.key",
      "-cert",
      "root.pem",
      "-out",
      "list.pem",
    );
    const store = (name: string, password: string, ...extra: string[]) => {
      run(
        "pkcs12",
        "-export",
        "-inkey",
        "leaf.key",
        "-in",
        "leaf.pem",
        "-certfile",
        "root.pem",
        "-passout",
        `pass:${password}`,
        "-out",
        name,
        ...extra,
      );
      return new Uint8Array(readFileSync(file(name)));
    };
    return {
      rsa,
      ec: createPrivateKey(pem(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey)),
      certificate: readFileSync(file("leaf.pem"), "utf8"),
      ca: readFileSync(file("root.pem"), "utf8"),
      revocationList: readFileSync(file("list.pem"), "utf8"),
      pkcs12: {
        secret: store("a.p12", "secret"),
        empty: store("b.p12", ""),
        withoutMac: store("c.p12", "secret", "-nomac"),
      },
      openssh: opensshOf(rsa),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();

/** OpenSSH's container (PROTOCOL.key), unencrypted: the magic, "none" thrice, one key. */
function opensshOf(rsa: KeyObject): string {
  const jwk = rsa.export({ format: "jwk" });
  const number = (part: string | undefined) => {
    const bytes = Buffer.from(part ?? "", "base64url");
    return field((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
  };
  const open = Buffer.concat([field(Buffer.from("ssh-rsa")), number(jwk.e), number(jwk.n)]);
  const check = Buffer.from("0102030401020304", "hex");
  const numbers = [jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map(number);
  let closed = Buffer.concat([check, field(Buffer.from("ssh-rsa")), ...numbers, field(Buffer.from("test"))]);
  for (let pad = 1; closed.length % 8 !== 0; pad += 1) closed = Buffer.concat([closed, Buffer.of(pad)]);
  const none = field(Buffer.from("none"));
  const all = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    none,
    none,
    field(Buffer.alloc(0)),
    Buffer.of(0, 0, 0, 1),
    field(open),
    field(closed),
  ]);
  const lines = all.toString("base64").match(/.{1,70}/g) ?? [];
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join("\n")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

function field(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}
