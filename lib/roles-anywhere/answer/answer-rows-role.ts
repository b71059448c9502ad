import { type AnswerRow, mentions, says } from "./answer-row";
import { fieldsNamedIn, unmapped } from "./unmapped";

/** Refusals that concern trust anchor, profile and role. */
export const refusedByRole: readonly AnswerRow[] = [
  {
    id: "trust-anchor-missing",
    title: "The trust anchor was not found",
    matches: says("Specified Trust Anchor wasn't found", "Specified Trust Anchor was not found"),
    causes: [
      {
        id: "arn",
        what: "The ARN's id, region or account is wrong, or the anchor was deleted.",
        check: "List the trust anchors of the region.",
        checkCommand: "aws rolesanywhere list-trust-anchors --region REGION",
        mend: "Paste the ARN that the list shows.",
      },
    ],
  },
  {
    id: "profile-missing",
    title: "The profile cannot be used",
    matches: says("Invalid or empty profile provided"),
    causes: [
      {
        id: "arn",
        what: "There is no such profile in this account and region, or it was deleted.",
        check: "List the profiles of the region.",
        checkCommand: "aws rolesanywhere list-profiles --region REGION",
        mend: "Paste the ARN that the list shows.",
      },
      {
        id: "no-role",
        what: "The profile lists no role.",
        check: "Its roleArns in the same list.",
        mend: "Add the role to the profile: run the script of the step “Create the identity” again.",
      },
      {
        id: "disabled",
        what: "The profile is disabled.",
        check: "Its field enabled in the same list.",
        mend: "aws rolesanywhere enable-profile --profile-id ID",
      },
    ],
  },
  {
    id: "role-not-in-profile",
    title: "The profile does not list this role",
    matches: says("Requested Role isn't one of those listed", "Requested Role is not one of those listed"),
    causes: [
      {
        id: "role-arn",
        what: "The exact ARN of the role is not in the profile: its path is missing, the account is different, or there is a typing error.",
        check: "The profile's roleArns.",
        checkCommand: "aws rolesanywhere get-profile --profile-id ID --query profile.roleArns",
        mend: "Paste the role's ARN with its path, or add the role to the profile.",
      },
    ],
  },
  {
    id: "session-too-long",
    title: "The session would be longer than the role allows",
    matches: mentions(/requested DurationSeconds exceeds the MaxSessionDuration/i),
    causes: [
      {
        id: "duration",
        what: "The shorter of the profile's and the request's duration exceeds the role's maximum.",
        check: "The role's MaxSessionDuration.",
        checkCommand: "aws iam get-role --role-name NAME --query Role.MaxSessionDuration",
        mend: "Lower the profile's duration, or raise the role's maximum.",
      },
    ],
  },
  {
    id: "attributes-unmapped",
    title: "A field of the certificate cannot become a session tag",
    matches: mentions(/attributes failed to be mapped into session tags/i),
    causes: [unmapped([])],
    causesIn: (message) => [unmapped(fieldsNamedIn(message))],
  },
  {
    id: "role-session-name",
    title: "The profile does not accept a session name",
    matches: says("Not authorized to set roleSessionName"),
    causes: [
      {
        id: "accept",
        what: "The request names the session, and the profile's acceptRoleSessionName is false.",
        check: "The profile's acceptRoleSessionName.",
        checkCommand: "aws rolesanywhere get-profile --profile-id ID",
        mend: "Allow it in the profile, or send the request without a name.",
      },
    ],
  },
  {
    id: "session-policy-too-large",
    title: "Tags and session policies are too large together",
    matches: mentions(/packed (policy )?size|PackedPolicyTooLarge/i),
    causes: [
      {
        id: "packed",
        what: "The certificate's fields and the profile's session policies exceed what STS packs into a session.",
        check: "packedPolicySize of a session that succeeded.",
        mend: "Shorten the profile's session policy, or map fewer fields of the certificate.",
      },
    ],
  },
  {
    // Written in two troubleshooting tables, not seen live: matched loosely.
    id: "disabled",
    title: "Trust anchor or profile is disabled",
    matches: mentions(/\bdisabled\b/i),
    causes: [
      {
        id: "enabled",
        what: "It was made without --enabled, or switched off.",
        check: "The field enabled of both.",
        checkCommand: "aws rolesanywhere list-trust-anchors; aws rolesanywhere list-profiles",
        mend: "Switch it on: aws rolesanywhere enable-trust-anchor, or enable-profile.",
      },
    ],
  },
  {
    id: "role-not-assumed",
    title: "The role could not be assumed",
    matches: says("Unable to assume role"),
    retry: true,
    causes: [
      {
        id: "condition",
        what: "A condition of the role's trust policy is not met: another trust anchor in aws:SourceArn, or another subject than the certificate's.",
        check: "The role's trust policy against this certificate and anchor.",
        checkCommand: "aws iam get-role --role-name NAME --query Role.AssumeRolePolicyDocument",
        mend: "Use the trust policy of the step “Create the identity”.",
      },
      {
        id: "mapping",
        what: "A condition names a field of the certificate that the profile no longer maps.",
        check: "attributeMappings of the profile.",
        mend: "Map the field again, or remove the condition.",
      },
      {
        id: "actions",
        what: "The trust policy lacks sts:TagSession or sts:SetSourceIdentity.",
        check: "The actions in the trust policy.",
        mend: "Allow sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity.",
      },
      {
        id: "principal",
        what: "The trust policy's principal is not rolesanywhere.amazonaws.com.",
        check: "The principal in the trust policy.",
        mend: "Use the trust policy of the step “Create the identity”.",
      },
      {
        id: "role-gone",
        what: "The role was deleted, or deleted and recreated.",
        check: "Whether get-role finds it.",
        mend: "Run the script of the step “Create the identity” again.",
      },
      {
        id: "organisation",
        what: "A service control policy or a resource control policy of the organization forbids it.",
        check:
          "The AssumeRole event in CloudTrail, if there is one; the organization's policies on sts:AssumeRole.",
        mend: "Ask the organization's administrator. A resource control policy must let rolesanywhere.amazonaws.com assume the role.",
      },
      {
        id: "propagation",
        what: "The role is new and has not propagated in IAM yet.",
        check: "Whether it is more than a minute old.",
        mend: "Wait 10 to 20 seconds and try again.",
      },
    ],
  },
];
