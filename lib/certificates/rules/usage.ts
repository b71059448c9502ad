import { reissueAuthorityRemedy, reissueClientRemedy } from "../commands";
import { fail, pass, type Rule, sources, warn } from "./rule";

export const usageRules: readonly Rule[] = [
  {
    id: "basic-constraints",
    title: "Basic constraints say CA: false",
    scope: "client",
    part: "Basic constraints",
    expected: "CA: false",
    why: "A CA certificate cannot sign in: Roles Anywhere answers “Untrusted certificate. Insufficient certificate”.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const found = facts.basicConstraints;
      if (found === undefined)
        return warn(
          "The extension is absent. AWS's guide requires CA to be false if it is present; CipherTrust's page requires CA: false.",
          reissueClientRemedy(facts, "Issue the certificate again with basicConstraints=critical,CA:FALSE."),
        );
      if (found.ca)
        return fail(
          "The extension is there and says CA: true. This is a CA certificate.",
          reissueClientRemedy(
            facts,
            "Use a certificate that the CA issued to CipherTrust, not the CA's own.",
          ),
        );
      if (found.pathLength !== undefined)
        return warn(
          `CA: false, with a path length (${found.pathLength}) that only a CA can have.`,
          reissueClientRemedy(facts, "Issue the certificate again without a path length."),
        );
      return pass(
        `The extension is there and says CA: false${found.critical ? "" : " (not critical; not required)"}.`,
      );
    },
  },
  {
    id: "digital-signature",
    title: "Key usage includes Digital Signature",
    scope: "client",
    part: "Key usage",
    expected: "Digital Signature",
    why: "The key signs the sign-in request. Without this usage AWS answers “Untrusted certificate. Insufficient certificate”.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const found = facts.keyUsage;
      const remedy = () =>
        reissueClientRemedy(facts, "Issue the certificate again with keyUsage=critical,digitalSignature.");
      if (found === undefined)
        return fail("The extension is absent: the certificate does not say what its key is for.", remedy());
      if (!found.flags.includes("Digital Signature"))
        return fail(
          `The extension is there, without Digital Signature: ${found.flags.join(", ") || "no usage at all"}.`,
          remedy(),
        );
      return pass(`${found.flags.join(", ")}.`);
    },
  },
  {
    id: "extended-key-usage",
    title: "Extended key usage does not rule out client authentication",
    scope: "client",
    part: "Extended key usage",
    expected: "Absent, or with clientAuth (recommended; no documented rule)",
    why: "AWS documents no rule here. Some reports say that clientAuth is needed; including it is safe.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const found = facts.extendedKeyUsage;
      if (found === undefined) return pass("Absent. No documented rule requires it.");
      if (found.usages.includes("clientAuth") || found.usages.includes("anyExtendedKeyUsage"))
        return pass(`${found.usages.join(", ")}.`);
      return warn(
        `${found.usages.join(", ")}, without clientAuth. Whether Roles Anywhere refuses that is not documented.`,
        reissueClientRemedy(facts, "Issue the certificate again with extendedKeyUsage=clientAuth."),
      );
    },
  },
  {
    id: "basic-constraints",
    title: "Basic constraints say CA: true",
    scope: "anchor",
    part: "Basic constraints",
    expected: "CA: true",
    why: "CreateTrustAnchor refuses it otherwise: “Incorrect basic constraints for CA certificate”.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const found = facts.basicConstraints;
      const remedy = () =>
        reissueAuthorityRemedy(
          facts,
          "Issue the CA certificate again with basicConstraints=critical,CA:TRUE.",
        );
      if (found === undefined) return fail("The extension is absent.", remedy());
      if (!found.ca)
        return fail("The extension is there and says CA: false. This is not a CA certificate.", remedy());
      return pass(
        found.pathLength === undefined
          ? "CA: true, no path length."
          : `CA: true, path length ${found.pathLength}.`,
      );
    },
  },
  {
    id: "certificate-sign",
    title: "Key usage includes Certificate Sign",
    scope: "anchor",
    part: "Key usage",
    expected: "Certificate Sign; CRL Sign is allowed",
    why: "The trust anchor's key signs certificates; the certificate has to say so.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const found = facts.keyUsage;
      const remedy = () =>
        reissueAuthorityRemedy(
          facts,
          "Issue the CA certificate again with keyUsage=critical,keyCertSign,cRLSign.",
        );
      if (found === undefined) return fail("The extension is absent.", remedy());
      if (!found.flags.includes("Certificate Sign"))
        return fail(
          `The extension is there, without Certificate Sign: ${found.flags.join(", ") || "no usage at all"}.`,
          remedy(),
        );
      return pass(`${found.flags.join(", ")}.`);
    },
  },
  {
    id: "crl-sign",
    title: "CRL Sign, for a revocation list of this CA",
    scope: "anchor",
    part: "Key usage",
    expected: "CRL Sign if you will import revocation lists; optional",
    why: "A revocation list that this CA signs is valid only if its certificate allows it to sign lists.",
    source: sources.trustModel,
    judge: ({ facts }) =>
      facts.keyUsage?.flags.includes("CRL Sign")
        ? pass("CRL Sign is there.")
        : {
            status: "not-applicable",
            found: "CRL Sign is not there. It is optional: only revocation lists need it.",
          },
  },
];
