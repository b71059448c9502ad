/** What a policy should not give a connection that manages keys: one row a danger, tried action by action. */
export interface ExcessRule {
  id: string;
  title: string;
  actions: readonly string[];
  why: string;
}

export const excessRules: readonly ExcessRule[] = [
  {
    id: "excess-key-use",
    title: "Nothing that uses keys on data",
    actions: [
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyPair",
      "kms:GenerateMac",
      "kms:Sign",
      "kms:DeriveSharedSecret",
    ],
    why: "Managing keys needs none of them. Anyone with access to the connection could read or sign data with every key.",
  },
  {
    id: "excess-grants",
    title: "No grants",
    actions: ["kms:CreateGrant"],
    why: "A grant gives someone else the use of a key, and no policy shows it.",
  },
  {
    id: "excess-identity",
    title: "No way to gain more rights in IAM",
    actions: [
      "iam:PassRole",
      "iam:CreateRole",
      "iam:PutRolePolicy",
      "iam:AttachRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "iam:CreatePolicyVersion",
      "iam:SetDefaultPolicyVersion",
      "iam:CreateUser",
      "iam:PutUserPolicy",
      "iam:AttachUserPolicy",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:AddUserToGroup",
      "iam:PutGroupPolicy",
      "iam:AttachGroupPolicy",
      "iam:DeleteRolePermissionsBoundary",
      "iam:DeleteUserPermissionsBoundary",
    ],
    why: "Any one of them is enough to become administrator of the account.",
  },
  {
    id: "excess-assume-role",
    title: "No way to other roles",
    actions: ["sts:AssumeRole"],
    why: "The connection could assume every role that trusts the account.",
  },
  {
    id: "excess-new-identities",
    title: "No way to create new ways in",
    actions: [
      "rolesanywhere:CreateTrustAnchor",
      "rolesanywhere:UpdateTrustAnchor",
      "rolesanywhere:CreateProfile",
      "rolesanywhere:UpdateProfile",
      "iam:CreateOpenIDConnectProvider",
      "iam:CreateSAMLProvider",
      "iam:UpdateSAMLProvider",
    ],
    why: "The connection could register its own certificate authority or identity provider and sign in with it.",
  },
  {
    id: "excess-traces",
    title: "No way to hide traces",
    actions: [
      "logs:DeleteLogGroup",
      "logs:DeleteLogStream",
      "logs:PutRetentionPolicy",
      "cloudtrail:StopLogging",
      "cloudtrail:DeleteTrail",
      "cloudtrail:UpdateTrail",
      "cloudtrail:PutEventSelectors",
    ],
    why: "The record of what was done with the keys could be switched off or deleted.",
  },
  {
    id: "excess-cloudhsm",
    title: "No control of CloudHSM clusters",
    actions: [
      "cloudhsm:CreateCluster",
      "cloudhsm:DeleteCluster",
      "cloudhsm:DeleteHsm",
      "cloudhsm:DeleteBackup",
    ],
    why: "Managing key stores reads clusters; it never creates or deletes them.",
  },
];
