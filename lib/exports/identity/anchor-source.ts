import type { PlanDocument } from "@/lib/plan";
import { type Problem, problem } from "@/lib/problems";

/** `source` of CreateTrustAnchor, as the API takes it. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_Source.html */
export type TrustAnchorSource =
  | { sourceType: "CERTIFICATE_BUNDLE"; sourceData: { x509CertificateData: string } }
  | { sourceType: "AWS_ACM_PCA"; sourceData: { acmPcaArn: string } };

const LONGEST_BUNDLE = 16_000;
const MOST_CERTIFICATES = 2;

/**
 * What the trust anchor is made from: the CA certificate alone, freed of text around it (Roles Anywhere answers
 * "Bad certificate data" to that), or the private CA's ARN.
 */
export function anchorSource(certificates: PlanDocument["certificates"]): TrustAnchorSource | Problem {
  if (certificates.authority === "private-ca")
    return { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn: certificates.privateCaArn } };
  const blocks = [
    ...certificates.trustAnchorPem.matchAll(
      /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g,
    ),
  ].map((block) => wrapped((block[1] ?? "").replace(/\s/g, "")));
  if (blocks.length === 0) return problem("anchor-certificate-unreadable");
  if (blocks.length > MOST_CERTIFICATES)
    return problem("anchor-too-many-certificates", { values: { found: blocks.length } });
  const bundle = blocks.join("");
  return bundle.length > LONGEST_BUNDLE
    ? problem("anchor-too-long", { values: { found: bundle.length } })
    : { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData: bundle } };
}

function wrapped(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
