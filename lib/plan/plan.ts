import { z } from "zod";
import { partitions } from "@/lib/partitions";
import { signInWays } from "./sign-in-ways";

/**
 * The plan: the one non-secret document that the wizard fills, a slice for each step.
 * Every field takes an unfinished answer (a plan is saved as the admin goes); what an answer must be to count as
 * done is `answers.ts`. A field that is not named here is dropped before anything is stored.
 */

/**
 * What no file that the wizard writes could hold, as every file can: letters are composed (Terraform composes them
 * anyway, and a name must be one name everywhere), half characters are marked as lost.
 */
const holdable = (text: string) => text.toWellFormed().normalize("NFC");

/**
 * One line of text as people paste it: outer blanks and invisible characters go, line breaks and control characters are
 * blanks; the rest is theirs.
 */
const line = (max: number) =>
  z
    .string()
    .max(max + 200, `must have at most ${max} characters`)
    // Zero-width and direction marks ride along when people copy from a web page or a chat.
    .transform((text) =>
      holdable(text.replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, ""))
        .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
        .trim(),
    )
    .pipe(z.string().max(max, `must have at most ${max} characters`));

/** PEM as stored: public certificates only; `lib/certificates` refuses private keys before this is reached. */
const pem = z
  .string()
  .max(64_000, "must have at most 64,000 characters")
  .refine((text) => !/PRIVATE KEY/.test(text), "must not hold a private key: nothing was stored")
  .transform((text) => holdable(text.replaceAll("\0", "")));

const arn = line(1100);

export const startSchema = z.object({
  connectionName: line(200),
  description: line(1000),
  target: z.enum(["cdspaas", "ciphertrust-manager"]),
  partition: z.enum(partitions),
  accountId: line(40).transform((text) => text.replace(/[\s-]/g, "")),
  region: line(40).transform((text) => text.toLowerCase()),
  /** `migrate`: an access key connection exists and moves to Roles Anywhere. */
  signIn: z.enum(signInWays),
  /** Ids of permission sets; the required ones are always in force, listed or not. */
  sets: z.array(z.string().max(60)).max(20),
  /** A role in another account that CCKM shall assume from this identity; both optional. */
  assumeRoleArn: arn,
  assumeRoleExternalId: line(1224),
});

export const policySchema = z.object({
  /** Another team makes the policy: the plan then only holds its ARN. */
  madeElsewhere: z.boolean(),
  policyArn: arn,
  /** Narrowing, all of it opt-in. Service-linked roles of the chosen sets only. */
  narrowServiceRoles: z.boolean(),
  /** Regions beside the home region; empty: not narrowed. */
  narrowRegions: z.array(line(40).transform((text) => text.toLowerCase())).max(40),
  /** Both empty: not narrowed. */
  narrowTagKey: line(128),
  narrowTagValue: line(256),
});

export const certificatesSchema = z.object({
  authority: z.enum(["own", "private-ca"]),
  privateCaArn: arn,
  trustAnchorPem: pem,
  clientPem: pem,
  /** Intermediates between client and anchor, issuer of the client first. */
  chainPem: pem,
  /** Made in the browser for a rehearsal or a pilot: never mistaken for the company's PKI. */
  pilot: z.boolean(),
});

export const identitySchema = z.object({
  /** Which certificates of the trust anchor can use the role: the client's by its name, by `tieFields`, or any. */
  tie: z.enum(["name", "fields", "any"]),
  /** Session tags that the certificate must have as now: "x509Subject/O". Their values are the certificate's. */
  tieFields: z.array(line(140)).max(30),
  /** Begins the names of everything that the scripts make. */
  namePrefix: line(40),
  rolePath: line(512),
  permissionsBoundaryArn: arn,
  tags: z.array(z.object({ key: line(128), value: line(256) })).max(20),
  trustAnchorArn: arn,
  roleArn: arn,
  profileArn: arn,
  userName: line(64),
  userExists: z.boolean(),
});

export const planDocumentSchema = z.object({
  version: z.literal(1),
  start: startSchema,
  policy: policySchema,
  certificates: certificatesSchema,
  identity: identitySchema,
});
export type PlanDocument = z.infer<typeof planDocumentSchema>;
export type SliceName = Exclude<keyof PlanDocument, "version">;

/** The schemas of the slices, for saving one of them, or some of its fields, alone. */
export const sliceSchemas = {
  start: startSchema,
  policy: policySchema,
  certificates: certificatesSchema,
  identity: identitySchema,
} as const;
