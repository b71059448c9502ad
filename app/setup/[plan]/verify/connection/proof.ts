import "server-only";
import { z } from "zod";
import { certificatesPem } from "@/lib/intake/public";
import { accessKeyForms, sentSlices } from "@/lib/sent";

/** What a browser brings so that the server can act for one request, in the form that the page writes it. */

/**
 * Where a proof may hold what looks like a secret: the access key, and the header with the signature, whose words are
 * "Credential=" and whose form is held below.
 */
export const proofKeyAt = [
  "proof.accessKeyId",
  "proof.secretAccessKey",
  "proof.request.headers.authorization",
  "proof.withChain.headers.authorization",
];

export const actionName = z
  .string()
  .regex(/^[a-z0-9-]{1,40}:[A-Za-z0-9]{1,60}$/, "is not the name of an action");

const { accessKeyId, secretAccessKey } = accessKeyForms;
const { trustAnchorArn, roleArn, profileArn } = sentSlices.identity.shape;
const members = z.strictObject({
  trustAnchorArn,
  roleArn,
  profileArn,
  durationSeconds: z.int().optional(),
  roleSessionName: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/)
    .optional(),
});

/** The base64 of a certificate's DER, as the headers of CreateSession carry it. */
const derCertificate = (base64: string) => {
  const lines = base64.match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  return certificatesPem.safeParse(pem).success;
};

/** The headers of a request of the client certificate alone, as CipherTrust is given it. */
const signedHeaders = z.strictObject({
  authorization: z
    .string()
    .max(20_000)
    .regex(
      /^AWS4-X509-[A-Z0-9-]{4,20} Credential=-?\d{1,100}\/[a-z0-9/_-]{1,100}, SignedHeaders=[a-z0-9;-]{1,200}, Signature=[0-9a-f]{16,19000}$/,
    ),
  "content-type": z.literal("application/json"),
  host: z.string().regex(/^rolesanywhere[a-z0-9.-]{5,100}$/),
  "x-amz-date": z.string().regex(/^\d{8}T\d{6}Z$/),
  "x-amz-x509": z.string().max(90_000).refine(derCertificate),
});

/** The same with the intermediates, which CipherTrust is not given. */
const chainHeaders = signedHeaders.extend({
  "x-amz-x509-chain": z
    .string()
    .max(130_000)
    .refine((text) => text.split(",").every(derCertificate)),
});

const signedRequest = (form: z.ZodType) =>
  z.strictObject({
    url: z.string().regex(/^https:\/\/rolesanywhere[a-z0-9.-]{5,100}\/sessions$/),
    method: z.literal("POST"),
    headers: z
      .record(z.string().max(60), z.string().max(130_000))
      .refine((headers) => form.safeParse(headers).success, "must be those of a CreateSession request"),
    body: z.string().max(8192).refine(isMembers, "must be the body of a CreateSession request"),
  });

/**
 * A request that the browser has signed with the certificate's key, or the access key. Neither outlives the action
 * that it came with.
 */
export const proofSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("signed-request"),
    request: signedRequest(signedHeaders),
    /** Where the plan has intermediates: asked only once the certificate alone was refused. */
    withChain: signedRequest(chainHeaders).optional(),
  }),
  z.strictObject({ kind: z.literal("access-key"), accessKeyId, secretAccessKey }),
]);
export type Proof = z.infer<typeof proofSchema>;

function isMembers(body: string): boolean {
  try {
    return members.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
