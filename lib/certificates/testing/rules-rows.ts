import type { VerdictStatus } from "@/lib/verdict";
import { CA, CLIENT, type IssueOptions, type KeyKind } from "./openssl";

/** Every rule about one certificate, judged on a certificate that OpenSSL made for it. */
export interface Row {
  rule: string;
  as: "client" | "trust-anchor";
  what: string;
  options: Partial<IssueOptions>;
  expected: VerdictStatus;
  now?: Date | undefined;
}

export const without = (lines: readonly string[], word: string) =>
  lines.filter((line) => !line.startsWith(word));
const years = (count: number) => new Date(Date.now() + count * 366 * 86_400_000);
const key = (kind: KeyKind) => ({ key: kind });

const both = (
  rule: string,
  what: string,
  options: (base: readonly string[]) => Partial<IssueOptions>,
  expected: VerdictStatus,
  now?: Date,
): Row[] =>
  (["client", "trust-anchor"] as const).map((as) => ({
    rule,
    as,
    what,
    options: options(as === "client" ? CLIENT : CA),
    expected,
    ...(now ? { now } : {}),
  }));
const client = (
  rule: string,
  what: string,
  options: Partial<IssueOptions>,
  expected: VerdictStatus,
  now?: Date,
): Row => ({ rule, as: "client", what, options, expected, ...(now ? { now } : {}) });
export const anchor = (
  rule: string,
  what: string,
  options: Partial<IssueOptions>,
  expected: VerdictStatus,
): Row => ({ rule, as: "trust-anchor", what, options, expected });

