/** A limit that a plan may choose: what it does, and what it costs. The statements are made by `limitsOf`. */
export interface NarrowingChoice {
  id: "service-roles" | "regions" | "tag";
  title: string;
  /** One sentence on what the connection can then no longer do. */
  what: string;
  /** What CCKM loses by it, and what an administrator has to see to. */
  loses: readonly string[];
  source: { title: string; url: string };
}

export const narrowings: readonly NarrowingChoice[] = [
  {
    id: "service-roles",
    title: "Service-linked roles for KMS only",
    what: "iam:CreateServiceLinkedRole is allowed for the services of the chosen sets, not for any service of AWS.",
    loses: [
      "Nothing that we know of: KMS requests no other role on behalf of CCKM. The vendor's page names no service, so support may ask about the difference.",
    ],
    source: {
      title: "Service authorization reference, AWS Identity and Access Management: iam:AWSServiceName",
      url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
    },
  },
  {
    id: "regions",
    title: "Only some regions",
    what: "Calls to KMS, CloudWatch Logs and CloudHSM are allowed in the chosen regions. IAM and the list of regions stay as they are.",
    loses: [
      "Keys of other regions: CCKM can neither list nor manage them, and shows an error where such a region is added to the account.",
      "Replicas of multi-Region keys outside of these regions.",
      "Reports from CloudTrail logs that are kept in another region.",
      "A region that is added later needs a change to this policy first.",
    ],
    source: {
      title: "AWS IAM user guide, aws:RequestedRegion",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion",
    },
  },
  {
    id: "tag",
    title: "Only keys with a tag",
    what: "A key is read and changed only if it carries the tag; a key that has no such tag yet may be given it. Lists of keys and aliases, and key stores, cannot be limited by tag.",
    loses: [
      "Keys without the tag: CCKM lists them and is then refused when it reads them.",
      "Every key that CCKM creates or uploads must be given the tag when it is created; AWS refuses a key without it. A replica of a multi-Region key needs it too.",
      "A tag that is added or removed takes up to five minutes to take effect.",
      "It keeps the connection off keys with another value of this tag. Anyone who is allowed to tag keys, including the connection, can add the tag to a key that has none; and IAM treats Managed-By and managed-by as the same.",
      "No probe can tell whether the actions on keys are allowed, since the probes' key carries no tag: AWS's simulator settles them in the step “Verify the access”, for the home region.",
    ],
    source: {
      title: "AWS KMS developer guide, Use tags to control access to KMS keys",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html",
    },
  },
];
