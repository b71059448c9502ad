import { shortened } from "@/lib/bounded";
import { type Fields, isFields, listOf } from "@/lib/fields";

/** Why IAM refuses what a statement of a role or user says of principals. */
export function identityFlaws({ Principal, NotPrincipal }: Fields): string[] {
  if (Principal === undefined && NotPrincipal === undefined) return [];
  return ["it names a Principal, which belongs to resource policies only"];
}

const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * The same for a trust policy, which names a principal and no resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function trustFlaws({ Principal, NotPrincipal, Resource, NotResource }: Fields): string[] {
  const flaws: string[] = [];
  if (Resource !== undefined || NotResource !== undefined)
    flaws.push("it names a Resource, which a trust policy has not");
  if (NotPrincipal !== undefined) flaws.push("a trust policy takes no NotPrincipal");
  else if (Principal === undefined) flaws.push("it names no Principal");
  else if (typeof Principal === "string" && Principal !== "*")
    flaws.push('its Principal is plain text: write { "Service": "rolesanywhere.amazonaws.com" }');
  else if (isFields(Principal)) {
    const odd = Object.keys(Principal).find((name) => !PRINCIPALS.includes(name));
    if (odd !== undefined) flaws.push(`IAM knows no principals of the kind ${shortened(odd, 60)}`);
    const texts = Object.values(Principal).flatMap(listOf);
    if (texts.length === 0 || texts.some((text) => typeof text !== "string" || text === ""))
      flaws.push("its Principal holds something that is not text");
  } else if (typeof Principal !== "string") flaws.push("its Principal is neither * nor an object");
  return flaws;
}
