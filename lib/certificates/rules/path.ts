import { firstOf } from "@/lib/bounded";
import { type Chain, pathLengthFaults } from "../path/chain";
import { nameConstraintFaults } from "../path/name-constraints";
import type { CertificateFacts } from "../read/facts";
import { type ChainRule, issuersOf, named, noChain } from "./chain-rule";
import { fail, type Judgement, minute, pass, sources, warn } from "./rule";

/** Faults that are told one by one. */
const MOST_NAMED = 10;

/** What RFC 5280 asks of every certificate between the client's and the anchor, and of the anchor. */
export const pathRules: readonly ChainRule[] = [
  {
    id: "chain-authorities",
    title: "Every issuer in the chain is a CA",
    scope: "client",
    part: "Basic constraints and key usage of the issuers",
    expected: "CA: true and Certificate Sign in each",
    why: "A certificate that is not allowed to sign others makes everything below it untrusted.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 6.1.4: issuers are CAs that may sign certificates",
    },
    judge: ({ chain }) =>
      overIssuers(chain, (facts) =>
        facts.basicConstraints?.ca !== true
          ? "is not a CA"
          : facts.keyUsage?.flags.includes("Certificate Sign") === false
            ? "may not sign certificates"
            : undefined,
      ),
  },
  {
    id: "chain-dates",
    title: "Every certificate of the chain is valid now",
    scope: "client",
    part: "Validity of the issuers",
    expected: "Already valid and not expired",
    why: "An expired issuer ends every certificate below it.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 6.1.3: validity of each certificate of the path" },
    judge: ({ chain, now }) =>
      overIssuers(chain, (facts) =>
        facts.notBefore > now
          ? `is valid only from ${minute(facts.notBefore)}`
          : facts.notAfter < now
            ? `expired on ${minute(facts.notAfter)}`
            : undefined,
      ),
  },
  {
    id: "outlives-issuer",
    title: "The certificate does not outlive its issuers",
    scope: "client",
    part: "Validity of client and issuers",
    expected: "Ends before its issuers do",
    why: "The connection stops working when the first of them expires, whatever the client certificate says.",
    source: sources.trustModel,
    judge: ({ chain, leaf }) => {
      if (chain === undefined) return noChain;
      const earlier = issuersOf(chain).filter(({ facts }) => facts.notAfter < leaf.facts.notAfter);
      return earlier.length === 0
        ? pass(`Ends ${minute(leaf.facts.notAfter)}, no later than its issuers.`)
        : warn(
            `Ends ${minute(leaf.facts.notAfter)}; before that, ${earlier.map((c) => `${named(c)} ends ${minute(c.facts.notAfter)}`).join("; ")}.`,
            {
              text: "Renew the issuer before it ends. The sign-in stops on its last day.",
            },
          );
    },
  },
  {
    id: "chain-algorithms",
    title: "The chain is signed with SHA-256 or stronger",
    scope: "client",
    part: "Signature algorithms of the intermediates",
    expected: "SHA-256 or stronger",
    why: "MD5 and SHA-1 are rejected anywhere in the chain.",
    source: sources.trustModel,
    judge: ({ chain }) =>
      chain === undefined
        ? noChain
        : overIssuers({ ...chain, anchor: undefined }, ({ signature: { hash, name } }) =>
            hash !== undefined && !/SHA-(256|384|512)/.test(hash) ? `is signed with ${name}` : undefined,
          ),
  },
  {
    id: "chain-extensions",
    title: "The issuers' extensions can be processed",
    scope: "client",
    part: "Extensions of the issuers",
    expected: "Readable, each once, none critical and unknown; version 3",
    why: "A verifier must refuse what it cannot process.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 6.1.4: preparing for the next certificate" },
    judge: ({ chain }) =>
      overIssuers(chain, (facts) =>
        facts.version !== 3
          ? `is version ${facts.version}`
          : facts.damaged.length + facts.duplicates.length + facts.unknownCritical.length > 0
            ? "has extensions that are damaged, doubled, or critical and unknown"
            : undefined,
      ),
  },
  {
    id: "path-length",
    title: "Path lengths are respected",
    scope: "client",
    part: "Path length of the CAs",
    expected: "No more intermediates below a CA than its path length says",
    why: "A CA that limits its depth makes deeper certificates untrusted.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 4.2.1.9: path length" },
    judge: ({ chain }) => {
      if (chain === undefined) return noChain;
      const faults = pathLengthFaults(chain);
      return faults.length === 0
        ? pass("Kept.")
        : fail(
            faults
              .map(
                ({ certificate, allowed, below }) =>
                  `${named(certificate)} allows ${allowed} below it, and has ${below}`,
              )
              .join("; "),
            {
              text: "Have the intermediate issued by a CA without that limit, or register the lowest intermediate as the trust anchor.",
            },
          );
    },
  },
  {
    id: "name-constraints",
    title: "Names are within the CAs' limits",
    scope: "client",
    part: "Name constraints of the CAs",
    expected: "Every name allowed",
    why: "A CA that limits the names below it makes other names untrusted.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 4.2.1.10: name constraints" },
    judge: ({ chain }) => {
      if (chain === undefined) return noChain;
      const { constrained, faults, unsure } = nameConstraintFaults(chain);
      if (faults.length > 0)
        return fail(firstOf(faults, MOST_NAMED, "; "), {
          text: "Have the certificate issued with names that its CAs allow.",
        });
      if (unsure.length > 0)
        return {
          status: "unknown",
          found: `Constraints of a kind that is not checked here: ${firstOf(unsure, MOST_NAMED, "; ")}.`,
        };
      return pass(constrained ? "All names are within them." : "No CA of the chain limits names.");
    },
  },
];

function overIssuers(
  chain: Chain | undefined,
  fault: (facts: CertificateFacts) => string | undefined,
): Judgement {
  if (chain === undefined) return noChain;
  const issuers = issuersOf(chain);
  if (issuers.length === 0) return noChain;
  const faults = issuers.flatMap((c) => {
    const found = fault(c.facts);
    return found === undefined ? [] : [`${named(c)} ${found}`];
  });
  return faults.length === 0
    ? pass(`${issuers.map(named).join(", ")}.`)
    : fail(`${faults.join("; ")}.`, {
        text: "Have this CA certificate issued again, or use a client certificate of another CA.",
      });
}
