import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * Signature Version 4 as the receiving side sees it. Written on its own, so that the sandbox is a second opinion on
 * the product's signing code. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export interface WireRequest {
  method: string;
  /** Path as sent, still encoded, without the query. */
  path: string;
  /** Query as sent, without the question mark. */
  query: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface Authorization {
  algorithm: string;
  /** First part of the scope: an access key id, or a certificate's serial number. */
  id: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

/** Reads an Authorization header of the AWS4 family; undefined when it is none. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const match = /^(AWS4-[A-Z0-9-]+)\s(.*)$/s.exec(header ?? "");
  if (!match) return undefined;
  const parts = new Map<string, string>();
  for (const part of (match[2] ?? "").split(",")) {
    const at = part.indexOf("=");
    if (at > 0) parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const scope = (parts.get("Credential") ?? "").split("/");
  const [id, date, region, service, terminator] = scope;
  const signedHeaders = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  if (scope.length !== 5 || !id || !date || !region || !service) return undefined;
  if (terminator !== "aws4_request" || !signedHeaders || !signature) return undefined;
  return {
    algorithm: match[1] ?? "",
    id,
    date,
    region,
    service,
    signedHeaders: signedHeaders.split(";"),
    signature,
  };
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Text that is not percent-encoded as it claims is taken as it stands: its signature will not fit. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const at = pair.indexOf("=");
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? "" : pair.slice(at + 1);
    const plain = (text: string) => encode(decode(text.replaceAll("+", "%20")));
    return [plain(name), plain(value)] as const;
  });
  return pairs
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/**
 * The canonical request, by the request's own list of signed headers.
 * @param encodePathTwice every AWS service but S3 encodes the path that is already encoded once more
 */
export function canonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  encodePathTwice: boolean,
): string {
  const path = encodePathTwice ? request.path.split("/").map(encode).join("/") : request.path;
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [
    request.method,
    path || "/",
    canonicalQuery(request.query),
    headers.join(""),
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
}

export function stringToSign(authorization: Authorization, amzDate: string, canonical: string): string {
  const { algorithm, date, region, service } = authorization;
  return [algorithm, amzDate, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join("\n");
}

/** True when the request was signed with this secret. */
export function signatureMatches(
  request: WireRequest,
  authorization: Authorization,
  amzDate: string,
  secret: string,
): boolean {
  const { date, region, service } = authorization;
  let key: Buffer = Buffer.from(`AWS4${secret}`, "utf8");
  for (const part of [date, region, service, "aws4_request"]) {
    key = createHmac("sha256", key).update(part).digest();
  }
  const canonical = canonicalRequest(request, authorization.signedHeaders, true);
  const expected = createHmac("sha256", key)
    .update(stringToSign(authorization, amzDate, canonical))
    .digest();
  const given = Buffer.from(authorization.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** `20260301T120000Z` as a time, or undefined. */
export function readAmzDate(text: string | undefined): Date | undefined {
  const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  return m ? new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`) : undefined;
}

const compact = (time: Date) => `${time.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;

const TOLERANCE_MS = 5 * 60_000;

/** AWS's sentence about a request dated more than five minutes off; undefined when the clocks agree. */
export function clockComplaint(requested: Date, now: Date): string | undefined {
  const off = requested.getTime() - now.getTime();
  if (Math.abs(off) <= TOLERANCE_MS) return undefined;
  const limit = new Date(now.getTime() + Math.sign(off) * TOLERANCE_MS);
  return off < 0
    ? `Signature expired: ${compact(requested)} is now earlier than ${compact(limit)} (${compact(now)} - 5 min.)`
    : `Signature not yet current: ${compact(requested)} is still later than ${compact(limit)} (${compact(now)} + 5 min.)`;
}
