/**
 * Actions that AWS authorises for the resource "*" and nothing else: a statement that names ARNs never allows them.
 * Service authorization reference, "Actions, resources, and condition keys" of KMS and EC2; KMS's own denials name
 * the resource as "*".
 */
const withoutResource = new Set(
  [
    "ec2:DescribeRegions",
    "kms:ListKeys",
    "kms:ListAliases",
    "kms:CreateKey",
    "kms:DescribeCustomKeyStores",
    "kms:CreateCustomKeyStore",
    "kms:ConnectCustomKeyStore",
    "kms:DeleteCustomKeyStore",
    "kms:DisconnectCustomKeyStore",
    "kms:UpdateCustomKeyStore",
  ].map((action) => action.toLowerCase()),
);

/** True where the action takes no ARN: only a statement on "*" can allow it. */
export function takesNoArn(action: string): boolean {
  return withoutResource.has(action.toLowerCase());
}

/** True where the action works on one key, whose tags a policy may ask for. Aliases count: their key is judged too. */
export function isSingleKeyAction(action: string): boolean {
  return action.startsWith("kms:") && !takesNoArn(action);
}
