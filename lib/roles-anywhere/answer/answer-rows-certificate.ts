import { type AnswerRow, mentions, says } from "./answer-row";

/** Refusals that concern the certificate, its chain or the signature. */
export const refusedForCertificate: readonly AnswerRow[] = [
  {
    id: "insufficient-certificate",
    title: "The client certificate does not meet Roles Anywhere's rules",
    matches: says("Untrusted certificate. Insufficient certificate"),
    causes: [
      {
        id: "key-usage",
        what: "The certificate's key usage lacks Digital Signature, or it has no extensions at all (X.509 v1).",
        check: "The step “Check the certificates” checks both; or look at the extensions.",
        checkCommand: "openssl x509 -noout -text -in client.pem",
        mend: "Issue the certificate again with keyUsage = critical,digitalSignature.",
      },
      {
        id: "ca-as-client",
        what: "A CA certificate (CA:TRUE) or a self-signed one is used as the client certificate.",
        check: "Basic constraints in the same output.",
        mend: "Issue a client certificate with CA:FALSE from the CA of the trust anchor.",
      },
      {
        id: "other-ca",
        what: "The certificate was issued again under another CA than the trust anchor's.",
        check: "The step “Check the certificates” compares issuer and trust anchor by key.",
        mend: "Use a certificate of this trust anchor's CA.",
      },
    ],
  },
  {
    id: "untrusted-signing-certificate",
    title: "The client certificate does not lead to this trust anchor",
    matches: says("Untrusted signing certificate"),
    causes: [
      {
        id: "wrong-anchor",
        what: "The client certificate was not issued by this trust anchor's CA (another anchor, or a CA of the same name with another key).",
        check: "Compare the anchor's certificate with the issuer, by key and not by name.",
        checkCommand: "aws rolesanywhere get-trust-anchor --trust-anchor-id ID",
        mend: "Paste the ARN of the right trust anchor, or update the anchor with the CA that issued the certificate.",
      },
      {
        id: "intermediate-missing",
        what: "An intermediate between certificate and anchor was not sent.",
        check: "The step “Check the certificates” shows the chain.",
        mend: "Give the intermediates in the step “Check the certificates”, issuer of the client first.",
      },
      {
        id: "expired",
        what: "Client, intermediate or CA certificate is expired or not valid yet.",
        check: "The dates in the step “Check the certificates”.",
        mend: "Issue the expired certificate again; after renewing the CA update the trust anchor.",
      },
      {
        id: "too-long",
        what: "The chain is longer than 5 certificates.",
        check: "Count the intermediates.",
        mend: "Use a lower intermediate as the trust anchor.",
      },
    ],
  },
  {
    id: "invalid-signature",
    title: "Roles Anywhere could not verify the signature",
    matches: says("Invalid signature"),
    causes: [
      {
        id: "clock",
        what: "The clock that dated the request is wrong (AWS gives only this message, whatever the cause).",
        check: "Compare the time of the wizard's server with AWS's.",
        mend: "Set the clock of the wizard's server by NTP and try again.",
      },
      {
        id: "key",
        what: "The private key does not belong to the client certificate.",
        check: "The step “Check the certificates” compares them in the browser.",
        mend: "Choose the private key that belongs to this certificate.",
      },
      {
        id: "changed",
        what: "A proxy changed body, host or headers after signing.",
        check: "Try from a network without a proxy.",
        mend: "Let the requests to the Roles Anywhere host pass unchanged.",
      },
    ],
  },
  {
    id: "certificate-revoked",
    title: "The client certificate is revoked",
    matches: says("Certificate revoked"),
    causes: [
      {
        id: "crl",
        what: "Its serial number is in an enabled revocation list of this trust anchor.",
        check: "List the revocation lists and look for the serial number.",
        checkCommand: "aws rolesanywhere list-crls",
        mend: "Issue a new client certificate.",
      },
    ],
  },
  {
    // No sentence for this was found anywhere; AWS may also answer "Untrusted signing certificate".
    id: "certificate-dates",
    title: "A certificate is expired or not valid yet",
    matches: mentions(/\b(expired|not yet valid)\b/i),
    causes: [
      {
        id: "dates",
        what: "Client, intermediate or CA certificate is outside its dates.",
        check: "The dates in the step “Check the certificates”.",
        mend: "Issue the certificate again; after renewing the CA update the trust anchor.",
      },
    ],
  },
];
