import { describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { planFor } from "../testing/identity-script";
import { blueprint, identityConsoleWalk } from "./index";

const block = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const withCa = (trustAnchorPem: string) => planFor({ certificates: { trustAnchorPem } });

const refusal = (plan: Parameters<typeof blueprint>[0]) => {
  const made = blueprint(plan);
  return isProblem(made) ? [made.code, ...(made.fields ?? []).map(({ field }) => field)] : ["drawn"];
};

describe("a blueprint is drawn only from answers that a script can carry", () => {
  it.each<[string, Parameters<typeof blueprint>[0], string[]]>([
    ["complete", withCa(block), ["drawn"]],
    ["without ARNs and client certificate: they come later", withCa(block), ["drawn"]],
    ["no CA", planFor(), ["blueprint-open", "certificates.trustAnchorPem"]],
    [
      "no account",
      planFor({ start: { accountId: "" }, certificates: { trustAnchorPem: block } }),
      ["blueprint-open", "start.accountId"],
    ],
    ["a text that is no certificate", withCa("hello"), ["anchor-certificate-unreadable"]],
    ["three CA certificates", withCa(block.repeat(3)), ["anchor-too-many-certificates"]],
    ["a CA of 20,000 characters", withCa(block.replace("MIIB", "M".repeat(20_000))), ["anchor-too-long"]],
    [
      "a private CA in China",
      planFor({
        start: { partition: "aws-cn" },
        certificates: {
          authority: "private-ca",
          privateCaArn: "arn:aws-cn:acm-pca:cn-north-1:111122223333:certificate-authority/x",
        },
      }),
      ["blueprint-open", "certificates.authority"],
    ],
    [
      "a policy of another account",
      planFor({
        policy: { madeElsewhere: true, policyArn: "arn:aws:iam::999988887777:policy/p" },
        certificates: { trustAnchorPem: block },
      }),
      ["blueprint-open", "policy.policyArn"],
    ],
    [
      "a tag that Roles Anywhere refuses",
      planFor({
        certificates: { trustAnchorPem: block },
        identity: { tags: [{ key: "Ort", value: "Köln" }] },
      }),
      ["blueprint-open", "identity.tags"],
    ],
    [
      "the same tag for a user, which IAM takes",
      planFor({ start: { signIn: "access-key" }, identity: { tags: [{ key: "Ort", value: "Köln" }] } }),
      ["drawn"],
    ],
    [
      "a tag twice",
      planFor({
        start: { signIn: "access-key" },
        identity: {
          tags: [
            { key: "a", value: "1" },
            { key: "A", value: "2" },
          ],
        },
      }),
      ["blueprint-open", "identity.tags"],
    ],
    [
      "a name with a line break",
      planFor({ start: { signIn: "access-key" }, identity: { userName: "a\nb" } }),
      ["blueprint-open", "identity.userName", "identity"],
    ],
  ])("%s", (_, plan, expected) => expect(refusal(plan)).toEqual(expected));

  it("frees the CA certificate of the text around it", () => {
    const made = blueprint(withCa(`subject=CN = X\r\n${block.replaceAll("\n", "\r\n")} trailing`));
    expect(
      isProblem(made) || made.identity.kind !== "roles-anywhere" ? made : made.identity.trustAnchor.source,
    ).toEqual({
      sourceType: "CERTIFICATE_BUNDLE",
      sourceData: { x509CertificateData: block },
    });
  });
});

describe("the walk through the console", () => {
  it.each([
    ["aws", "eu-west-1", "eu-west-1.console.aws.amazon.com"],
    ["aws-us-gov", "us-gov-west-1", "console.amazonaws-us-gov.com"],
    ["aws-cn", "cn-north-1", "console.amazonaws.cn"],
  ] as const)("of %s leads to that partition's console and no other", (partition, region, host) => {
    for (const signIn of ["roles-anywhere", "access-key"] as const) {
      const made = blueprint(
        planFor({ start: { partition, signIn, region }, certificates: { trustAnchorPem: block } }),
      );
      if (isProblem(made)) throw new Error(made.sentence);
      const walk = identityConsoleWalk(made, "");
      const hosts = new Set(walk.flatMap(({ link }) => (link ? [new URL(link.url).host] : [])));
      const iamHost = partition === "aws" ? "console.aws.amazon.com" : host;
      expect([...hosts].filter((one) => one !== host && one !== iamHost)).toEqual([]);
      expect(
        walk.some(({ copy }) => copy?.value.includes(`arn:${partition === "aws" ? "aws-cn" : "aws"}:`)),
      ).toBe(false);
    }
  });

  it("ties the trust policy to the anchor once its ARN is known", () => {
    const made = blueprint(withCa(block));
    if (isProblem(made)) throw new Error(made.sentence);
    const policy = (arn: string) =>
      identityConsoleWalk(made, arn).find(({ copy }) => copy?.label === "Trust policy")?.copy?.value;
    expect(policy("")).toContain("ARN-OF-THE-TRUST-ANCHOR");
    expect(policy("arn:x")).toContain('"aws:SourceArn": "arn:x"');
  });
});
