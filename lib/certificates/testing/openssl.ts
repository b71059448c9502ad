import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Real certificates by the `openssl` program, for tests. Keys are made once a kind, since they take the longest. */
export interface Openssl {
  dir: string;
  run(args: readonly string[], input?: string): string;
  key(kind: KeyKind, name?: string): string;
  issue(options: IssueOptions): Issued;
  read(name: string): string;
  remove(): void;
}

export type KeyKind =
  | "rsa"
  | "rsa1024"
  | "p256"
  | "p384"
  | "p521"
  | "secp256k1"
  | "brainpool"
  | "ed25519"
  | "ed448"
  | "dsa"
  | "explicit"
  | "pss";

export interface IssueOptions {
  subject: string;
  key?: KeyKind | undefined;
  keyName?: string | undefined;
  /** Lines of the extension section; empty for none. */
  extensions?: readonly string[] | undefined;
  digest?: string | undefined;
  issuer?: Issued | undefined;
  days?: number | undefined;
  sigopt?: readonly string[] | undefined;
  serial?: string | undefined;
}

export interface Issued {
  pem: string;
  pemFile: string;
  keyFile: string;
}

const keyArgs: Record<KeyKind, readonly string[]> = {
  rsa: ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  rsa1024: ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
  p256: ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  p521: ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  secp256k1: ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
  brainpool: ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],
  explicit: [
    "genpkey",
    "-algorithm",
    "EC",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-pkeyopt",
    "ec_param_enc:explicit",
  ],
  ed25519: ["genpkey", "-algorithm", "ED25519"],
  ed448: ["genpkey", "-algorithm", "ED448"],
  dsa: [],
  pss: ["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
};

export function openssl(): Openssl {
  const dir = mkdtempSync(join(tmpdir(), "certificates-"));
  const run = (args: readonly string[], input?: string) =>
    execFileSync("openssl", args, {
      cwd: dir,
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
      maxBuffer: 32 << 20,
    });
  const made = new Set<string>();
  let count = 0;
  const key = (kind: KeyKind, name: string = kind): string => {
    const file = join(dir, `${name}.key`);
    if (!made.has(file)) {
      if (kind === "dsa") {
        run(["dsaparam", "-out", "dsa.params", "2048"]);
        run(["gendsa", "-out", file, "dsa.params"]);
      } else run([...keyArgs[kind], "-out", file]);
      made.add(file);
    }
    return file;
  };
  const issue = (options: IssueOptions): Issued => {
    count += 1;
    const keyFile = key(options.key ?? "rsa", options.keyName);
    const base = join(dir, `c${count}`);
    run([
      "req",
      "-new",
      "-utf8",
      "-config",
      config(dir),
      "-key",
      keyFile,
      "-subj",
      options.subject,
      "-out",
      `${base}.csr`,
    ]);
    writeFileSync(`${base}.ext`, `[e]\n${(options.extensions ?? []).join("\n")}\n`);
    const signer = options.issuer
      ? ["-CA", options.issuer.pemFile, "-CAkey", options.issuer.keyFile]
      : ["-signkey", keyFile];
    const serial = options.serial ?? `0x40${count.toString(16).padStart(14, "0")}`;
    run([
      "x509",
      "-req",
      "-in",
      `${base}.csr`,
      ...signer,
      "-set_serial",
      serial,
      "-days",
      String(options.days ?? 365),
      ...(options.digest === "" ? [] : [`-${options.digest ?? "sha256"}`]),
      ...(options.sigopt ?? []).flatMap((o) => ["-sigopt", o]),
      ...(options.extensions ? ["-extfile", `${base}.ext`, "-extensions", "e"] : []),
      "-out",
      `${base}.pem`,
    ]);
    return { pem: readFileSync(`${base}.pem`, "utf8"), pemFile: `${base}.pem`, keyFile };
  };
  return {
    dir,
    run,
    key,
    issue,
    read: (name) => readFileSync(join(dir, name), "utf8"),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function config(dir: string): string {
  const file = join(dir, "req.cnf");
  writeFileSync(file, "[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n");
  return file;
}

export const CLIENT = [
  "basicConstraints=critical,CA:FALSE",
  "keyUsage=critical,digitalSignature",
  "extendedKeyUsage=clientAuth",
];
export const CA = [
  "basicConstraints=critical,CA:TRUE",
  "keyUsage=critical,keyCertSign,cRLSign",
  "subjectKeyIdentifier=hash",
];
