import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { type CreateSessionRequest, finishCreateSession, prepareCreateSession } from "./index";

const bytes = (text: string) => new TextEncoder().encode(text);
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

const request: CreateSessionRequest = {
  trustAnchorArn:
    "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555",
  profileArn: "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/66666666-7777-8888-9999-000000000000",
  roleArn: "arn:aws:iam::111122223333:role/ckm-role",
  certificate: bytes("LEAF"),
  serialNumber: "4660",
  keyType: "RSA",
  date: new Date("2026-03-01T12:00:00.123Z"),
  durationSeconds: 900,
};

async function prepare(changes: Partial<CreateSessionRequest> = {}) {
  const prepared = await prepareCreateSession({ ...request, ...changes });
  if (isProblem(prepared)) throw new Error(prepared.code);
  return prepared;
}

async function refusal(changes: Partial<CreateSessionRequest>) {
  const prepared = await prepareCreateSession({ ...request, ...changes });
  return isProblem(prepared) ? prepared.code : "none";
}

describe("a CreateSession request in the body form (worked example A)", () => {
  it("has the canonical request and the string to sign that botocore's canonicaliser gives", async () => {
    const prepared = await prepare();
    expect(sha(prepared.canonicalRequest)).toBe(
      "2513175e9fcd6f1202091bda68f4b5dd6e313ea9c9dbed94a4334805c5935862",
    );
    expect(sha(prepared.stringToSign)).toBe(
      "ef3bd4e49dbcb7678c3c2e51cc38dde81613ec8ecb96549fd9d9cc48f74a1919",
    );
  });

  it("carries serial, scope, signed headers and the signature in lower-case hex", async () => {
    const signed = finishCreateSession(await prepare(), Uint8Array.of(0, 0xab, 255));
    expect(signed.headers.authorization).toBe(
      "AWS4-X509-RSA-SHA256 Credential=4660/20260301/eu-west-1/rolesanywhere/aws4_request, " +
        "SignedHeaders=content-type;host;x-amz-date;x-amz-x509, Signature=00abff",
    );
    expect(signed.url).toBe("https://rolesanywhere.eu-west-1.amazonaws.com/sessions");
    expect(signed.headers["x-amz-x509"]).toBe("TEVBRg==");
  });
});

describe("a CreateSession request in the query form with a chain (worked example B, the helper's shape)", () => {
  it("has the hashes of the worked example", async () => {
    const prepared = await prepare({
      form: "query",
      keyType: "EC",
      chain: [bytes("INT1"), bytes("INT2")],
    });
    expect(prepared.signedHeaders).toBe("content-type;host;x-amz-date;x-amz-x509;x-amz-x509-chain");
    expect(prepared.request.headers["x-amz-x509-chain"]).toBe("SU5UMQ==,SU5UMg==");
    expect(sha(prepared.canonicalRequest)).toBe(
      "7967315c96155f1c60f3d77828de0b12451ebcecf24f782b32b9e80dbc094d6f",
    );
    expect(sha(prepared.stringToSign)).toBe(
      "1856439974b5163cfc51e9f82d449532de94e0526a99cb88c8de7e5ef1efb547",
    );
  });
});

describe("hosts", () => {
  it.each([
    ["aws-cn", "cn-north-1", "rolesanywhere.cn-north-1.amazonaws.com.cn"],
    ["aws-us-gov", "us-gov-west-1", "rolesanywhere.us-gov-west-1.amazonaws.com"],
  ])("in %s come from the partition table", async (partition, region, host) => {
    const prepared = await prepare({
      trustAnchorArn: `arn:${partition}:rolesanywhere:${region}:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555`,
      profileArn: `arn:${partition}:rolesanywhere:${region}:111122223333:profile/66666666-7777-8888-9999-000000000000`,
      roleArn: `arn:${partition}:iam::111122223333:role/ckm-role`,
    });
    expect(prepared.request.headers.host).toBe(host);
    expect(prepared.credentialScope).toContain(`/${region}/`);
  });
});

describe("a request that AWS could only answer with a riddle is refused before it is signed", () => {
  it.each<[string, Partial<CreateSessionRequest>]>([
    ["session-arn-unreadable", { trustAnchorArn: request.profileArn }],
    ["session-arn-unreadable", { profileArn: "" }],
    ["session-arn-unreadable", { roleArn: "arn:aws:iam::111122223333:user/x" }],
    ["session-regions-differ", { profileArn: request.profileArn.replace("eu-west-1", "eu-west-2") }],
    ["session-duration-out-of-range", { durationSeconds: 899 }],
    ["session-duration-out-of-range", { durationSeconds: 43_201 }],
    ["session-date-unreadable", { date: new Date("never") }],
    ["session-chain-too-long", { chain: Array.from({ length: 6 }, () => bytes("X")) }],
    ["session-certificate-unreadable", { certificate: "no PEM" }],
    ["session-certificate-unreadable", { serialNumber: undefined }],
    [
      "session-partition-unknown",
      {
        trustAnchorArn: request.trustAnchorArn.replace("arn:aws:", "arn:aws-iso:"),
      },
    ],
  ])("%s", async (code, changes) => {
    expect(await refusal(changes)).toBe(code);
  });
});
