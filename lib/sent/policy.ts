import { z } from "zod";

/**
 * A policy as it travels: not the text that somebody pasted, but an object of IAM's own members, which the page built
 * out of what it read. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */

const MOST = { statements: 200, entries: 500, members: 50 };

/** Text of a policy: no control characters; what it may hold else is its element's matter. */
const text = z
  .string()
  .max(2048, "has text of more than 2,048 characters")
  .regex(/^\P{Cc}*$/u, "has text with line breaks or control characters");
const word = text.regex(/^[^\s]*$/, "has a name with blanks");
const oneOrMany = <T extends z.ZodType>(entry: T) => z.union([entry, z.array(entry).max(MOST.entries)]);
const few = <T extends z.ZodType>(record: z.ZodRecord<z.ZodString, T>) =>
  record.refine((value) => Object.keys(value).length <= MOST.members, "has too many members");

const action = word.regex(/^(\*|[A-Za-z0-9-]{1,60}:[\w*?]{1,120})$/, "has an action that is none");
const value = z.union([text, z.number(), z.boolean()]);
const principal = z.union([z.literal("*"), few(z.record(word.max(60), oneOrMany(word)))]);

const statement = z.strictObject({
  Sid: text.max(300).optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: oneOrMany(action).optional(),
  NotAction: oneOrMany(action).optional(),
  Resource: oneOrMany(text).optional(),
  NotResource: oneOrMany(text).optional(),
  // A condition key ends in a tag's key where it is about one, and those may have blanks.
  Condition: few(z.record(word.max(80), few(z.record(text.max(300), oneOrMany(value))))).optional(),
});

/** Statements beyond the bound are told by the action, by their number; this one only keeps the reading short. */
export const sentPolicy = z.strictObject({
  Version: z.enum(["2008-10-17", "2012-10-17"]).optional(),
  Id: text.max(300).optional(),
  Statement: z.union([statement, z.array(statement).max(10 * MOST.statements)]),
});
export type SentPolicy = z.input<typeof sentPolicy>;
