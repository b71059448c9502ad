import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../index";
import { makeRequest } from "../keys";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "../testing/openssl";

/** The commands that mend, run by a shell with OpenSSL as they stand on the page. */
let o: Openssl;
let root: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 3650 });
  copyFileSync(root.pemFile, join(o.dir, "ca.pem"));
  copyFileSync(root.keyFile, join(o.dir, "ca.key"));
});
afterAll(() => o.remove());

const remedyOf = async (as: "client" | "trust-anchor", pem: string, id: string, now?: Date) => {
  const { verdicts } = await inspectCertificates({ as, input: pem, ...(now ? { now } : {}) });
  const verdict = verdicts.find((v) => v.id === id);
  expect(verdict?.status).not.toBe("pass");
  return verdict?.remedy?.command ?? "";
};
const run = (command: string) =>
  execFileSync("bash", ["-euc", command], { cwd: o.dir, stdio: ["ignore", "pipe", "pipe"] });

describe("the remedy of a client certificate", () => {
  it.each([
    ["no extensions", { subject: "/CN=ckm-prod/O=Corp", extensions: undefined }, "client.digital-signature"],
    [
      "SHA-1",
      { subject: "/C=DE/O=Müller GmbH/CN=ckm", extensions: CLIENT, digest: "sha1" },
      "client.signature-algorithm",
    ],
    [
      "a key that cannot sign",
      { subject: "/CN=ed", extensions: CLIENT, key: "ed25519" as const, digest: "" },
      "client.key-type",
    ],
    [
      "names that would do harm in a shell",
      { subject: "/CN=$(touch owned)'\"`id`;|&/O=a, b\\\\c\\/d+e=f", extensions: undefined },
      "client.x509-v3",
    ],
    [
      "a name that begins like an option",
      { subject: "/CN=-config x", extensions: undefined },
      "client.x509-v3",
    ],
    ["a common name with a blank", { subject: "/CN=ckm prod", extensions: CLIENT }, "client.source-identity"],
  ])("with %s gives one that is accepted", async (_, options, id) => {
    const made = o.issue({ ...options, issuer: root });
    const command = await remedyOf("client", made.pem, id);
    copyFileSync(made.keyFile, join(o.dir, "client.key"));
    run(command);
    const mended = readFileSync(join(o.dir, "client.pem"), "utf8");
    const after = await inspectCertificates({ as: "client", input: mended, trustAnchor: root.pem });
    // The names stay as they are, and some of these cannot be session tags.
    expect(after.verdicts.filter((v) => v.status === "fail" && v.id !== "client.tag-characters")).toEqual([]);
    expect(after.verdicts.filter((v) => v.status === "unknown")).toEqual([]);
    if (id !== "client.source-identity") {
      const before = await inspectCertificates({ as: "client", input: made.pem });
      expect(after.certificates[0]?.subject.attributes.map((a) => a.value)).toEqual(
        before.certificates[0]?.subject.attributes.map((a) => a.value),
      );
    }
    expect(o.run(["version"])).toBeTruthy();
    expect(() => readFileSync(join(o.dir, "owned"))).toThrow();
  });

  it("with an empty subject gives one with a subject", async () => {
    const made = o.issue({
      subject: "/",
      extensions: [...CLIENT, "subjectAltName=critical,DNS:a.example"],
      issuer: root,
    });
    copyFileSync(made.keyFile, join(o.dir, "client.key"));
    run(await remedyOf("client", made.pem, "client.subject-present"));
    const after = await inspectCertificates({
      as: "client",
      input: readFileSync(join(o.dir, "client.pem"), "utf8"),
      trustAnchor: root.pem,
    });
    expect(after.accepted).toBe(true);
  });
});

describe("the remedy of a CA certificate", () => {
  it.each([
    ["no extensions", undefined, "sha256", "anchor.basic-constraints"],
    [
      "no Certificate Sign",
      ["basicConstraints=CA:TRUE", "keyUsage=cRLSign"],
      "sha256",
      "anchor.certificate-sign",
    ],
    ["MD5", CA, "md5", "anchor.signature-algorithm"],
  ] as const)(
    "with %s gives one that is accepted and keeps what it issued",
    async (_, extensions, digest, id) => {
      const bad = o.issue({
        subject: "/CN=Corp Root/O=Corp",
        keyName: "corp",
        ...(extensions ? { extensions } : {}),
        digest,
      });
      const leaf = o.issue({ subject: "/CN=ckm", extensions: CLIENT, issuer: bad });
      const command = await remedyOf("trust-anchor", bad.pem, id);
      copyFileSync(bad.keyFile, join(o.dir, "ca.key"));
      run(command);
      const mended = readFileSync(join(o.dir, "ca.pem"), "utf8");
      expect((await inspectCertificates({ as: "trust-anchor", input: mended })).accepted).toBe(true);
      expect(
        (await inspectCertificates({ as: "client", input: leaf.pem, trustAnchor: mended })).accepted,
      ).toBe(true);
    },
  );
});

describe("a request made in the browser", () => {
  it.each(["RSA-2048", "P-256", "P-384"] as const)(
    "with %s is one that OpenSSL verifies, with its key",
    async (keyType) => {
      const { requestPem, keyPem, letter } = await makeRequest({
        commonName: "ckm prod, Zürich",
        organisation: 'Smith & "Sons"',
        keyType,
      });
      writeFileSync(join(o.dir, "new.csr"), requestPem);
      writeFileSync(join(o.dir, "new.key"), keyPem);
      // "verify OK" goes to the error stream; a bad signature is an exit code.
      o.run(["req", "-in", "new.csr", "-noout", "-verify"]);
      expect(o.run(["req", "-in", "new.csr", "-noout", "-pubkey"])).toBe(
        o.run(["pkey", "-in", "new.key", "-pubout"]),
      );
      const text = o.run(["req", "-in", "new.csr", "-noout", "-text", "-nameopt", "utf8"]);
      expect(text).toMatch(/CN ?= ?ckm prod\\?, Zürich/);
      expect(text).toContain("TLS Web Client Authentication");
      expect(letter).toContain(requestPem);
      expect(letter).not.toContain("PRIVATE");
    },
  );
});
