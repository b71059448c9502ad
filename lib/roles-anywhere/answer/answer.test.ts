import { describe, expect, it } from "vitest";
import { createSessionVerdict, explainRelayFailure, readCreateSessionAnswer } from "../index";

const now = new Date("2026-03-01T12:00:00Z");
const facts = {
  trustAnchorArn: "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/x",
  world: "aws",
  now,
} as const;

function refused(
  message: string,
  status = 403,
  name = "AccessDeniedException",
  headers: Record<string, string> = {},
) {
  const answer = readCreateSessionAnswer({
    status,
    headers: { "x-amzn-errortype": name, "x-amzn-requestid": "r-1", ...headers },
    body: JSON.stringify({ message }),
  });
  if (answer.ok) throw new Error("read as success");
  return answer;
}

describe("each known sentence of Roles Anywhere leads to its row and the likeliest cause first", () => {
  it.each([
    ["Untrusted certificate. Insufficient certificate", "insufficient-certificate", "key-usage"],
    ["Untrusted signing certificate", "untrusted-signing-certificate", "wrong-anchor"],
    ["Untrusted Signing Certificate.", "untrusted-signing-certificate", "wrong-anchor"],
    ["Invalid signature", "invalid-signature", "clock"],
    ["Certificate revoked", "certificate-revoked", "crl"],
    ["Specified Trust Anchor wasn't found.", "trust-anchor-missing", "arn"],
    ["Invalid or empty profile provided.", "profile-missing", "arn"],
    ["Requested Role isn't one of those listed in the Profile.", "role-not-in-profile", "role-arn"],
    [
      "Unable to assume role for arn:aws:iam::1:role/x. The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      "session-too-long",
      "duration",
    ],
    [
      "Unable to assume role. Some attributes failed to be mapped into session tags. Issuer: [ CN ]; Subject: [ ]; SAN: [ ]",
      "attributes-unmapped",
      "characters",
    ],
    ["Unable to assume role for arn:aws:iam::1:role/x", "role-not-assumed", "condition"],
    ["Not authorized to set roleSessionName.", "role-session-name", "accept"],
    ["Trust anchor is disabled", "disabled", "enabled"],
    ["Profile is disabled", "disabled", "enabled"],
    ["The certificate has expired", "certificate-dates", "dates"],
  ])("%s", (sentence, id, cause) => {
    const answer = refused(sentence);
    expect([answer.id, answer.causes[0]?.id]).toEqual([id, cause]);
    const verdict = createSessionVerdict(answer, facts);
    expect(verdict.status).toBe("fail");
    expect(verdict.remedy?.text.length).toBeGreaterThan(20);
    expect(verdict.evidence.details).toContain(sentence);
  });
});

