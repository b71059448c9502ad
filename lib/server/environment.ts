import { z } from "zod";
import { worlds } from "@/lib/plan";

/** The environment of the server: every variable that it reads, what it takes, and the sentence for a wrong value. */

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const list = (text: string) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

const PORT_RANGE = "must be 0 to 65535";
const port = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(0, PORT_RANGE)
  .max(65535, PORT_RANGE);

const DAY_RANGE = "must be 1 to 3650";
const days = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, DAY_RANGE)
  .max(3650, DAY_RANGE);

const STORE_RANGE = "must be 64 to 1000000";

const flag = z
  .enum(["0", "1", "false", "true"], "must be 1 or 0")
  .transform((text) => text === "1" || text === "true");

const url = (protocols: readonly string[], say: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), say);

const environmentSchema = z.object({
  DATABASE_URL: url(["postgres:", "postgresql:"], "must begin with postgres:// or postgresql://").optional(),
  DATA_DIR: z.string().default(".data"),
  /** A plan that nobody changed, checked or joined for so long is removed. */
  PLAN_DAYS: days.default(180),
  /** How large all plans with their results and links may become, in MB of JSON (`lib/store/quotas.ts`). */
  STORE_MB: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(64, STORE_RANGE)
    .max(1_000_000, STORE_RANGE)
    .default(4096),
  /** The pretend AWS. It holds administrator keys of pretend accounts, so it is spoken to on this machine only. */
  SANDBOX_URL: url(["http:"], "must be an http:// address")
    .refine((text) => !URL.canParse(text) || LOOPBACK.test(new URL(text).hostname), "must be on this machine")
    .transform((text) => new URL(text).origin)
    .optional(),
  SANDBOX_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  WORLDS: z
    .string()
    .default("aws,sandbox")
    .transform(list)
    .pipe(z.array(z.enum(worlds, "must be aws, sandbox, or both with a comma")).min(1, "must name a world")),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  /** The address that people type, when it is not the one that this process listens on. */
  PUBLIC_URL: url(["http:", "https:"], "must be an http:// or https:// address")
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", "must not have a path")
    .transform((text) => new URL(text).origin)
    .optional(),
  /** A reverse proxy in front of this server sets X-Forwarded-For, -Host and -Proto itself. */
  TRUST_PROXY: flag.default(false),
  HTTPS_PROXY: url(["http:", "https:"], "must be an http:// or https:// address").optional(),
  NO_PROXY: z.string().optional(),
  /** PEM file of certificate authorities to trust beside the built-in ones. */
  EXTRA_CA_FILE: z.string().optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** Reads the variables. An empty one counts as not set. @throws Error whose message is one sentence a variable */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given: Record<string, string> = {};
  for (const name of Object.keys(environmentSchema.shape)) {
    // The lower-case form is what curl and most Unix tools read.
    const value = source[name] ?? (name.endsWith("_PROXY") ? source[name.toLowerCase()] : undefined);
    if (value !== undefined && value.trim() !== "") given[name] = value.trim();
  }
  const read = environmentSchema.safeParse(given);
  if (read.success) return read.data;
  // The value itself is not repeated: DATABASE_URL and HTTPS_PROXY can hold a password.
  const sentences = read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`);
  throw new Error([...new Set(sentences)].join(" "));
}

let parsed: Environment | undefined;

/** The environment of this process, read once. @throws Error with a sentence for each wrong variable */
export function getEnvironment(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}
