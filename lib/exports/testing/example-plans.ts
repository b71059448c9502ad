import { type Partition, partitions } from "@/lib/partitions";
import { emptyPlanDocument, type PlanDocument, type SignInWay, signInWays } from "@/lib/plan";

/** Plans for tests: complete, without any secret. */
const regions: Record<Partition, string> = {
  aws: "eu-central-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-northwest-1",
};
const ACCOUNT = "111122223333";
const UUID = "0f0e0d0c-1111-4222-8333-444455556666";

/** A certificate of nobody: made for these tests, its key was thrown away. */
export const examplePem = `-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E
AwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw
-----END CERTIFICATE-----
`;

/** A real one, CN=ckm-prod, with everything that can be required of a certificate; its key was thrown away. */
export const tiedClientPem = `-----BEGIN CERTIFICATE-----
MIICITCCAcagAwIBAgICEjQwCgYIKoZIzj0EAwIwKTEQMA4GA1UECgwHRXhhbXBs
ZTEVMBMGA1UEAwwMSXNzdWluZyBDQSAzMCAXDTI2MTEyNzAzNTMyOVoYDzIxMjUw
NjIxMDM1MzI5WjBHMRAwDgYDVQQKDAdFeGFtcGxlMREwDwYDVQQLDAhTZWN1cml0
eTENMAsGA1UECwwES2V5czERMA8GA1UEAwwIY2ttLXByb2QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQzeB1E2jpc2J5UFOBavN+YNnA3sy3FAnvS+yVh4caelNcL
p9wUzkLyTdN0x1GCnKjmTiMkCS3Ba5kut0xBXjgGo4G9MIG6MF0GA1UdEQRWMFSC
D2NrbS5leGFtcGxlLmNvbYYUc3BpZmZlOi8vZXhhbXBsZS9ja22kKzApMRUwEwYD
VQQDDAxja20sIGF0IGhvbWUxEDAOBgNVBAoMB0V4YW1wbGUwCQYDVR0TBAIwADAO
BgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFL/28eelanldjnnG4Qo94pMJMd0AMB8G
A1UdIwQYMBaAFE8sQY4g67N0oQvj3BRn471k6N5hMAoGCCqGSM49BAMCA0kAMEYC
IQDwCDtReV9ZDkpLGl4PTIll8om0+ryld8+W66eSzrMwXgIhAKpTutuPdzRdCpca
FqD3kXkx43SHh1Gao4FmXXsFlRIE
-----END CERTIFICATE-----
`;
/** The CA that issued it: O=Example, CN=Issuing CA 3. */
export const tiedCaPem = `-----BEGIN CERTIFICATE-----
MIIBuTCCAV+gAwIBAgIUIYpD+aFL83EHNtLaSKdbH3kgRvwwCgYIKoZIzj0EAwIw
KTEQMA4GA1UECgwHRXhhbXBsZTEVMBMGA1UEAwwMSXNzdWluZyBDQSAzMCAXDTI2
MTEyNzAzNTMyOVoYDzIxMjYxMTAzMDM1MzI5WjApMRAwDgYDVQQKDAdFeGFtcGxl
MRUwEwYDVQQDDAxJc3N1aW5nIENBIDMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARGeMtji9JJb92IydYqgBZivoojMiLC/NQtoLnyS912yvV/4q21YgG5Z2Lfm3AN
eB0eED4e0yZ6WYZmJn05EGJUo2MwYTAdBgNVHQ4EFgQUTyxBjiDrs3ShC+PcFGfj
vWTo3mEwHwYDVR0jBBgwFoAUTyxBjiDrs3ShC+PcFGfjvWTo3mEwDwYDVR0TAQH/
BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwCgYIKoZIzj0EAwIDSAAwRQIgd6P/CsFx
CX9ZS3l87F6TkIti36fRwh9CoO/CwaFVZqUCIQDENR1WMFrOhfV6K8rAVqOo3Pum
IFTyFzLwyaRVuwUf9Q==
-----END CERTIFICATE-----
`;

