/** What a probe cannot see, said in one place: the page shows it beside the verdicts. */
export const whatProbesCannotSee: readonly string[] = [
  "The key policy of a key that exists. A probe names a key that does not, so a key whose own policy does not let IAM decide can still refuse the connection.",
  "Grants and policies that are limited to certain keys, tags, aliases or log groups: for the probe's key they show as denied.",
  "Conditions that only a later request meets: a region that was not checked, another network path, a tag, a waiting period.",
  "Some actions (kms:CreateKey, kms:UpdateAlias, kms:DeleteAlias, kms:CreateCustomKeyStore, iam:CreateServiceLinkedRole): no call can prove them without risk. The policy simulator or pasted evidence settles them.",
];

/** What a check does leave behind, said before it is started. */
export const whatProbesLeaveBehind =
  "Nothing in the account is changed. Each call leaves an entry in CloudTrail, marked ciphertrust-wizard, and many denied calls may alert those who monitor it.";