export const rows: Row[] = [
  ...both("x509-v3", "no extensions: version 1", () => ({ extensions: undefined }), "fail"),
  ...both("x509-v3", "with extensions", () => ({}), "pass"),
  ...both("extensions-once", "each once", () => ({}), "pass"),
  ...both(
    "extensions-readable",
    "basic constraints that are a string",
    (base) => ({ extensions: [...without(base, "basicConstraints"), "2.5.29.19=DER:0c0178"] }),
    "fail",
  ),
  ...both("extensions-readable", "well-formed", () => ({}), "pass"),
  ...both(
    "extensions-known",
    "an unknown critical extension",
    (base) => ({ extensions: [...base, "1.2.3.4=critical,ASN1:UTF8String:x"] }),
    "fail",
  ),
  ...both(
    "extensions-known",
    "an unknown extension that is not critical",
    (base) => ({ extensions: [...base, "1.2.3.4=ASN1:UTF8String:x"] }),
    "pass",
  ),
  ...both("serial-number", "zero", () => ({ serial: "0" }), "warn"),
  ...both("serial-number", "negative", () => ({ serial: "-7" }), "warn"),
  ...both("serial-number", "more than 20 octets", () => ({ serial: `0x40${"ab".repeat(21)}` }), "warn"),
  client("serial-number", "one digit", { serial: "5" }, "warn"),
  client("serial-number", "two digits", { serial: "0x10" }, "pass"),
  client("basic-constraints", "CA: true", { extensions: CA }, "fail"),
  client("basic-constraints", "absent", { extensions: without(CLIENT, "basicConstraints") }, "warn"),
  client("basic-constraints", "CA: false", {}, "pass"),
  anchor("basic-constraints", "absent", { extensions: without(CA, "basicConstraints") }, "fail"),
  anchor("basic-constraints", "CA: false", { extensions: CLIENT }, "fail"),
  anchor(
    "basic-constraints",
    "CA: true with a path length",
    { extensions: ["basicConstraints=CA:TRUE,pathlen:0", ...without(CA, "basicConstraints")] },
    "pass",
  ),
  client("digital-signature", "absent", { extensions: without(CLIENT, "keyUsage") }, "fail"),
  client(
    "digital-signature",
    "key encipherment alone",
    { extensions: [...without(CLIENT, "keyUsage"), "keyUsage=keyEncipherment"] },
    "fail",
  ),
  client(
    "digital-signature",
    "with others",
    { extensions: [...without(CLIENT, "keyUsage"), "keyUsage=digitalSignature,keyAgreement"] },
    "pass",
  ),
  client("extended-key-usage", "absent", { extensions: without(CLIENT, "extendedKeyUsage") }, "pass"),
  client(
    "extended-key-usage",
    "serverAuth alone",
    { extensions: [...without(CLIENT, "extendedKeyUsage"), "extendedKeyUsage=serverAuth"] },
    "warn",
  ),
  anchor("certificate-sign", "absent", { extensions: without(CA, "keyUsage") }, "fail"),
  anchor(
    "certificate-sign",
    "CRL Sign alone",
    { extensions: [...without(CA, "keyUsage"), "keyUsage=cRLSign"] },
    "fail",
  ),
  anchor("certificate-sign", "both", {}, "pass"),
  anchor(
    "crl-sign",
    "absent",
    { extensions: [...without(CA, "keyUsage"), "keyUsage=keyCertSign"] },
    "not-applicable",
  ),
  anchor("crl-sign", "there", {}, "pass"),
  ...(["sha1", "md5", "sha224"] as const).flatMap((digest) =>
    both("signature-algorithm", digest, () => ({ digest }), "fail"),
  ),
  ...(["sha256", "sha384", "sha512"] as const).flatMap((digest) =>
    both("signature-algorithm", digest, () => ({ digest }), "pass"),
  ),
  ...both(
    "signature-algorithm",
    "RSASSA-PSS with SHA-256",
    () => ({ sigopt: ["rsa_padding_mode:pss"] }),
    "warn",
  ),
  ...both(
    "signature-algorithm",
    "RSASSA-PSS with SHA-1",
    () => ({ digest: "sha1", sigopt: ["rsa_padding_mode:pss"] }),
    "fail",
  ),
  ...(["p256", "p384", "p521", "rsa"] as const).map((kind) => client("key-type", kind, key(kind), "pass")),
  ...(["ed25519", "ed448", "dsa", "pss"] as const).map((kind) =>
    client("key-type", kind, { ...key(kind), digest: kind.startsWith("ed") ? "" : "sha256" }, "fail"),
  ),
  ...both("key-readable", "EC", () => key("p256"), "pass"),
  anchor("key-type", "RSA", {}, "pass"),
  anchor("key-type", "Ed25519", { ...key("ed25519"), digest: "" }, "warn"),
  ...both("key-size", "RSA 1024", () => key("rsa1024"), "warn"),
  ...both("key-size", "secp256k1", () => key("secp256k1"), "warn"),
  ...both("key-size", "Brainpool", () => key("brainpool"), "warn"),
  ...both("key-size", "explicit curve parameters", () => key("explicit"), "fail"),
  ...both("key-size", "P-384", () => key("p384"), "pass"),
  client("platform-key", "RSA", {}, "pass"),
  client("platform-key", "EC", key("p256"), "warn"),
  ...both("not-before", "begins next year", () => ({}), "fail", years(-1)),
  ...both("not-before", "now", () => ({}), "pass"),
  ...both("not-after", "ended", () => ({}), "fail", years(2)),
  ...both("not-after", "now", () => ({}), "pass"),
  ...both("ends-soon", "in 29 days", () => ({ days: 29 }), "warn"),
  ...both("ends-soon", "in 40 days", () => ({ days: 40 }), "pass"),
  client(
    "subject-present",
    "empty, with an alternative name",
    { subject: "/", extensions: [...CLIENT, "subjectAltName=critical,DNS:ckm.example"] },
    "fail",
  ),
  client("subject-present", "a common name", {}, "pass"),
  anchor("subject-present", "empty", { subject: "/" }, "fail"),
  client("common-name", "64 characters", { subject: `/CN=${"a".repeat(64)}` }, "pass"),
  client("common-name", "none", { subject: "/O=Corp" }, "pass"),
  client("common-name", "two", { subject: "/CN=one/CN=two" }, "warn"),
  client("source-identity", "a blank", { subject: "/CN=ckm prod" }, "warn"),
  client("source-identity", "dots and hyphens", { subject: "/CN=ckm-prod.example" }, "pass"),
  ...["Smith & Sons", "Corp (Test)", "O'Brien", "a*b", "Über, Ltd", "a#b", "a;b", "a[1]"].map((name) =>
    client("tag-characters", `the organisation ${name}`, { subject: `/CN=ckm/O=${name}` }, "fail"),
  ),
  client("tag-characters", "a common name with parentheses", { subject: "/CN=ckm (prod)" }, "fail"),
  ...[
    ["a wildcard as the third DNS name", "DNS:a.example,DNS:b.example,DNS:*.example", "fail"],
    ["a URI with a query", "URI:https://a.example/?x=1", "fail"],
    ["a directory name with an ampersand", "dirName:odd", "fail"],
    ["a directory name of two parts", "dirName:fine", "pass"],
    ["a URI of SPIFFE", "URI:spiffe://a.example/ns/b", "pass"],
    ["an e-mail address with an apostrophe", "email:o'brien@a.example", "pass"],
    [
      "a user principal name with an apostrophe",
      "otherName:1.3.6.1.4.1.311.20.2.3;UTF8:o'b*(x)@a.example",
      "pass",
    ],
    ["an IP address of version 6", "IP:fe80::1", "pass"],
  ].map(([what, names, expected]) =>
    client(
      "tag-characters",
      what ?? "",
      { extensions: [...CLIENT, `subjectAltName=${names}`, "[odd]", "O=a & b", "[fine]", "CN=x", "O=Corp"] },
      expected as VerdictStatus,
    ),
  ),
  client("tag-characters", "letters of any script", { subject: "/CN=ckm/O=Grün ΑΒΓ" }, "pass"),
  ...[
    "/C=US/O=Internet Security Research Group/CN=ISRG Root X1",
    "/C=US/O=DigiCert Inc/OU=www.digicert.com/CN=DigiCert Private Root",
    "/O=Sectigo Limited/CN=Company CA",
    "/O=Amazon/CN=Amazon Root CA 1",
    "/O=Entrust, Inc./CN=Entrust Private CA",
  ].map((subject) =>
    anchor("public-authority", `only the name of a public CA: ${subject}`, { subject }, "warn"),
  ),
  anchor("public-authority", "an own CA", {}, "pass"),
  client(
    "client-size",
    "a thousand alternative names",
    {
      extensions: [
        ...CLIENT,
        `subjectAltName=${Array.from({ length: 1000 }, (_, i) => `DNS:host-${i}.example`).join(",")}`,
      ],
    },
    "warn",
  ),
  client("client-size", "usual", {}, "pass"),
];
