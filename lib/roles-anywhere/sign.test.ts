import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { type CreateSessionRequest, prepareCreateSession } from "./index";
import { signCreateSession } from "./sign";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sign-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (...args: string[]) =>
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" }).toString();

const kinds = [
  { name: "RSA 2048", key: ["-newkey", "rsa:2048"], import: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } },
  {
    name: "EC P-256",
    key: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    import: { name: "ECDSA", namedCurve: "P-256" },
  },
  {
    name: "EC P-384",
    key: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    import: { name: "ECDSA", namedCurve: "P-384" },
  },
  {
    name: "EC P-521",
    key: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
    import: { name: "ECDSA", namedCurve: "P-521" },
  },
];

const arns = {
  trustAnchorArn:
    "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555",
  profileArn: "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/66666666-7777-8888-9999-000000000000",
  roleArn: "arn:aws:iam::111122223333:role/path/ckm-role",
};

async function make(
  kind: (typeof kinds)[number],
): Promise<{ request: CreateSessionRequest; key: CryptoKey }> {
  const stem = kind.name.replace(/\W/g, "");
  openssl(
    "req",
    "-x509",
    ...kind.key,
    "-nodes",
    "-keyout",
    `${stem}.key`,
    "-out",
    `${stem}.pem`,
    "-subj",
    "/CN=ckm",
    "-days",
    "2",
  );
  const pkcs8 = createPrivateKey(readFileSync(join(folder, `${stem}.key`))).export({
    type: "pkcs8",
    format: "der",
  });
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array(pkcs8), kind.import, false, ["sign"]);
  const request = {
    ...arns,
    certificate: readFileSync(join(folder, `${stem}.pem`), "utf8"),
    date: new Date("2026-03-01T12:00:00Z"),
    durationSeconds: 900,
  };
  return { request, key };
}

describe.each(kinds)("a request signed in the browser with $name", (kind) => {
  it("verifies with openssl alone, against the certificate it carries", async () => {
    const { request, key } = await make(kind);
    // ECDSA is randomised: sixteen signatures meet short and long integers.
    for (let round = 0; round < 16; round += 1) {
      const signed = await signCreateSession({ ...request, key });
      const prepared = await prepareCreateSession(request);
      if (isProblem(signed) || isProblem(prepared)) throw new Error("refused");
      const authorization = signed.headers.authorization ?? "";
      writeFileSync(
        join(folder, "signature"),
        Buffer.from(authorization.split("Signature=")[1] ?? "", "hex"),
      );
      writeFileSync(join(folder, "leaf.der"), Buffer.from(signed.headers["x-amz-x509"] ?? "", "base64"));
      writeFileSync(join(folder, "string"), prepared.stringToSign);
      writeFileSync(
        join(folder, "public"),
        openssl("x509", "-inform", "DER", "-in", "leaf.der", "-pubkey", "-noout"),
      );
      expect(openssl("dgst", "-sha256", "-verify", "public", "-signature", "signature", "string")).toContain(
        "Verified OK",
      );
      const serial = openssl("x509", "-inform", "DER", "-in", "leaf.der", "-serial", "-noout")
        .trim()
        .split("=")[1];
      expect(authorization).toContain(
        `Credential=${BigInt(`0x${serial}`)}/20260301/eu-west-1/rolesanywhere/`,
      );
    }
  });
});

describe("a key that does not fit", () => {
  it("is refused by kind before anything is signed", async () => {
    const [rsa, ec] = await Promise.all([kinds[0], kinds[1]].map((kind) => kind && make(kind)));
    if (rsa === undefined || ec === undefined) throw new Error("no keys");
    const answer = await signCreateSession({ ...rsa.request, key: ec.key });
    expect(isProblem(answer) && answer.code).toBe("session-key-mismatch");
  });

  it("of another use is a problem, not an exception", async () => {
    const kind = kinds[1];
    if (kind === undefined) throw new Error("no kind");
    const { request } = await make(kind);
    const pair = await crypto.subtle.generateKey(kind.import, false, ["sign", "verify"]);
    if (!("publicKey" in pair)) throw new Error("no pair");
    const answer = await signCreateSession({ ...request, key: pair.publicKey });
    expect(isProblem(answer) && answer.code).toBe("session-signing-failed");
  });
});
