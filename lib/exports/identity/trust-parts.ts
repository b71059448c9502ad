import { trustPolicy } from "@/lib/roles-anywhere";
import { asciiJson } from "@/lib/syntax";

export const ANCHOR_PLACEHOLDER = "TRUST-ANCHOR-ARN";

/** The trust policy around the anchor's ARN: the script learns the ARN from AWS only while it runs. */
export function trustPolicyParts(placeholder: string): readonly [string, string] {
  const [before = "", after = ""] = asciiJson(trustPolicy({ trustAnchorArn: placeholder })).split(
    placeholder,
  );
  return [before, after];
}
