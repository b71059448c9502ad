import type { SignInWay } from "@/lib/plan";

export const signInTitles: Record<SignInWay, string> = {
  "roles-anywhere": "IAM Roles Anywhere (certificate)",
  "access-key": "Access key",
  migrate: "Moving from an access key to Roles Anywhere",
};

export const signInWords: Record<SignInWay, string> = {
  "roles-anywhere":
    "CCKM signs in with a client certificate and gets temporary credentials. No long-lived secret in AWS. Recommended.",
  "access-key": "CCKM signs in as an IAM user. Quick to set up, but the key must be kept and rotated.",
  migrate:
    "You already have a connection with an access key. The wizard prepares the Roles Anywhere connection and says in which order to migrate.",
};

export const targetTitles = {
  cdspaas: "CipherTrust Data Security Platform Service (CDSPaaS)",
  "ciphertrust-manager": "Your own CipherTrust Manager",
} as const;
