import { z } from "zod";
import { certificatesPem } from "@/lib/intake/public";
import { planDocumentSchema, worlds } from "@/lib/plan";
import { sentSlices } from "./answers";

/** The written forms that take the certificate reader: for servers, and kept out of the pages that only save answers. */

const MOST_CHARACTERS = 64_000;

/** Certificates as a page writes them once it has read them, or none. */
export const certificatesText = z
  .string()
  .max(MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS.toLocaleString("en")} characters`)
  .refine(
    (text) => text === "" || certificatesPem.safeParse(text).success,
    "must be certificates as this wizard's page writes them, and nothing else: load the page again and give the file there",
  );

/** A plan as the front page reads it out of an export. */
export const sentPlan = z.strictObject({
  world: z.enum(worlds),
  document: z.strictObject({
    version: planDocumentSchema.shape.version,
    ...sentSlices,
    certificates: sentSlices.certificates.extend({
      trustAnchorPem: certificatesText,
      clientPem: certificatesText,
      chainPem: certificatesText,
    }),
  }),
});
export type SentPlan = z.input<typeof sentPlan>;
