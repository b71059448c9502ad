import type { World } from "@/lib/plan";
import { type Problem, problem } from "@/lib/problems";
import type { AwsCredentials } from "./open-aws";

const SANDBOX_KEY = /^(AKIA|ASIA)SBX/;
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html ("Unique identifiers")
const KEY_ID = /^(AKIA|ASIA)[A-Z2-7]{12,124}$/;

/**
 * A sandbox plan takes only credentials that its sandbox made; a real plan never takes those. Asked before anything
 * is sent, so that a real key never reaches the sandbox.
 */
export function refuseForeignCredentials(world: World, accessKeyId: string): Problem | undefined {
  if (world === "sandbox")
    return SANDBOX_KEY.test(accessKeyId)
      ? undefined
      : problem("credentials-not-sandbox", { field: "accessKeyId" });
  return SANDBOX_KEY.test(accessKeyId) ? problem("credentials-sandbox", { field: "accessKeyId" }) : undefined;
}

/** What is wrong with the form of a long-term access key, before it is sent anywhere. */
export function refuseMalformedKey(key: AwsCredentials): Problem | undefined {
  const fields: { field: string; sentence: string }[] = [];
  if (!KEY_ID.test(key.accessKeyId))
    fields.push({
      field: "accessKeyId",
      sentence: "Enter the access key id: it begins with AKIA and has capital letters and digits only.",
    });
  else if (key.accessKeyId.startsWith("ASIA") && !key.sessionToken)
    fields.push({
      field: "accessKeyId",
      sentence:
        "This id begins with ASIA: it belongs to temporary credentials, which CCKM cannot use. Enter a key of the IAM user; it begins with AKIA.",
    });
  if (!/^[\x21-\x7E]{16,256}$/.test(key.secretAccessKey))
    fields.push({
      field: "secretAccessKey",
      sentence: "Enter the secret access key as AWS showed it: usually 40 characters, without blanks.",
    });
  return fields.length === 0 ? undefined : problem("access-key-malformed", { fields });
}
