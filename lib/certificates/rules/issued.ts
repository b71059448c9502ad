import { firstOf } from "@/lib/bounded";
import type { Chain } from "../path/chain";
import { shown } from "../read/names";
import { type ChainRule, type ChainSubject, named, noAnchor, noChain } from "./chain-rule";
import { fail, type Judgement, pass, sources, warn } from "./rule";

/** Rules about client certificate and trust anchor together: which certificate, issued by whom, over how many steps. */
export const issuedRules: readonly ChainRule[] = [
  {
    id: "one-certificate",
    title: "One client certificate",
    scope: "client",
    part: "The certificates that were given",
    expected: "One certificate that is not a CA's",
    why: "The connection takes exactly one.",
    source: sources.ciphertrust,
    judge: ({ leaf, rivals }) =>
      rivals.length === 0
        ? pass(`${named(leaf)}.`)
        : warn(`Judged: ${named(leaf)}. Also there: ${firstOf(rivals.map(named), 10, "; ")}.`, {
            text: "Give only the certificate that CipherTrust should use.",
          }),
  },
  {
    id: "issued-by-anchor",
    title: "Issued by the trust anchor",
    scope: "client",
    part: "Issuer of the client certificate, and signatures up to the CA",
    expected: "An unbroken chain of signatures to the CA certificate",
    why: "Roles Anywhere answers “Untrusted signing certificate” when it cannot build this chain. It fetches nothing itself.",
    source: sources.trustModel,
    judge: judgeIssued,
  },
  {
    id: "not-the-anchor",
    title: "Client and CA certificate are two certificates",
    scope: "client",
    part: "Client certificate and CA certificate",
    expected: "Not the same",
    why: "A CA's own certificate cannot sign in.",
    source: sources.trustModel,
    judge: ({ leaf, anchors }) => {
      if (anchors.length === 0) return noAnchor;
      return anchors.some((a) => a.facts.fingerprint === leaf.facts.fingerprint)
        ? fail("The same certificate was given for both.", {
            text: "Give the CA's certificate as the anchor, and one that it issued as the client's.",
          })
        : pass("They differ.");
    },
  },
  {
    id: "direct-issuer",
    title: "The trust anchor issued it directly",
    scope: "client",
    part: "Certificates between client and anchor",
    expected: "None: CipherTrust's connection has no field for intermediates",
    why: "The sign-in needs the intermediates in the request, and the connection takes one certificate only. A chain in that field is not documented.",
    source: sources.ciphertrust,
    judge: ({ chain }) => {
      if (chain?.anchor === undefined) return noAnchor;
      const between = chain.path.slice(1);
      const issuer = between[0];
      return issuer === undefined
        ? pass("There is no intermediate between them.")
        : warn(`${between.length} between them: ${between.map(named).join(", ")}.`, {
            text: `Register the intermediate that issued it, ${named(issuer)}, as the trust anchor instead. Then there is nothing between them.`,
          });
    },
  },
  {
    id: "chain-depth",
    title: "At most five intermediates",
    scope: "client",
    part: "Certificates between client and anchor",
    expected: "Five or fewer",
    why: "The sign-in request carries at most five.",
    source: sources.signing,
    judge: ({ chain }) => {
      if (chain === undefined) return noChain;
      const count = chain.path.length - 1;
      return count <= 5
        ? pass(`${count}.`)
        : fail(`${count}.`, {
            text: "Register an intermediate that is nearer to the client certificate as the trust anchor.",
          });
    },
  },
];

function judgeIssued({ chain, anchors, leaf }: ChainSubject): Judgement {
  if (anchors.length === 0) return noAnchor;
  if (anchors.some((a) => a.facts.fingerprint === leaf.facts.fingerprint))
    return fail("Client and CA certificate are the same certificate.");
  if (chain?.anchor === undefined && chain?.notJudged) return notJudged(chain.notJudged.tried);
  if (chain?.anchor === undefined) return missing(chain);
  const unsure = chain.links.indexOf("unsupported");
  const path = [...chain.path, chain.anchor].map(named).join(" ← ");
  if (unsure >= 0) {
    const unverified = chain.path[unsure];
    return {
      status: "unknown",
      found: `${path}. The signature of ${unverified === undefined ? "one" : named(unverified)} (${unverified?.facts.signature.name}) cannot be verified in this program.`,
      remedy: {
        text: "Verify it with OpenSSL.",
        command: "openssl verify -partial_chain -trusted ca.pem -untrusted chain.pem client.pem",
        language: "bash",
      },
    };
  }
  return pass(`${path}. Every signature was verified.`);
}

function notJudged(tried: number): Judgement {
  return {
    status: "unknown",
    found: `Not judged: many CA certificates of one name were given, and after ${tried} signatures none of the paths had led to the CA.`,
    remedy: { text: "Give the client certificate and the CA certificates of its own chain only." },
  };
}

function missing(chain: Chain | undefined): Judgement {
  const link = chain?.missing;
  const wanted = `${shown(link?.subject || "(empty name)", 200)}${link?.keyId ? `, key identifier ${link.keyId}` : ""}`;
  if (link?.sameName)
    return fail(
      link.sameName.reason === "signature"
        ? `A CA of the name ${wanted} was given, but a different key signed: same name, different key.`
        : `A CA of the name ${wanted} was given, but its key identifier differs: it is another CA of that name.`,
      {
        text: "Give the CA certificate that was current when the client certificate was issued. A CA that was set up again has a new key.",
      },
    );
  const urls = link?.urls ?? [];
  return fail(`Missing: the certificate of ${wanted}.`, {
    text:
      urls.length > 0
        ? `Add that certificate to the chain. The certificate says where it is: ${urls.map((u) => shown(u, 200)).join(" ")} (not fetched from here).`
        : "Add that certificate to the chain, or give the CA that issued this client certificate.",
  });
}
