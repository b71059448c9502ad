import { trustPolicy } from "@/lib/roles-anywhere";
import { asciiJson } from "@/lib/syntax";

const ANCHOR_PLACEHOLDER = "TRUST-ANCHOR-ARN";

/** The trust policy around the anchor's ARN: the script learns the ARN from AWS only while it runs. */
export function trustPolicyParts(tags: Readonly<Record<string, string>>): readonly [string, string] {
  const text = asciiJson(trustPolicy({ trustAnchorArn: ANCHOR_PLACEHOLDER, tags }));
  // The anchor's condition comes first: a value of the certificate cannot be taken for it.
  const at = text.indexOf(ANCHOR_PLACEHOLDER);
  return [text.slice(0, at), text.slice(at + ANCHOR_PLACEHOLDER.length)];
}
