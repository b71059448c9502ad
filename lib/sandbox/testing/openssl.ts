import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Certificates and signatures made by openssl alone: nothing of the product has a part in them. */
const folder = mkdtempSync(join(tmpdir(), "sandbox-openssl-"));
let files = 0;
function newFile(name: string): string {
  files += 1;
  return join(folder, `${files}-${name}`);
}

function openssl(...parts: string[]): Buffer {
  return execFileSync("openssl", parts, { stdio: ["ignore", "pipe", "ignore"] });
}

export type KeyKind = "rsa:2048" | "P-256" | "P-384";

function newKey(kind: KeyKind): string {
  const file = newFile("key.pem");
  const how = kind.startsWith("rsa")
    ? ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    : ["-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${kind}`];
  openssl("genpkey", ...how, "-out", file);
  return file;
}

export interface Issued {
  keyFile: string;
  certFile: string;
  pem: string;
}

export interface IssueOptions {
  key?: KeyKind | undefined;
  /** Lines of an openssl extension file. */
  extensions?: string | undefined;
  serial?: string | undefined;
  days?: number | undefined;
  digest?: "sha256" | "sha1" | undefined;
  keyFile?: string | undefined;
}

const CA_EXTENSIONS = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign";
const LEAF_EXTENSIONS = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature";

export function newAuthority(subject: string, options: IssueOptions = {}): Issued {
  return issue(subject, undefined, { extensions: CA_EXTENSIONS, ...options });
}

export function newIntermediate(subject: string, issuer: Issued, options: IssueOptions = {}): Issued {
  return issue(subject, issuer, { extensions: CA_EXTENSIONS, ...options });
}

export function newLeaf(subject: string, issuer: Issued, options: IssueOptions = {}): Issued {
  return issue(subject, issuer, { extensions: LEAF_EXTENSIONS, ...options });
}

function issue(subject: string, issuer: Issued | undefined, options: IssueOptions): Issued {
  const keyFile = options.keyFile ?? newKey(options.key ?? "rsa:2048");
  const request = newFile("request.pem");
  const certFile = newFile("certificate.pem");
  openssl("req", "-new", "-key", keyFile, "-subj", subject, "-out", request);
  const extensionFile = newFile("extensions");
  writeFileSync(extensionFile, options.extensions ?? "");
  const signer = issuer ? ["-CA", issuer.certFile, "-CAkey", issuer.keyFile] : ["-signkey", keyFile];
  openssl(
    ...["x509", "-req", "-in", request, ...signer, "-out", certFile, `-${options.digest ?? "sha256"}`],
    ...["-days", String(options.days ?? 30), "-set_serial", options.serial ?? `0x10${files}`],
    ...(options.extensions ? ["-extfile", extensionFile] : []),
  );
  return { keyFile, certFile, pem: readFileSync(certFile, "utf8") };
}

export const derOf = (issued: Issued) =>
  openssl("x509", "-in", issued.certFile, "-outform", "DER").toString("base64");

const serialOf = (issued: Issued) =>
  BigInt(`0x${openssl("x509", "-in", issued.certFile, "-noout", "-serial").toString().trim().split("=")[1]}`);

/** A revocation list (PEM) of these certificates. */
export function revoke(authority: Issued, revoked: Issued[]): string {
  const database = newFile("index.txt");
  const line = (issued: Issued) => {
    const hex = serialOf(issued).toString(16).toUpperCase();
    return `R\t300101000000Z\t200101000000Z\t${hex.padStart(hex.length + (hex.length % 2), "0")}\tunknown\t/CN=revoked\n`;
  };
  writeFileSync(database, revoked.map(line).join(""));
  const config = newFile("ca.cnf");
  writeFileSync(
    config,
    `[ca]\ndefault_ca=here\n[here]\ndatabase=${database}\ndefault_md=sha256\ndefault_crl_days=30\n`,
  );
  return openssl(
    "ca",
    "-gencrl",
    "-config",
    config,
    "-cert",
    authority.certFile,
    "-keyfile",
    authority.keyFile,
  ).toString();
}

export interface SessionArns {
  trustAnchorArn: string;
  profileArn: string;
  roleArn: string;
}

export interface SigningOptions {
  at?: Date | undefined;
  region?: string | undefined;
  chain?: Issued[] | undefined;
  form?: "body" | "query" | undefined;
  body?: Record<string, unknown> | undefined;
  /** Signs with this key instead of the certificate's. */
  signWith?: string | undefined;
}

/** A CreateSession request, canonicalised here by hand and signed by `openssl dgst`. */
export function signSession(url: string, leaf: Issued, arns: SessionArns, options: SigningOptions = {}) {
  const rsa = openssl("x509", "-in", leaf.certFile, "-noout", "-text").toString().includes("rsaEncryption");
  const algorithm = rsa ? "AWS4-X509-RSA-SHA256" : "AWS4-X509-ECDSA-SHA256";
  const date = (options.at ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, "");
  const region = options.region ?? "eu-west-1";
  const inQuery = options.form === "query";
  const query = inQuery
    ? (["profileArn", "roleArn", "trustAnchorArn"] as const)
        .map((n) => `${n}=${encodeURIComponent(arns[n])}`)
        .join("&")
    : "";
  const body = JSON.stringify({ durationSeconds: 900, ...(inQuery ? {} : arns), ...options.body });
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: new URL(url).host,
    "x-amz-date": date,
    "x-amz-x509": derOf(leaf),
    ...(options.chain ? { "x-amz-x509-chain": options.chain.map(derOf).join(",") } : {}),
  };
  const names = Object.keys(headers).sort();
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = [
    "POST",
    "/sessions",
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    hash(body),
  ].join("\n");
  const scope = `${date.slice(0, 8)}/${region}/rolesanywhere/aws4_request`;
  const text = newFile("string-to-sign");
  writeFileSync(text, [algorithm, date, scope, hash(canonical)].join("\n"));
  const signature = openssl("dgst", "-sha256", "-sign", options.signWith ?? leaf.keyFile, text).toString(
    "hex",
  );
  headers.authorization = `${algorithm} Credential=${serialOf(leaf)}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { url: `${url}/sessions${query ? `?${query}` : ""}`, method: "POST", headers, body };
}
