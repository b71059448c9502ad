import { z } from "zod";
import {
  certificatesSchema,
  type FieldProblem,
  identitySchema,
  policySchema,
  type SliceName,
  startSchema,
} from "@/lib/plan";
import { findSecret, type Sighted } from "./secrets";

/**
 * The written form of typed answers: what each field of a plan may look like on its way to the server. The plan keeps
 * unfinished answers, but only as far as they cannot be anything else than that answer: digits of an account number,
 * letters of a region. An ARN travels whole or not at all. Public certificates have a form of their own
 * (`documents.ts`), and no field here takes them.
 */

type Text = z.ZodType<string, string>;
const matching = (schema: Text, form: RegExp, words: string) =>
  schema.refine((text) => form.test(text), words);

/** Free text on one line. */
const words = (schema: Text) => matching(schema, /^\P{Cc}*$/u, "must stand on one line");

/** An ARN's own form, right or wrong in its parts: those are judged where they are needed. */
export const arnForm =
  /^arn:[a-z0-9-]{1,30}:[a-z0-9-]{1,60}:[a-z0-9-]{0,40}:[\w-]{0,40}:[\x21-\x7E]{1,1000}$/;
const arn = (schema: Text) =>
  schema.refine((text) => text === "" || arnForm.test(text), "is not an ARN (arn:…), and was not saved");

const ids = z.array(z.string().regex(/^[a-z0-9-]{1,60}$/, "is not the name of a permission set")).max(20);
const region = (schema: Text) =>
  matching(schema, /^[a-z0-9-]*$/, "is not a region: letters, digits and hyphens only");

const start = startSchema.shape;
const policy = policySchema.shape;
const certificates = certificatesSchema.shape;
const identity = identitySchema.shape;

/** The tags of a policy and of what is made; the characters that IAM takes. */
const tag = (schema: Text) =>
  matching(schema, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "may have letters, digits, spaces and _ . : / = + - @");
const name = (schema: Text) =>
  matching(schema, /^[\w+=,.@-]*$/, "may have letters, digits and + = , . @ - _");

/** `x509Subject/CN` and its like, as Roles Anywhere names session tags. */
const SESSION_TAG = /^x509(Subject|Issuer|SAN)\/[A-Za-z0-9./]{1,100}$/;

const slices = {
  start: z.strictObject({
    ...start,
    connectionName: words(start.connectionName),
    description: words(start.description),
    accountId: matching(start.accountId, /^\d{0,12}$/, "must be an account number: 12 digits"),
    region: region(start.region),
    sets: ids,
    assumeRoleArn: arn(start.assumeRoleArn),
    assumeRoleExternalId: matching(
      start.assumeRoleExternalId,
      /^[\w+=,.@:/-]*$/,
      "may have letters, digits and + = , . @ : / - _",
    ),
  }),
  policy: z.strictObject({
    ...policy,
    policyArn: arn(policy.policyArn),
    narrowRegions: z.array(region(policy.narrowRegions.element)).max(40),
    narrowTagKey: tag(policy.narrowTagKey),
    narrowTagValue: tag(policy.narrowTagValue),
  }),
  certificates: z.strictObject({
    authority: certificates.authority,
    privateCaArn: arn(certificates.privateCaArn),
    pilot: certificates.pilot,
  }),
  identity: z.strictObject({
    ...identity,
    tieFields: z
      .array(matching(identity.tieFields.element, SESSION_TAG, "is not a field of a certificate"))
      .max(30),
    namePrefix: name(identity.namePrefix),
    rolePath: matching(
      identity.rolePath,
      /^[\x21-\x7E]*$/,
      "may have letters, digits and signs without blanks",
    ),
    permissionsBoundaryArn: arn(identity.permissionsBoundaryArn),
    tags: z
      .array(
        z.strictObject({
          key: tag(identity.tags.element.shape.key),
          value: tag(identity.tags.element.shape.value),
        }),
      )
      .max(20),
    trustAnchorArn: arn(identity.trustAnchorArn),
    roleArn: arn(identity.roleArn),
    profileArn: arn(identity.profileArn),
    userName: name(identity.userName),
  }),
} satisfies Record<SliceName, z.ZodType>;

/** The whole slices, as a restored plan brings them. */
export const sentSlices = slices;

/** Marks of the answers that the page had seen, by field: given by the server, and given back as they are. */
export const sentMarks = z
  .record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().regex(/^[0-9a-f]{16}$/))
  .refine((marks) => Object.keys(marks).length <= 40, "must be of one slice");

/** Some fields of one slice, as an autosave brings them, and what the page had seen of that slice. */
export const sentAnswers = z.discriminatedUnion("slice", [
  z.strictObject({ slice: z.literal("start"), fields: slices.start.partial(), seen: sentMarks }),
  z.strictObject({ slice: z.literal("policy"), fields: slices.policy.partial(), seen: sentMarks }),
  z.strictObject({
    slice: z.literal("certificates"),
    fields: slices.certificates.partial(),
    seen: sentMarks,
  }),
  z.strictObject({ slice: z.literal("identity"), fields: slices.identity.partial(), seen: sentMarks }),
]);
export type SentAnswers = z.input<typeof sentAnswers>;

/** What of some answers may travel, and what stays in the page, with a sentence for its field. */
export interface WrittenAnswers {
  written: Record<string, unknown>;
  kept: FieldProblem[];
}

/** Writes each field in its own form. What has none, or looks like a secret, is kept back, and the others travel. */
export function writeAnswers(slice: SliceName, fields: Readonly<Record<string, unknown>>): WrittenAnswers {
  const shape = new Map<string, z.ZodType>(Object.entries(slices[slice].shape));
  const written: [string, unknown][] = [];
  const kept: FieldProblem[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const read = shape.get(name)?.safeParse(value);
    if (read === undefined) continue;
    const secret = findSecret({ [name]: value });
    if (secret !== undefined) kept.push(secretAt(secret, name));
    else if (read.success) written.push([name, read.data]);
    else
      for (const { path, message } of read.error.issues)
        kept.push({ field: [name, ...path].map(String).join("."), sentence: sentence(message) });
  }
  return { written: Object.fromEntries(written), kept };
}

function secretAt(secret: Sighted, name: string): FieldProblem {
  if (secret === "too-much") return { field: name, sentence: "This is more text than an answer has." };
  return {
    field: secret.field,
    sentence: `This looks like ${secret.what}. It stays in this page and was not saved: take it out of this field.`,
  };
}

const sentence = (message: string) => `This answer ${message}.`;
