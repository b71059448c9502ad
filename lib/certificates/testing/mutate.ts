import { X509Certificate } from "node:crypto";
import { inspectCertificates } from "../index";
import { fromBase64, toPem } from "../read/der-values";
import { type Random, randomFrom } from "./generate";
import { CA, CLIENT, type Openssl } from "./openssl";

export interface MutationReport {
  inputs: number;
  threw: string[];
  /** Slower than the bound, in milliseconds of processor time of this process. */
  slow: string[];
  /** Read as certificates here, refused by OpenSSL's parser; each with the PEM, so that it can be looked at. */
  wronglyRead: string[];
  /** Refused without a word. */
  unsaid: string[];
  read: number;
  problems: Map<string, number>;
}

const SLOW_MS = 2000;

/** Flips, cuts, repeats and disarms good certificates, and inspects what comes out. */
export async function mutate(
  count: number,
  seed: number,
  originals: readonly string[],
): Promise<MutationReport> {
  const random = randomFrom(seed);
  const report: MutationReport = {
    inputs: count,
    threw: [],
    slow: [],
    wronglyRead: [],
    unsaid: [],
    read: 0,
    problems: new Map(),
  };
  for (let index = 0; index < count; index += 1) {
    const [what, input] = mutation(random, random.pick(originals), random.pick(originals));
    const label = `${seed}/${index} ${what}`;
    const before = process.cpuUsage();
    try {
      const as = random.chance(0.5) ? "client" : "trust-anchor";
      const result = await inspectCertificates({ as, input, trustAnchor: originals[0] ?? "" });
      if (result.problem !== undefined)
        report.problems.set(result.problem.code, (report.problems.get(result.problem.code) ?? 0) + 1);
      else report.read += 1;
      const refusals = result.verdicts.filter(({ status }) => status === "fail" || status === "unknown");
      if (!result.accepted && !result.problem?.sentence && !refusals.some(({ evidence }) => evidence.found))
        report.unsaid.push(label);
      if (result.accepted && !opensslTakes(result.certificates[0]?.pem ?? ""))
        report.wronglyRead.push(`${label}: accepted`);
      if (result.problem !== undefined && (result.accepted || result.verdicts.length > 0))
        report.threw.push(`${label}: a problem with verdicts`);
      for (const { pem } of result.certificates)
        if (!opensslReads(pem)) report.wronglyRead.push(`${label}: ${pem}`);
    } catch (error) {
      report.threw.push(`${label}: ${String(error)}`);
    }
    const used = process.cpuUsage(before);
    if ((used.user + used.system) / 1000 > SLOW_MS) report.slow.push(label);
  }
  return report;
}

/** Node's parser is OpenSSL's. */
function opensslReads(pem: string): boolean {
  try {
    const certificate = new X509Certificate(pem);
    return (
      certificate.subject !== null && certificate.publicKey.type === "public" && certificate.validTo !== ""
    );
  } catch (error) {
    // A key type that Node cannot use is still a certificate that OpenSSL parsed.
    return error instanceof Error && /unsupported|unknown|decode/i.test(error.message) && parsed(pem);
  }
}

/** As `opensslReads`, and the key is one that OpenSSL can use. */
function opensslTakes(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey.type === "public";
  } catch {
    return false;
  }
}

function parsed(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== "";
  } catch {
    return false;
  }
}

