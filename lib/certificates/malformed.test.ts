import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from ".";
import { fromBase64, toPem } from "./read/der-values";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "./testing/openssl";

/** Certificates that are DER and yet malformed: OpenSSL, or whoever reads them with care, refuses them. */

let o: Openssl;
let root: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root/O=Corp", keyName: "root", extensions: CA });
});
afterAll(() => o.remove());

const derOf = ({ pem }: Issued) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));
const inspect = async (input: string | Uint8Array) => {
  const result = await inspectCertificates({ as: "client", input });
  const fails = result.verdicts.filter(({ status }) => status === "fail").map(({ id }) => id.slice(7));
  return { ...result, fails };
};

const rich = [
  ...CLIENT,
  "subjectAltName=DNS:a.example,URI:https://a.example/x,email:a@b.example,IP:10.0.0.1,dirName:d,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:a@b,RID:1.2.3",
  "subjectKeyIdentifier=hash",
  "authorityKeyIdentifier=keyid,issuer",
  "authorityInfoAccess=caIssuers;URI:http://a.example/ca.crt,OCSP;URI:http://o.example/",
  "crlDistributionPoints=URI:http://a.example/x.crl",
  "certificatePolicies=1.2.3.4,@p",
  "policyConstraints=requireExplicitPolicy:3",
  "issuerAltName=DNS:x.example",
  "noCheck=ignored",
  "tlsfeature=status_request",
  "nsCertType=client",
  "[d]\nCN=x\nO=Y",
  "[p]\npolicyIdentifier=1.2.5\nCPS.1=http://a.example/cps\nuserNotice.1=@n",
  "[n]\nexplicitText=UTF8:hi",
];

describe("a leaf with one byte of its DER changed", () => {
  it.each([
    [
      "of RSA, with few extensions",
      () => o.issue({ subject: "/CN=a/O=Corp", issuer: root, extensions: CLIENT }),
    ],
    ["of RSA, with many extensions", () => o.issue({ subject: "/CN=a", issuer: root, extensions: rich })],
    ["of EC", () => o.issue({ subject: "/CN=a", key: "p256", issuer: root, extensions: CLIENT })],
  ])("is never accepted where openssl refuses it: %s, each byte in two ways", async (_, make) => {
    const der = derOf(make());
    expect((await inspect(der)).accepted).toBe(true);
    const accepted: string[] = [];
    for (let at = 0; at < der.length; at += 1)
      for (const bit of [1 << (at % 8), 0x80 >> (at % 3)]) {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ bit;
        const result = await inspect(changed);
        if (result.accepted) {
          writeFileSync(join(o.dir, `m${at}-${bit}.pem`), toPem("CERTIFICATE", changed));
          accepted.push(`m${at}-${bit}.pem`);
        } else if (result.problem === undefined)
          for (const { status, evidence } of result.verdicts)
            if (status === "fail" || status === "unknown") expect(evidence.found).not.toBe("");
      }
    const args = ["verify", "-partial_chain", "-CAfile", root.pemFile, ...accepted];
    const { stdout, stderr } = spawnSync("openssl", args, {
      cwd: o.dir,
      encoding: "utf8",
      maxBuffer: 64 << 20,
    });
    const said = [...`${stdout}${stderr}`.matchAll(/^error (\d+) at 0 depth|^(Could not|Unable).*/gm)];
    // 7: the signature, which is not judged without an anchor. 20: another issuer's name. 9, 10: the dates.
    expect(
      said.map((match) => match[1] ?? match[0]).filter((code) => !["7", "20", "9", "10"].includes(code)),
    ).toEqual([]);
    expect(said.length).toBe(accepted.length);
  });
});

