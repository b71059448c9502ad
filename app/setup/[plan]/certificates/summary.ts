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

const titles = {
  client: "Client certificate",
  intermediate: "Intermediate certificate",
  "trust-anchor": "CA certificate",
};

/** The certificate of the chain that ends first, as a line of a list; undefined where none was read. */
export function firstToEnd(data: unknown, now: Date): { words: string; soon: boolean } | undefined {
  const used = readSummaries(data).flatMap(({ place, notAfter }) =>
    place === "unused" ? [] : [{ title: titles[place], notAfter }],
  );
  const [first] = used.sort((a, b) => a.notAfter.localeCompare(b.notAfter));
  if (first === undefined) return undefined;
  const days = Math.floor((Date.parse(first.notAfter) - now.getTime()) / 86_400_000);
  const left =
    days < 0
      ? "has ended"
      : days === 0
        ? "ends today"
        : days === 1
          ? "ends in 1 day"
          : `ends in ${days} days`;
  return { words: `${first.title} ${left} (${first.notAfter.slice(0, 10)})`, soon: days < 30 };
}