describe("the remedy for a field that cannot be a session tag is for the field that AWS names", () => {
  const sentence = (issuer: string, subject: string, san: string) =>
    `Unable to assume role. Some attributes failed to be mapped into session tags. Issuer: [ ${issuer} ]; Subject: [ ${subject} ]; SAN: [ ${san} ]`.replaceAll(
      "[  ]",
      "[ ]",
    );
  it.each([
    ["CN", "", "", ["x509Issuer --specifiers CN"]],
    ["", "CN", "", ["x509Subject --specifiers CN"]],
    ["", "", "DNS/2", ["x509SAN --specifiers DNS"]],
    ["", "CN, O", "", ["x509Subject --specifiers CN O"]],
    ["", "", "URI, DNS, DNS/1", ["x509SAN --specifiers URI DNS"]],
    [
      "O",
      "OU",
      "Name/O",
      ["x509Issuer --specifiers O", "x509Subject --specifiers OU", "x509SAN --specifiers Name/O"],
    ],
    ["", "", "", []],
  ])("Issuer [%s] Subject [%s] SAN [%s]", (issuer, subject, san, expected) => {
    const [cause] = refused(sentence(issuer, subject, san)).causes;
    const named = [...(cause?.mend ?? "").matchAll(/--certificate-field (.*?)(?=;| \(|$)/g)].map((m) => m[1]);
    expect(named).toEqual(expected);
    expect(createSessionVerdict(refused(sentence(issuer, subject, san)), facts).remedy?.text).toContain(
      cause?.mend,
    );
  });
});

describe("an answer that says nothing about the certificate is unknown, never a failure", () => {
  it.each<[string, number, string, string, string]>([
    ["Rate exceeded", 429, "ThrottlingException", "throttled", "unknown"],
    ["Rate exceeded", 400, "com.amazon#ThrottlingException:http://x", "throttled", "unknown"],
    ["boom", 503, "ServiceUnavailable", "service-error", "unknown"],
    ["a new sentence", 403, "AccessDeniedException", "unrecognised", "unknown"],
    [
      "1 validation error detected: Value 'x' at 'profileArn' failed",
      400,
      "ValidationException",
      "request-refused",
      "fail",
    ],
  ])("%s (%i)", (sentence, status, name, id, verdict) => {
    const answer = refused(sentence, status, name);
    expect(answer.id).toBe(id);
    expect(createSessionVerdict(answer, facts).status).toBe(verdict);
  });

  it("a proxy's page is told apart from AWS", () => {
    const answer = readCreateSessionAnswer({ status: 403, headers: {}, body: "<html>Forbidden</html>" });
    expect(answer.ok === false && answer.id).toBe("intercepted");
  });

  it.each(["unreachable", "tls", "timeout", "throttled", "intercepted", "stopped", "unrecognised"] as const)(
    "%s",
    (kind) => {
      const failure = explainRelayFailure({ kind, code: "X", message: "m" });
      expect(failure.causes.length).toBeGreaterThan(0);
      expect(createSessionVerdict(failure, facts).status).toBe("unknown");
    },
  );

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"credentialSet":[]}',
    '{"credentialSet":[{"credentials":{}}]}',
    "\u0000",
  ])("a success without credentials (%s) is not a success", (body) =>
    expect(readCreateSessionAnswer({ status: 201, headers: {}, body }).ok).toBe(false),
  );
});

describe("the clock", () => {
  const at = (signedAt: string) =>
    readCreateSessionAnswer(
      {
        status: 403,
        headers: { date: "Sun, 01 Mar 2026 12:00:00 GMT", "x-amzn-errortype": "AccessDeniedException" },
        body: '{"message":"Invalid signature"}',
      },
      { signedAt: new Date(signedAt) },
    );

  it("seen to be off comes first, with the seconds", () => {
    const answer = at("2026-03-01T12:30:00Z");
    expect(answer.ok === false && answer.causes[0]?.what).toContain("1800 seconds ahead of AWS's");
  });

  it("seen to be right is no cause any more", () => {
    const answer = at("2026-03-01T12:00:03Z");
    expect(answer.ok === false && answer.causes.map(({ id }) => id)).toEqual(["key", "changed"]);
  });
});

it("a session is read with everything that later steps need", () => {
  const answer = readCreateSessionAnswer({
    status: 201,
    headers: { date: "Sun, 01 Mar 2026 12:00:00 GMT" },
    body: JSON.stringify({
      credentialSet: [
        {
          assumedRoleUser: { arn: "arn:aws:sts::1:assumed-role/ckm/1002", assumedRoleId: "A:1002" },
          credentials: {
            accessKeyId: "ASIA",
            secretAccessKey: "s",
            sessionToken: "t",
            expiration: "2026-03-01T12:15:00Z",
          },
          packedPolicySize: 7,
          roleArn: "arn:aws:iam::1:role/ckm",
          sourceIdentity: "CN=ckm",
        },
      ],
      subjectArn: "arn:aws:rolesanywhere:eu-west-1:1:subject/x",
    }),
  });
  expect(answer).toMatchObject({
    ok: true,
    assumedRoleArn: "arn:aws:sts::1:assumed-role/ckm/1002",
    expiration: new Date("2026-03-01T12:15:00Z"),
    sourceIdentity: "CN=ckm",
    packedPolicySize: 7,
  });
  const verdict = createSessionVerdict(answer, facts);
  expect(verdict.status).toBe("pass");
  expect(JSON.stringify(verdict)).not.toMatch(/ASIA|sessionToken/);
});
