import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "./support/test";
import { downloadCompletePayload, makeChecklistLink, type Wish, walk } from "./support/walk";

const pem = (kind: string) =>
  expect.stringMatching(
    new RegExp(`^-----BEGIN ${kind}-----\\n[A-Za-z0-9+/=\\n]+-----END ${kind}-----\\n?$`),
  );
const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

const wishes: [Wish, (account: string) => unknown][] = [
  [
    {
      name: "aws-production",
      signIn: "IAM Roles Anywhere (certificate)",
      partition: "aws",
      region: "eu-central-1",
      features: ["Multi-Region keys", "External and CloudHSM key stores"],
    },
    (account) => ({
      name: "aws-production",
      products: ["cckm"],
      cloud_name: "aws",
      aws_sts_regional_endpoints: "regional",
      aws_region: "eu-central-1",
      is_role_anywhere: true,
      iam_role_anywhere: {
        anywhere_role_arn: `arn:aws:iam::${account}:role/ciphertrust-cckm-role`,
        trust_anchor_arn: expect.stringMatching(
          new RegExp(`^arn:aws:rolesanywhere:eu-central-1:${account}:trust-anchor/${uuid}$`),
        ),
        profile_arn: expect.stringMatching(
          new RegExp(`^arn:aws:rolesanywhere:eu-central-1:${account}:profile/${uuid}$`),
        ),
        certificate: pem("CERTIFICATE"),
        private_key: pem("RSA PRIVATE KEY"),
      },
    }),
  ],
  [
    { name: "gov-keys", signIn: "Access key", partition: "aws-us-gov", region: "us-gov-west-1" },
    () => ({
      name: "gov-keys",
      products: ["cckm"],
      cloud_name: "aws-us-gov",
      aws_sts_regional_endpoints: "regional",
      aws_region: "us-gov-west-1",
      access_key_id: expect.stringMatching(/^AKIASBX[A-Z2-7]{13}$/),
      secret_access_key: expect.stringMatching(/^\S{40}$/),
    }),
  ],
  [
    {
      name: "china-keys",
      signIn: "Moving from an access key to Roles Anywhere",
      partition: "aws-cn",
      region: "cn-northwest-1",
    },
    (account) => ({
      name: "china-keys",
      products: ["cckm"],
      cloud_name: "aws-cn",
      aws_sts_regional_endpoints: "regional",
      aws_region: "cn-northwest-1",
      is_role_anywhere: true,
      iam_role_anywhere: {
        anywhere_role_arn: `arn:aws-cn:iam::${account}:role/ciphertrust-cckm-role`,
        trust_anchor_arn: expect.stringMatching(
          new RegExp(`^arn:aws-cn:rolesanywhere:cn-northwest-1:${account}:trust-anchor/${uuid}$`),
        ),
        profile_arn: expect.stringMatching(
          new RegExp(`^arn:aws-cn:rolesanywhere:cn-northwest-1:${account}:profile/${uuid}$`),
        ),
        certificate: pem("CERTIFICATE"),
        private_key: pem("RSA PRIVATE KEY"),
      },
    }),
  ],
];

for (const [wish, expected] of wishes) {
  test(`${wish.signIn}, ${wish.partition}: from the front door to a payload that CipherTrust takes`, async ({
    page,
    context,
  }) => {
    await walk(page, wish);
    const account = /:(\d{12}):/.exec((await page.getByRole("main").textContent()) ?? "")?.[1] ?? "";
    const payload = await downloadCompletePayload(page);
    expect(payload).toEqual(expected(account));

    const { iam_role_anywhere: anywhere } = payload as {
      iam_role_anywhere?: { certificate: string; private_key: string };
    };
    if (anywhere !== undefined)
      expect(
        new X509Certificate(anywhere.certificate).checkPrivateKey(createPrivateKey(anywhere.private_key)),
      ).toBe(true);

    const address = await makeChecklistLink(page);
    const colleague = await context.browser()?.newContext();
    const theirs = await colleague?.newPage();
    await theirs?.goto(address);
    await expect(theirs?.getByRole("heading", { level: 1 }) ?? page.locator("none")).toContainText(wish.name);
    await expect(
      theirs?.getByText("sandbox", { exact: false }).first() ?? page.locator("none"),
    ).toBeVisible();
    await colleague?.close();
  });
}
