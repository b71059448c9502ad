import type { PlanDocument } from "@/lib/plan";

export interface NextStep {
  title: string;
  text: string;
  /** Menu entries to click through. */
  path?: readonly string[] | undefined;
  /** True for advice of ours: the vendor documents no such step. */
  ours?: boolean | undefined;
}

/** What follows in CipherTrust once the connection is made. Source: CCKM administration, AWS accounts (thalesdocs.com). */
export function nextSteps(document: PlanDocument): NextStep[] {
  const { start } = document;
  const add: NextStep = {
    title: "Add the AWS account to CCKM",
    text: `Choose the connection ${start.connectionName || "that you just made"}; the account ${start.accountId || "number"} and its regions appear. Choose the regions whose keys CCKM should manage (all by default) and save.`,
    path: ["Cloud Key Manager", "KMS Containers", "AWS KMS Accounts", "Add Account"],
  };
  const test: NextStep = {
    title: "Test the connection",
    text: "The test answers with HTTP 200 even when it failed: read its result. A passed test does not show that all permissions are there; the step “Verify the access” does.",
    path: ["Access Management", "Connections Management", "row menu", "Test Connection"],
  };
  const sync: NextStep = {
    title: "Bring in the existing keys",
    text: "Synchronise the account so that CCKM shows the existing keys.",
    path: ["Cloud Key Manager", "KMS Containers", "AWS KMS Accounts", "row menu", "Sync Now"],
  };
  return start.signIn === "migrate" ? [test, ...migrationSteps] : [test, add, sync];
}

/**
 * Moving from an access key to Roles Anywhere. Thales documents no order that we found; this one follows from what
 * its API allows: the way of signing in and the name of a connection are fixed, the connection of a KMS account is not.
 */
const migrationSteps: readonly NextStep[] = [
  {
    title: "Keep the old connection while you move",
    text: "The way of signing in cannot be changed in place, and names must be unique: the new connection exists next to the old one under its own name.",
    ours: true,
  },
  {
    title: "Compare the account",
    text: "Ask CCKM for the account behind the new connection (POST /api/v1/cckm/aws/accounts with it) and compare the number with that of each KMS account. The role must be in the account of the keys, unless the KMS account assumes a role there; then that role's trust policy must name the new role.",
    ours: true,
  },
  {
    title: "Look for key policies that name the old user",
    text: "A key policy that grants permissions to the old IAM user by its ARN grants none to the new role. Add the role to those policies before you switch.",
    ours: true,
  },
  {
    title: "Move each KMS account to the new connection",
    text: 'Edit the KMS account and choose the new connection (PATCH /api/v1/cckm/aws/kms/ID with {"connection": "NEW NAME"}). Keys, key stores and schedules belong to the KMS account and stay.',
    path: ["Cloud Key Manager", "KMS Containers", "AWS KMS Accounts"],
    ours: true,
  },
  {
    title: "Refresh one key in each region",
    text: "This shows that the new connection works where the keys are.",
    ours: true,
  },
  {
    title: "Deactivate the old access key, but do not delete it yet",
    text: "Make it inactive in IAM. If something still needs it, you will notice now, and activating it again fixes that.",
    ours: true,
  },
  {
    title: "Delete the old connection and the old key",
    text: "After a few days without a problem. CipherTrust refuses to delete a connection that is in use: that is the last check.",
    ours: true,
  },
];