describe("a malformed part", () => {
  const damaged = (line: string) =>
    o.issue({ subject: "/CN=a", issuer: root, extensions: [...CLIENT, line] }).pem;
  it.each([
    ["an alternative name with an octet above ASCII", "2.5.29.17=DER:3003820180"],
    ["an IP address of three octets", "2.5.29.17=DER:30058703010203"],
    ["an empty list of alternative names", "2.5.29.17=DER:3000"],
    ["a name of no known kind", "2.5.29.17=DER:30038a0161"],
    ["a policy without its number", "2.5.29.32=DER:30023000"],
    ["a policy twice", "2.5.29.32=DER:300a300306012a300306012a"],
    ["a distribution point that is a string", "2.5.29.31=DER:30030c0161"],
    ["an access description without a place", "1.3.6.1.5.5.7.1.1=DER:3005300306012a"],
    ["policy constraints without content", "2.5.29.36=DER:3000"],
    [
      "a key identifier of the issuer that names it without its number",
      "2.5.29.35=DER:3009a10782056162636465",
    ],
    ["a mapping of one policy", "2.5.29.33=DER:3005300306012a"],
  ])("is told: %s", async (_, line) => {
    const { fails, accepted } = await inspect(damaged(line));
    expect(accepted).toBe(false);
    expect(fails).toEqual(["extensions-readable"]);
  });

  it("is told beside the rules that the certificate breaks, too", async () => {
    const bad = [...CLIENT.filter((line) => !line.startsWith("keyUsage")), "2.5.29.32=DER:30023000"];
    const made = o.issue({ subject: "/CN=a", issuer: root, digest: "sha1", extensions: bad });
    const { fails } = await inspect(made.pem);
    expect(fails.sort()).toEqual(["digital-signature", "extensions-readable", "signature-algorithm"]);
    const ec = derOf(
      o.issue({ subject: "/CN=a", key: "p256", issuer: root, digest: "sha1", extensions: CLIENT }),
    );
    const point = ec.findIndex((octet, at) => octet === 0x03 && ec[at + 1] === 0x42 && ec[at + 3] === 0x04);
    ec[point + 20] = (ec[point + 20] ?? 0) ^ 1;
    expect((await inspect(ec)).fails.sort()).toEqual(["key-readable", "signature-algorithm"]);
  });

  it.each(["p256", "p384", "p521", "secp256k1", "brainpool"] as const)(
    "is a point that is not on %s",
    async (key) => {
      const der = derOf(o.issue({ subject: "/CN=a", key, issuer: root, extensions: CLIENT }));
      const at = der.findIndex((octet, i) => octet === 0x04 && der[i - 1] === 0 && (der[i - 2] ?? 0) > 0x41);
      der[at + 9] = (der[at + 9] ?? 0) ^ 4;
      expect((await inspect(der)).fails).toEqual(["key-readable"]);
    },
  );

  it("is not a compressed point: the same key, for a client and for the CA that signs", async () => {
    const { pemFile, pem } = compressed("ca", CA);
    const ca: Issued = { pem, pemFile, keyFile: join(o.dir, "ca.key") };
    const leaf = o.issue({ subject: "/CN=a", issuer: ca, extensions: CLIENT });
    const result = await inspectCertificates({ as: "client", input: leaf.pem, trustAnchor: ca.pem });
    expect(result.verdicts.find(({ id }) => id === "client.issued-by-anchor")?.status).toBe("pass");
    const client = compressed("leaf", CLIENT);
    expect((await inspect(client.pem)).fails).toEqual([]);
  });

  function compressed(name: string, extensions: readonly string[]) {
    const file = join(o.dir, `${name}.key`);
    o.run(["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "plain.key"]);
    o.run(["ec", "-in", "plain.key", "-conv_form", "compressed", "-out", file]);
    const config = join(o.dir, "x.cnf");
    writeFileSync(
      config,
      `[req]\ndistinguished_name=dn\nx509_extensions=e\n[dn]\n[e]\n${extensions.join("\n")}\n`,
    );
    const pemFile = join(o.dir, `${name}.pem`);
    o.run(["req", "-x509", "-new", "-config", config, "-key", file, "-subj", `/CN=${name}`, "-out", pemFile]);
    return { pemFile, pem: o.read(`${name}.pem`) };
  }
});
