import { type Problem, problem } from "@/lib/problems";
import { type Arn, parseArn, type ThreeArns } from "./arn";

/** What the key of the client certificate is. Decides the name of the algorithm and the form of the signature. */
export type LeafKey = "RSA" | "EC" | "ML-DSA";

export interface CreateSessionRequest extends Required<ThreeArns> {
  /** The client certificate: PEM, or its DER bytes. */
  certificate: string | Uint8Array;
  /** Intermediates, issuer of the client first, without the anchor itself: PEM (any number), or DER each. */
  chain?: string | readonly Uint8Array[] | undefined;
  /** The moment of signing, by the server's clock; seconds count. */
  date: Date;
  /** 900 to 43,200 seconds; left out of the body when undefined, so that the profile's value holds. */
  durationSeconds?: number | undefined;
  /** Needs a profile with acceptRoleSessionName. */
  roleSessionName?: string | undefined;
  /** Decimal serial number of the certificate; read from the certificate when not given. */
  serialNumber?: string | undefined;
  /** Read from the certificate when not given. */
  keyType?: LeafKey | undefined;
  /** Where the ARNs travel. AWS takes both; its credential helper uses the query. Default: body. */
  form?: "body" | "query" | undefined;
}

/** A request ready to be sent by anything that can send HTTP. `headers` holds `host`: send it as it stands. */
export interface SignedRequest {
  url: string;
  method: "POST";
  headers: Record<string, string>;
  body: string;
}

/** All but the signature: what to sign, and what goes around it. */
export interface PreparedCreateSession {
  keyType: LeafKey;
  algorithm: string;
  canonicalRequest: string;
  /** Sign these UTF-8 bytes: RSASSA-PKCS1-v1_5 or ECDSA, both with SHA-256 (P-384 and P-521 too). */
  stringToSign: string;
  credentialScope: string;
  serialNumber: string;
  signedHeaders: string;
  request: SignedRequest;
}

/** Roles Anywhere's names of the signing algorithms. https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html */
export const algorithmNames: Record<LeafKey, string> = {
  RSA: "AWS4-X509-RSA-SHA256",
  EC: "AWS4-X509-ECDSA-SHA256",
  "ML-DSA": "AWS4-X509-MLDSA",
};

export interface Scope {
  anchor: Arn;
  region: string;
}

/** Refuses what AWS could only answer with a riddle, before anything is signed. */
export function readScope(request: CreateSessionRequest): Scope | Problem {
  const anchor = parseArn(request.trustAnchorArn);
  const profile = parseArn(request.profileArn);
  const role = parseArn(request.roleArn);
  if (anchor?.service !== "rolesanywhere" || !anchor.resource.startsWith("trust-anchor/"))
    return problem("session-arn-unreadable", { values: { which: "trust anchor" }, field: "trustAnchorArn" });
  if (profile?.service !== "rolesanywhere" || !profile.resource.startsWith("profile/"))
    return problem("session-arn-unreadable", { values: { which: "profile" }, field: "profileArn" });
  if (role?.service !== "iam" || !role.resource.startsWith("role/"))
    return problem("session-arn-unreadable", { values: { which: "role" }, field: "roleArn" });
  if (anchor.region !== profile.region)
    return problem("session-regions-differ", {
      values: { anchor: anchor.region, profile: profile.region },
      field: "profileArn",
    });
  const { durationSeconds } = request;
  if (
    durationSeconds !== undefined &&
    (!Number.isInteger(durationSeconds) || durationSeconds < 900 || durationSeconds > 43_200)
  )
    return problem("session-duration-out-of-range", { values: { found: durationSeconds } });
  if (Number.isNaN(request.date.getTime())) return problem("session-date-unreadable");
  return { anchor, region: anchor.region };
}
