import { policyText } from "@/lib/permissions";
import { type TrustPolicyDocument, trustPolicy } from "@/lib/roles-anywhere";
import { consoleUrl, type WalkStep } from "../console";
import type { Blueprint, RolesAnywhereBlueprint, UserBlueprint } from "./blueprint";

/** Making the identity by hand in the AWS console of the plan's partition and region. */
export function identityConsoleWalk(blueprint: Blueprint, trustAnchorArn?: string): WalkStep[] {
  const { identity } = blueprint;
  const steps =
    identity.kind === "roles-anywhere"
      ? rolesAnywhereWalk(blueprint, identity, trustAnchorArn)
      : userWalk(blueprint, identity);
  return [signIn(blueprint), ...policySteps(blueprint), ...steps];
}

function signIn({ accountId, region }: Blueprint): WalkStep {
  return {
    text: `Sign in to account ${accountId} as someone who is allowed to manage IAM, and choose the region ${region}.`,
  };
}

function policySteps({ partition, region, policy }: Blueprint): WalkStep[] {
  if (policy.own === undefined)
    return [
      {
        text: "Another team creates the policy; it must exist before you continue.",
        copy: { label: "Policy ARN", value: policy.arn },
      },
    ];
  return [
    {
      text: 'Create the policy: "Create policy", "JSON", replace everything with this document, then Next. Skip this if you have already created it in the step “Compose the policy”.',
      link: { title: "Create a policy", url: consoleUrl(partition, region, "iam/home#/policies/create") },
      copy: { label: "Policy document", value: policyText(policy.own.document) },
    },
    {
      text: "Enter this name and create the policy.",
      copy: { label: "Policy name", value: policy.own.name },
    },
  ];
}

function rolesAnywhereWalk(
  { partition, region, boundaryArn }: Blueprint,
  { trustAnchor, role, tie, profile }: RolesAnywhereBlueprint,
  trustAnchorArn: string | undefined,
): WalkStep[] {
  const home = consoleUrl(partition, region, "rolesanywhere/home");
  const { source } = trustAnchor;
  const document: TrustPolicyDocument = trustPolicy({
    trustAnchorArn: trustAnchorArn || "ARN-OF-THE-TRUST-ANCHOR",
    tags: tie.required,
  });
  return [
    {
      text: 'Open IAM Roles Anywhere and choose "Create a trust anchor". Enter this name.',
      link: { title: "IAM Roles Anywhere", url: home },
      copy: { label: "Trust anchor name", value: trustAnchor.name },
    },
    source.sourceType === "CERTIFICATE_BUNDLE"
      ? {
          text: 'Choose "External certificate bundle" and paste the CA certificate.',
          copy: { label: "CA certificate", value: source.sourceData.x509CertificateData },
        }
      : {
          text: 'Choose "AWS Certificate Manager Private CA" and pick this CA.',
          copy: { label: "Private CA", value: source.sourceData.acmPcaArn },
        },
    {
      text: "Create the trust anchor, open it, and paste its ARN into the box below: the trust policy of the next step then contains it.",
    },
    {
      text: 'Create the role: "Create role", "Custom trust policy", and replace everything with this document.',
      link: { title: "Create a role", url: consoleUrl(partition, region, "iam/home#/roles/create") },
      copy: { label: "Trust policy", value: `${JSON.stringify(document, null, 2)}\n` },
    },
    { text: "Attach the policy to the role: search for its name." },
    ...(boundaryArn === ""
      ? []
      : [
          {
            text: "Set the permissions boundary.",
            copy: { label: "Permissions boundary", value: boundaryArn },
          },
        ]),
    ...(role.path === "/"
      ? []
      : [
          {
            text: `The console creates roles only under the path /. This plan has the path ${role.path}: use the script, or set the path back to / under Advanced.`,
          },
        ]),
    { text: "Enter this name and create the role.", copy: { label: "Role name", value: role.name } },
    {
      text: 'Back in IAM Roles Anywhere choose "Create a profile", enter this name and choose the role. Leave session policies empty: they would remove permissions.',
      link: { title: "IAM Roles Anywhere", url: home },
      copy: { label: "Profile name", value: profile.name },
    },
    { text: "Check that trust anchor and profile show Enabled. Then paste the three ARNs below." },
  ];
}

function userWalk(
  { partition, region, boundaryArn, policy }: Blueprint,
  { user }: UserBlueprint,
): WalkStep[] {
  const page = `iam/home#/users/details/${encodeURIComponent(user.name)}`;
  return [
    ...(user.exists
      ? [
          {
            text: 'Open the user, choose "Add permissions", "Attach policies directly", and choose the policy.',
            link: { title: `The user ${user.name}`, url: consoleUrl(partition, region, page) },
          },
        ]
      : [
          {
            text: 'Create the user: "Create user", this name, without access to the console.',
            link: { title: "Create a user", url: consoleUrl(partition, region, "iam/home#/users/create") },
            copy: { label: "User name", value: user.name },
          },
          { text: 'Choose "Attach policies directly" and choose the policy.' },
          ...(boundaryArn === ""
            ? []
            : [
                {
                  text: "Set the permissions boundary.",
                  copy: { label: "Permissions boundary", value: boundaryArn },
                },
              ]),
        ]),
    {
      text: 'Open the user\'s "Security credentials" and choose "Create access key", "Application running outside AWS".',
      link: {
        title: "Security credentials",
        url: consoleUrl(partition, region, `${page}?section=security_credentials`),
      },
    },
    {
      text: "Download the key, or keep the page open: AWS shows the secret once. The next step asks for it and keeps it in page memory only.",
    },
    { text: `The policy's ARN, for your notes.`, copy: { label: "Policy ARN", value: policy.arn } },
  ];
}
