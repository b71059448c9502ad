import { bare } from "@/lib/bare";
import { partitionTable } from "@/lib/partitions";
import type { Scenario } from "./scenario";

const KEY_ID = "0c0ffee0-5afe-4bad-8bad-c0ffee000000";

export const keyPolicyNotDelegating: Scenario = {
  id: "key-policy-not-delegating",
  title: "An existing key keeps everyone out",
  expect:
    "No verdict changes: the account has a key whose own policy does not let IAM decide, and no probe can see that. The note on what probes cannot see points at it.",
  seed(world) {
    const { partition, accountId } = world;
    for (const region of partitionTable[partition].regions) {
      const arn = `arn:${partition}:kms:${region}:${accountId}:key/${KEY_ID}`;
      const owner = `arn:${partition}:iam::${accountId}:role/key-owner`;
      world.kms.keys[arn] ??= {
        arn,
        keyId: KEY_ID,
        created: "2026-01-01T00:00:00.000Z",
        description: "Its policy names one role only",
        state: "Enabled",
        spec: "SYMMETRIC_DEFAULT",
        usage: "ENCRYPT_DECRYPT",
        origin: "AWS_KMS",
        multiRegion: false,
        rotation: false,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: owner }, Action: "kms:*", Resource: "*" }],
        }),
        tags: bare(),
      };
    }
  },
};
