import type { Verdict } from "@/lib/verdict";
import { guide, judged } from "../trust/judged";

/** `evidence.reason` of a sign-in that passes with intermediates only. */
export const CHAIN_ONLY = "chain-only";

/**
 * The verdict of a certificate that Roles Anywhere refused alone and accepted with its intermediates. CipherTrust's
 * connection takes one certificate, and no document says that it sends more: so nobody knows whether it can sign in.
 */
export function chainOnlyVerdict(facts: {
  trustAnchorArn: string;
  world: "aws" | "sandbox";
  now: Date;
}): Verdict {
  return judged({
    id: "create-session",
    title: "Sign in with the certificate",
    status: "unknown",
    kind: "probe",
    world: facts.world,
    lookedAt: `CreateSession at ${facts.trustAnchorArn}, with the client certificate alone and with its intermediates`,
    expected: "a session of the role, for the client certificate alone",
    found:
      "Roles Anywhere refuses the client certificate alone and accepts it together with its intermediate certificates. Nothing shows that CipherTrust sends intermediates.",
    reason: CHAIN_ONLY,
    now: facts.now,
    why: "The connection has a field for one certificate. If CipherTrust sends only that one, this trust anchor refuses it.",
    remedy: { text: "Use the CA that issued the client certificate as the trust anchor." },
    source: guide.signing,
  });
}
