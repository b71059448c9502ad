import { describe, expect, it } from "vitest";
import {
  emptyPlanDocument,
  openAnswers,
  type PlanDocument,
  planDocumentSchema,
  sliceSchemas,
  usesCertificate,
} from ".";

function planWith(change: (document: PlanDocument) => void): PlanDocument {
  const document = emptyPlanDocument();
  Object.assign(document.start, {
    connectionName: "aws-production",
    accountId: "111122223333",
    region: "eu-west-1",
  });
  change(document);
  return document;
}

describe("a plan document", () => {
  it("drops every field that nobody wrote down", () => {
    const document = planDocumentSchema.parse({
      ...emptyPlanDocument(),
      privateKey: "secret",
      start: { ...emptyPlanDocument().start, secretAccessKey: "x" },
    });
    expect(JSON.stringify(document)).not.toContain("secret");
  });

  it("refuses a private key in any of its certificate fields", () => {
    for (const field of ["trustAnchorPem", "clientPem", "chainPem"]) {
      const parsed = sliceSchemas.certificates
        .partial()
        .safeParse({ [field]: "-----BEGIN RSA PRIVATE KEY-----\nMII\n" });
      expect(parsed.success, field).toBe(false);
    }
  });

  it.each([
    ["  aws-production\u200B ", "connectionName", "aws-production"],
    ["1111-2222-3333", "accountId", "111122223333"],
    [" 1111 2222 3333 ", "accountId", "111122223333"],
    ["EU-West-1", "region", "eu-west-1"],
  ])("reads %j as people paste it", (typed, field, read) => {
    expect(sliceSchemas.start.partial().parse({ [field]: typed })).toEqual({ [field]: read });
  });
});

describe("open answers", () => {
  const cases: [
    string,
    (d: PlanDocument) => void,
    "start" | "policy" | "certificates" | "identity",
    string[],
  ][] = [
    ["a complete start", () => {}, "start", []],
    [
      "no name",
      (d) => {
        d.start.connectionName = "";
      },
      "start",
      ["connectionName"],
    ],
    [
      "eleven digits",
      (d) => {
        d.start.accountId = "11112222333";
      },
      "start",
      ["accountId"],
    ],
    [
      "a region of another partition",
      (d) => {
        d.start.region = "cn-north-1";
      },
      "start",
      ["region"],
    ],
    [
      "a region that is none",
      (d) => {
        d.start.region = "nowhere";
      },
      "start",
      ["region"],
    ],
    [
      "an external id without a role",
      (d) => {
        d.start.assumeRoleExternalId = "abc";
      },
      "start",
      ["assumeRoleExternalId"],
    ],
    [
      "a user where a role belongs",
      (d) => {
        d.start.assumeRoleArn = "arn:aws:iam::111122223333:user/x";
      },
      "start",
      ["assumeRoleArn"],
    ],
    [
      "a role of another partition",
      (d) => {
        d.start.assumeRoleArn = "arn:aws-cn:iam::111122223333:role/x";
      },
      "start",
      ["assumeRoleArn"],
    ],
    [
      "a policy from elsewhere, not named",
      (d) => {
        d.policy.madeElsewhere = true;
      },
      "policy",
      ["policyArn"],
    ],
    [
      "narrowed to everything that can be",
      (d) => {
        Object.assign(d.policy, { narrowServiceRoles: true, narrowRegions: ["eu-west-3"] });
        Object.assign(d.policy, { narrowTagKey: "managed by", narrowTagValue: "cckm" });
      },
      "policy",
      [],
    ],
    [
      "narrowed to a region of another partition, and to half a tag",
      (d) => Object.assign(d.policy, { narrowRegions: ["cn-north-1"], narrowTagKey: "managed-by" }),
      "policy",
      ["narrowRegions", "narrowTagValue"],
    ],
    [
      "narrowed to a tag that would be a variable or a wildcard in a policy",
      (d) => Object.assign(d.policy, { narrowTagKey: "*", narrowTagValue: `$\{aws:username}` }),
      "policy",
      ["narrowTagKey", "narrowTagValue"],
    ],
    ["certificates missing", () => {}, "certificates", ["trustAnchorPem", "clientPem"]],
    [
      "an access key needs no certificate",
      (d) => {
        d.start.signIn = "access-key";
      },
      "certificates",
      [],
    ],
    [
      "Private CA in China",
      (d) => {
        Object.assign(d.start, { partition: "aws-cn", region: "cn-north-1" });
        d.certificates.authority = "private-ca";
      },
      "certificates",
      ["authority", "privateCaArn", "clientPem"],
    ],
    ["three ARNs missing", () => {}, "identity", ["trustAnchorArn", "roleArn", "profileArn"]],
    [
      "no user named",
      (d) => {
        d.start.signIn = "access-key";
      },
      "identity",
      ["userName"],
    ],
    [
      "a prefix that trust anchors refuse",
      (d) => {
        d.identity.namePrefix = "a.b";
        d.identity.trustAnchorArn = d.identity.roleArn = d.identity.profileArn = "x";
      },
      "identity",
      ["namePrefix"],
    ],
    [
      "a tag of AWS's own",
      (d) => {
        d.start.signIn = "access-key";
        d.identity.userName = "u";
        d.identity.tags = [{ key: "aws:x", value: "y" }];
      },
      "identity",
      ["tags.0.key"],
    ],
  ];
  it.each(cases)("%s", (_, change, slice, fields) => {
    expect(openAnswers(slice, planWith(change)).map((open) => open.field)).toEqual(fields);
  });

  it("names the partition that a foreign region belongs to", () => {
    const [open] = openAnswers(
      "start",
      planWith((d) => {
        d.start.region = "us-gov-west-1";
      }),
    );
    expect(open?.sentence).toContain("AWS GovCloud (US)");
  });
});

it("a move from an access key ends with a certificate", () => {
  expect(
    usesCertificate(
      planWith((d) => {
        d.start.signIn = "migrate";
      }),
    ),
  ).toBe(true);
});