export function examplePlan(partition: Partition, signIn: SignInWay): PlanDocument {
  const region = regions[partition];
  const document = emptyPlanDocument();
  const everything = signIn === "migrate";
  document.start = {
    ...document.start,
    connectionName: `cckm-${partition}`,
    description: everything ? "Moves from the access key of 2021" : "",
    target: signIn === "access-key" ? "ciphertrust-manager" : "cdspaas",
    partition,
    accountId: ACCOUNT,
    region,
    signIn,
    sets: everything
      ? ["region-listing", "key-management", "multi-region-keys", "custom-key-stores"]
      : ["region-listing", "key-management"],
    assumeRoleArn: everything ? `arn:${partition}:iam::444455556666:role/keys` : "",
    assumeRoleExternalId: everything ? "cckm-keys" : "",
  };
  document.identity = {
    ...document.identity,
    rolePath: everything ? "/ciphertrust/" : "/",
    tags: everything ? [{ key: "cost centre", value: "4711" }] : [],
  };
  if (signIn === "access-key") document.identity.userName = "ciphertrust-cckm-user";
  else {
    document.certificates = { ...document.certificates, trustAnchorPem: examplePem, clientPem: examplePem };
    document.identity.trustAnchorArn = `arn:${partition}:rolesanywhere:${region}:${ACCOUNT}:trust-anchor/${UUID}`;
    document.identity.profileArn = `arn:${partition}:rolesanywhere:${region}:${ACCOUNT}:profile/${UUID}`;
    document.identity.roleArn = `arn:${partition}:iam::${ACCOUNT}:role${document.identity.rolePath}ciphertrust-cckm-role`;
  }
  return document;
}

/** Nine plans: three ways of signing in × three partitions. */
export const examplePlans: readonly { name: string; document: PlanDocument }[] = partitions.flatMap(
  (partition) =>
    signInWays.map((signIn) => ({
      name: `${partition}-${signIn}`,
      document: examplePlan(partition, signIn),
    })),
);

/** A plan that narrows its policy in every way there is. */
export const narrowedPlan: { name: string; document: PlanDocument } = {
  name: "aws-narrowed",
  document: narrowed(examplePlan("aws", "migrate")),
};

function narrowed(document: PlanDocument): PlanDocument {
  document.start.sets = [...document.start.sets, "assume-role"];
  document.policy = {
    ...document.policy,
    narrowServiceRoles: true,
    narrowRegions: ["eu-west-3"],
    narrowTagKey: "managed by",
    narrowTagValue: "key team",
  };
  return document;
}

/** Values that mean something to a shell, to JSON, YAML or HCL. */
export const hostileTexts: readonly string[] = [
  `'; touch /tmp/h2-harm; '`,
  '"; touch /tmp/h2-harm; "',
  "$(touch /tmp/h2-harm)",
  "`touch /tmp/h2-harm`",
  `$\{HOME} %{if true} $HOME`,
  "line one\nline two",
  "EOF\nEOT\n---\n- x: y",
  "back\\slash\\",
  "tab\there",
  "Prüfung 密钥 🔑 \u2028",
  "# no comment",
  "*/ {{ x }} <!-- -->",
];

/** A plan whose free texts are all hostile. */
export function hostilePlan(text: string, signIn: SignInWay = "roles-anywhere"): PlanDocument {
  const document = examplePlan("aws", signIn);
  document.start.connectionName = text;
  document.start.description = text;
  document.start.assumeRoleArn = text;
  document.start.assumeRoleExternalId = text;
  document.policy.narrowRegions = [text];
  document.policy.narrowTagKey = text;
  document.policy.narrowTagValue = text;
  document.identity.namePrefix = text;
  document.identity.rolePath = text;
  document.identity.tags = [{ key: text, value: text }];
  document.identity.roleArn = text;
  document.identity.trustAnchorArn = text;
  document.identity.profileArn = text;
  return document;
}
