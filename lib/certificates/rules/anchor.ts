import type { ChainRule } from "./chain-rule";
import { fail, pass, sources } from "./rule";

const BUNDLE_LIMIT = 16_000;

/** Rules about the trust anchor's bundle as a whole. */
export const anchorRules: readonly ChainRule[] = [
  {
    id: "bundle-count",
    title: "At most two certificates in a trust anchor",
    scope: "anchor",
    part: "Certificates in the bundle",
    expected: "One, or two while one CA replaces the other",
    why: "The quota of certificates per trust anchor is two and cannot be raised.",
    source: sources.quotas,
    judge: ({ anchors }) =>
      anchors.length <= 2
        ? pass(`${anchors.length}.`)
        : fail(`${anchors.length}.`, {
            text: "Keep the one CA that issues the client certificate. Its own issuers are not needed.",
          }),
  },
  {
    id: "bundle-size",
    title: "The bundle is at most 16,000 characters",
    scope: "anchor",
    part: "Size of the bundle as PEM",
    expected: `At most ${BUNDLE_LIMIT} characters`,
    why: "CreateTrustAnchor accepts no more.",
    source: sources.createTrustAnchor,
    judge: ({ anchors }) => {
      const size = anchors.reduce((sum, { facts }) => sum + facts.pem.length, 0);
      return size <= BUNDLE_LIMIT
        ? pass(`${size} characters.`)
        : fail(`${size} characters.`, {
            text: "Give one certificate, or have it issued without large extensions.",
          });
    },
  },
  {
    id: "self-signature",
    title: "A root's signature is its own",
    scope: "anchor",
    part: "Signature of the self-issued certificate",
    expected: "Verified with its own key",
    why: "A root whose own signature does not verify is damaged or forged.",
    source: sources.rfc5280,
    judge: ({ selfSignatures, anchors }) => {
      const states = selfSignatures.filter((state) => state !== undefined);
      if (states.length === 0)
        return {
          status: "not-applicable",
          found: "An intermediate: another CA signed it, and Roles Anywhere does not need that CA.",
        };
      if (states.includes("bad"))
        return fail("It does not verify with the key inside.", {
          text: "Export the CA certificate again from its source.",
        });
      if (states.includes("unsupported"))
        return {
          status: "unknown",
          found: `The algorithm (${anchors[0]?.facts.signature.name}) cannot be verified in this program.`,
          remedy: {
            text: "Verify it with OpenSSL.",
            command: "openssl verify -check_ss_sig -CAfile ca.pem ca.pem",
            language: "bash",
          },
        };
      return pass("Verified.");
    },
  },
];
