import { type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { bare } from "@/lib/bare";
import { Refusal } from "../../refusal";
import {
  type Authorization,
  canonicalRequest,
  clockComplaint,
  readAmzDate,
  readAuthorization,
  stringToSign,
  type WireRequest,
} from "../../sigv4";
import { type Certificate, readCertificate } from "../../x509/certificate";

export const refused = (sentence: string) => new Refusal("AccessDeniedException", sentence, 403);

const missing = "Member must not be null";
const inputShape = z.object({
  trustAnchorArn: z
    .string({ error: missing })
    .regex(/^arn:aws(?:-[^:]+)?:rolesanywhere:[^:]*:[^:]*:trust-anchor.*$/),
  profileArn: z.string({ error: missing }).regex(/^arn:aws(?:-[^:]+)?:rolesanywhere:[^:]*:[^:]*:profile.*$/),
  roleArn: z.string({ error: missing }).regex(/^arn:aws(?:-[^:]+)?:iam:[^:]*:[^:]*:role.*$/),
  durationSeconds: z.coerce.number().int().min(900).max(43_200).optional(),
  roleSessionName: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[\w+=,.@-]*$/)
    .optional(),
});
export type SessionInput = z.infer<typeof inputShape>;

/** The three ARNs may stand in the body or in the query; the rest stands in the body. */
export function readInput(request: WireRequest): SessionInput {
  let body: unknown;
  try {
    body = request.body.length === 0 ? {} : JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new Refusal("ValidationException", "The request body is not JSON.", 400);
  }
  const parsed = inputShape.safeParse({
    ...bare(new URLSearchParams(request.query)),
    ...(body as object),
  });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.join(".") ?? "";
  throw new Refusal(
    "ValidationException",
    `${parsed.error.issues.length} validation error detected: Value at '${where}' failed to satisfy constraint: ${first?.message}`,
    400,
  );
}

const INVALID_SIGNATURE = "Invalid signature";

/** The certificate that signed the request, with those that it sent along. Throws AWS's refusal when the signature does not hold. */
export function verifySigner(request: WireRequest, now: Date) {
  const authorization = readAuthorization(request.headers.authorization);
  if (!authorization)
    throw new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const requested = readAmzDate(request.headers["x-amz-date"]);
  const leaf = readCertificate(Buffer.from(request.headers["x-amz-x509"] ?? "", "base64"));
  if (!leaf) throw refused("Untrusted certificate. Insufficient certificate");
  const chain = request.headers["x-amz-x509-chain"];
  const needed = ["host", "x-amz-date", "x-amz-x509", ...(chain === undefined ? [] : ["x-amz-x509-chain"])];
  const sound =
    requested !== undefined &&
    clockComplaint(requested, now) === undefined &&
    authorization.service === "rolesanywhere" &&
    request.headers["x-amz-date"]?.startsWith(authorization.date) &&
    needed.every((name) => authorization.signedHeaders.includes(name)) &&
    authorization.id === BigInt(`0x${leaf.serial}`).toString() &&
    signatureHolds(request, authorization, leaf);
  if (!sound) throw refused(INVALID_SIGNATURE);
  const sent =
    chain === undefined ? [] : chain.split(",").map((part) => readCertificate(Buffer.from(part, "base64")));
  const intermediates = sent.filter((certificate) => certificate !== undefined);
  if (intermediates.length !== sent.length || sent.length > 5) throw refused("Untrusted signing certificate");
  return { leaf, intermediates, region: authorization.region };
}

const keyTypes: Record<string, string> = { "AWS4-X509-RSA-SHA256": "rsa", "AWS4-X509-ECDSA-SHA256": "ec" };

function signatureHolds(request: WireRequest, authorization: Authorization, leaf: Certificate): boolean {
  const key: KeyObject = leaf.x509.publicKey;
  if (keyTypes[authorization.algorithm] !== key.asymmetricKeyType) return false;
  if (!/^[0-9a-f]+$/.test(authorization.signature)) return false;
  const canonical = canonicalRequest(request, authorization.signedHeaders, false);
  const text = stringToSign(authorization, request.headers["x-amz-date"] ?? "", canonical);
  try {
    // Node reads ECDSA signatures as DER and RSA ones as PKCS#1 v1.5 unless told otherwise: AWS's two forms.
    return verify("sha256", Buffer.from(text, "utf8"), key, Buffer.from(authorization.signature, "hex"));
  } catch {
    return false;
  }
}
