import { holdsPrivateKey } from "@/lib/certificates/public";

/**
 * The first sign of a secret in a text meant for a plain field (a name, a description, a tag, an ARN, a message, a
 * string of a policy); undefined where there is none. Certificates, ARNs, ids and fingerprints are none. Linear.
 */
export function sightSecret(text: string): { what: string } | undefined {
  if (/PRIVATE[\s_-]{0,4}KEY-/i.test(text) || holdsPrivateKey(text)) return { what: "a private key" };
  return undefined;
}
