import { z } from "zod";

/** What is kept of each certificate beside its verdicts: enough for a list, a reminder and the checklist. */
const summarySchema = z.array(
  z.object({
    place: z.enum(["client", "intermediate", "trust-anchor", "unused"]),
    subject: z.string().max(400),
    issuer: z.string().max(400),
    serial: z.string().max(200),
    key: z.string().max(100),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    fingerprint: z.string().max(64),
  }),
);
export type CertificateSummary = z.infer<typeof summarySchema>[number];

/** The summaries of a result's data; none where there are none or they are of another version. */
export function readSummaries(data: unknown): CertificateSummary[] {
  const parsed = summarySchema.safeParse(data);
  return parsed.success ? parsed.data : [];
}
