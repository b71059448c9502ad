import { type HclEntry, HclExpression, hclBody, hclObject } from "@/lib/syntax";
import { always, type ExportFormat } from "../format";
import { connectionPayload } from "./payload";
import { keyVariable } from "./terraform-key";

const HEADER = [
  "# The AWS connection, for the provider ThalesGroup/CipherTrust. It holds no secret, but Terraform writes secrets",
  "# into its state: keep the state where only administrators can read it.",
];

const ROLES_ANYWHERE_NOTES = [
  "# Unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY before you run it: version 1.0 of the provider sends them along,",
  "# and CipherTrust then refuses the connection.",
  '# If your version of the provider takes iam_role_anywhere as a block, write "iam_role_anywhere {" without "=".',
];

export const connectTerraform: ExportFormat = {
  id: "connect-terraform",
  title: "Terraform",
  what: "The connection as a Terraform resource of Thales's provider, with the secret as a variable or a file.",
  step: "connect",
  appliesTo: always,
  fileName: "cckm-connection.tf",
  language: "hcl",
  render: ({ plan }) => {
    const payload = connectionPayload(plan.document);
    const anywhere = "iam_role_anywhere" in payload;
    const shared: readonly HclEntry[] = [
      ["name", payload.name],
      ...(payload.description === undefined ? [] : [["description", payload.description] as const]),
      ["products", payload.products],
      ["cloud_name", payload.cloud_name],
      ["aws_region", payload.aws_region],
      ["aws_sts_regional_endpoints", payload.aws_sts_regional_endpoints],
      ...(payload.assume_role_arn === undefined
        ? []
        : [["assume_role_arn", payload.assume_role_arn] as const]),
      ...(payload.assume_role_external_id === undefined
        ? []
        : [["assume_role_external_id", payload.assume_role_external_id] as const]),
    ];
    const own: readonly HclEntry[] = anywhere
      ? [
          ["is_role_anywhere", true],
          [
            "iam_role_anywhere",
            hclObject(
              ["anywhere_role_arn", payload.iam_role_anywhere.anywhere_role_arn],
              ["trust_anchor_arn", payload.iam_role_anywhere.trust_anchor_arn],
              ["profile_arn", payload.iam_role_anywhere.profile_arn],
              ["certificate", payload.iam_role_anywhere.certificate],
              ["private_key", new HclExpression("local.private_key")],
            ),
          ],
        ]
      : [
          ["access_key_id", new HclExpression("var.access_key_id")],
          ["secret_access_key", new HclExpression("var.secret_access_key")],
        ];
    return [
      ...HEADER,
      ...(anywhere ? ROLES_ANYWHERE_NOTES : []),
      "",
      ...(anywhere
        ? [keyVariable]
        : [
            ...variable("access_key_id", "The access key id of the IAM user", false),
            ...variable("secret_access_key", "The secret of the access key", true),
          ]),
      'resource "ciphertrust_aws_connection" "cckm" {',
      `${hclBody([...shared, ...own], 1)}}`,
      "",
    ].join("\n");
  },
};

function variable(name: string, description: string, sensitive: boolean): string[] {
  const body: readonly HclEntry[] = [
    ["type", new HclExpression("string")],
    ["description", description],
    ...(sensitive ? [["sensitive", true] as const] : []),
  ];
  return [`variable "${name}" {`, `${hclBody(body, 1)}}`, ""];
}
