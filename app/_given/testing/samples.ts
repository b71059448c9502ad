import { emptyPlanDocument } from "@/lib/plan";

/** A valid input of every action, with a text at every place that its schema has. An action without one fails the test. */
export interface Material {
  certificate: string;
  /** As a page makes it, for a made-up connection. */
  signedRequest: unknown;
  /** The same with intermediates. */
  chainedRequest: unknown;
}

const arn = "arn:aws:iam::111122223333:role/cckm";
const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/1f2e3d4c-5b6a-4789-90ab-cdef01234567";
const profile = "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/9a8b7c6d-5e4f-4321-a0b1-c2d3e4f5a6b7";
const accessKey = {
  accessKeyId: "AKIASBXAAAAAAAAAAAAA",
  secretAccessKey: "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",
};

const start = {
  connectionName: "ckm-prod",
  description: "Keys of production",
  accountId: "111122223333",
  region: "eu-west-1",
  sets: ["region-listing"],
  assumeRoleArn: arn,
  assumeRoleExternalId: "external-1",
};
const policy = {
  policyArn: "arn:aws:iam::111122223333:policy/cckm",
  narrowRegions: ["eu-west-1"],
  narrowTagKey: "managed-by",
  narrowTagValue: "cckm",
};
const identity = {
  tieFields: ["x509Subject/O"],
  namePrefix: "ciphertrust-cckm",
  rolePath: "/ciphertrust/",
  permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
  tags: [{ key: "team", value: "kms" }],
  trustAnchorArn: anchor,
  roleArn: arn,
  profileArn: profile,
  userName: "cckm",
};
const privateCaArn =
  "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678-1234-4321-8765-123456789012";
const { trustAnchorArn: _t, roleArn: _r, profileArn: _p, ...options } = identity;

/** Statements that IAM would refuse, but that have every element in each of its forms. */
const listed = {
  Sid: "Keys",
  Effect: "Allow",
  Principal: { AWS: [arn] },
  NotPrincipal: { AWS: [arn] },
  Action: ["kms:ListKeys"],
  NotAction: ["kms:ListKeys"],
  Resource: ["*"],
  NotResource: [arn],
  Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
};
const single = {
  Sid: "Keys2",
  Effect: "Deny",
  Principal: { AWS: arn },
  NotPrincipal: { AWS: arn },
  Action: "kms:ListKeys",
  NotAction: "kms:ListKeys",
  Resource: "*",
  NotResource: arn,
  Condition: { StringLike: { "aws:userid": "*" } },
};
const policyDocuments = [
  { Version: "2012-10-17", Id: "policy-1", Statement: [listed, single] },
  { Statement: listed },
  { Statement: single },
];

export function samples({ certificate, signedRequest, chainedRequest }: Material): Record<string, unknown[]> {
  const proofs = [
    { kind: "signed-request", request: signedRequest },
    { kind: "signed-request", request: signedRequest, withChain: chainedRequest },
    { kind: "access-key", ...accessKey },
  ];
  const withProof = (rest: object = {}) => proofs.map((proof) => ({ proof, ...rest }));
  const empty = emptyPlanDocument();
  const document = {
    version: 1,
    start: { ...empty.start, ...start },
    policy: { ...empty.policy, ...policy },
    certificates: {
      ...empty.certificates,
      privateCaArn,
      trustAnchorPem: certificate,
      clientPem: certificate,
      chainPem: certificate,
    },
    identity: { ...empty.identity, ...identity },
  };
  const seen = { description: "0123456789abcdef" };
  return {
    "create-plan": [{ world: "aws", signIn: "access-key" }],
    "restore-plan": [{ world: "aws", document }],
    "rename-plan": [{ name: "ckm-prod" }],
    "delete-plan": [{}],
    "validate-certificates": [
      { authority: "own", trustAnchor: certificate, client: certificate, pilot: false, seen },
    ],
    "anchor-on-issuer": [{}],
    "keep-arns": [{ arns: { trustAnchorArn: anchor, roleArn: arn, profileArn: profile }, seen }],
    "rehearse-identity": [{ fields: options, seen }],
    "save-answers": [
      { slice: "start", fields: start, seen },
      { slice: "policy", fields: policy, seen },
      { slice: "certificates", fields: { privateCaArn }, seen },
      { slice: "identity", fields: identity, seen },
    ],
    "record-key-checks": [{ claims: [{ id: "private-key.match", reason: "signature-verifies" }] }],
    "create-invitation": [{ days: 7 }],
    "revoke-invitation": [{ id: "1f2e3d4c-5b6a-4789-90ab-cdef01234567" }],
    "read-policies": policyDocuments.map((document) => ({ policies: [document], boundary: document })),
    "create-checklist-link": [{ days: 7 }],
    "revoke-checklist-link": [{ id: "1f2e3d4c-5b6a-4789-90ab-cdef01234567" }],
    "prepare-session": [{}],
    "check-connection": withProof({ only: ["kms:ListKeys"], regions: true }),
    "ask-simulator": [{ administrator: { ...accessKey, sessionToken: "IQoJb3JpZ2luX2VjE" } }],
    "choose-scenario": [{ scenario: "healthy" }],
    "reach-regions": withProof(),
    "check-one-region": withProof({ region: "eu-west-1" }),
    "leave-region-out": [{ region: "eu-west-1" }],
    "join-plan": [{ token: "a".repeat(43) }],
    "keep-simulation": [
      {
        account: "111122223333",
        partition: "aws",
        principal: arn,
        decisions: [{ action: "kms:ListKeys", decision: "allowed", missingContext: ["aws:SourceIp"] }],
      },
    ],
  };
}