function mutation(random: Random, pem: string, other: string): [string, string | Uint8Array] {
  const kind = random.pick([
    "flip",
    "flip",
    "flip",
    "bytes",
    "cut",
    "repeat",
    "insert",
    "delete",
    "splice",
    "armour",
    "text",
    "noise",
    "length",
  ] as const);
  const der = fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));
  const at = random.below(der.length);
  const wrap = (bytes: Uint8Array): string | Uint8Array =>
    random.chance(0.5) ? bytes : toPem("CERTIFICATE", bytes);
  switch (kind) {
    case "flip":
      der[at] = (der[at] ?? 0) ^ (1 << random.below(8));
      return [`flip at ${at}`, wrap(der)];
    case "bytes":
      for (let i = random.below(8) + 1; i > 0; i -= 1) der[random.below(der.length)] = random.below(256);
      return ["bytes", wrap(der)];
    case "cut":
      return [`cut at ${at}`, wrap(der.slice(0, at))];
    case "repeat":
      return [
        "repeat",
        wrap(Uint8Array.from([...der.slice(0, at), ...der.slice(Math.max(0, at - random.below(200)))])),
      ];
    case "insert":
      return [
        "insert",
        wrap(
          Uint8Array.from([
            ...der.slice(0, at),
            ...Array.from({ length: random.below(20) }, () => random.below(256)),
            ...der.slice(at),
          ]),
        ),
      ];
    case "delete":
      return ["delete", wrap(Uint8Array.from([...der.slice(0, at), ...der.slice(at + 1 + random.below(5))]))];
    case "splice": {
      const second = fromBase64(other.replace(/-----[^-]+-----|\s/g, ""));
      return [
        "splice",
        wrap(Uint8Array.from([...der.slice(0, at), ...second.slice(random.below(second.length))])),
      ];
    }
    case "length":
      // Lengths and tags stand in the first octets: most structure is there.
      der[random.below(40)] = random.pick([0, 0x30, 0x80, 0x81, 0x82, 0x84, 0xff, 0x7f]);
      return ["length", wrap(der)];
    case "armour": {
      const position = random.below(pem.length);
      return [
        "armour",
        pem.slice(0, position) +
          random.pick(["-", "\n", " ", "=", "\u0000", "é", "BEGIN", "\\n"]) +
          pem.slice(position + random.below(4)),
      ];
    }
    case "text":
      return [
        "text",
        random.pick([
          `${pem.slice(random.below(200))}${other}`,
          pem.repeat(1 + random.below(60)),
          pem.toLowerCase(),
          pem.replaceAll("\n", "\\n"),
          JSON.stringify(pem + other),
          pem.replaceAll("-----", "----"),
          [...pem].reverse().join(""),
        ]),
      ];
    case "noise":
      return ["noise", Uint8Array.from({ length: random.below(3000) }, () => random.below(256))];
  }
}

/** Good certificates of several kinds to begin from, the CA first. */
export function originalsBy(o: Openssl): string[] {
  const root = o.issue({ subject: "/CN=Root/O=Corp", keyName: "root", extensions: CA });
  const names = "subjectAltName=DNS:a.example,URI:https://a.example/x,email:a@b.example,IP:10.0.0.1";
  const aia = "authorityInfoAccess=caIssuers;URI:http://a.example/ca.crt";
  return [
    root,
    o.issue({ subject: "/CN=ckm-prod/O=Corp/OU=Grün", issuer: root, extensions: [...CLIENT, names, aia] }),
    o.issue({ subject: "/CN=ec", key: "p256", issuer: root, extensions: CLIENT }),
    o.issue({
      subject: "/CN=rich",
      key: "p384",
      issuer: root,
      extensions: [
        ...CLIENT,
        `${names},dirName:d,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:a@b`,
        aia,
        "crlDistributionPoints=URI:http://a.example/x.crl",
        "certificatePolicies=1.2.3.4,@p",
        "authorityKeyIdentifier=keyid,issuer",
        "[d]\nCN=x\nO=Y",
        "[p]\npolicyIdentifier=1.2.5\nCPS.1=http://a.example/cps",
      ],
    }),
    o.issue({ subject: "/CN=pss", issuer: root, extensions: CLIENT, sigopt: ["rsa_padding_mode:pss"] }),
    o.issue({
      subject: "/CN=limited",
      issuer: root,
      extensions: [...CA, "nameConstraints=critical,permitted;DNS:a.example"],
    }),
  ].map(({ pem }) => pem);
}
