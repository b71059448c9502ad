import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { given } from "@/lib/given";
import { endpointHost, type Partition, partitions } from "@/lib/partitions";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { base64, ecdsaDer, hex } from "./bytes";
import {
  algorithmNames,
  type CreateSessionRequest,
  type PreparedCreateSession,
  readScope,
  type SignedRequest,
} from "./request";

/**
 * Everything of a Roles Anywhere `CreateSession` request but the signature.
 * SigV4's canonical form, with one difference: no derived key, the certificate's private key signs the string itself.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 *
 * @returns what to sign, or a problem: `session-…` codes for ARNs, certificate, chain, key type, duration
 */
export async function prepareCreateSession(
  request: CreateSessionRequest,
): Promise<PreparedCreateSession | Problem> {
  const scope = readScope(request);
  if (isProblem(scope)) return scope;
  const partition = partitions.find((id) => id === scope.anchor.partition);
  if (partition === undefined)
    return problem("session-partition-unknown", { values: { found: scope.anchor.partition } });
  const certificates = await readCertificates(request);
  if (isProblem(certificates)) return certificates;

  const { serialNumber, keyType } = certificates;
  const amzDate = `${request.date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const { query, body } = content(request);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: hostOf(partition, scope.region),
    "x-amz-date": amzDate,
    "x-amz-x509": base64(certificates.der),
    ...(certificates.chain.length === 0
      ? {}
      : { "x-amz-x509-chain": certificates.chain.map(base64).join(",") }),
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  const canonicalRequest = [
    "POST",
    "/sessions",
    query,
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    sha256Hex(body),
  ].join("\n");
  const algorithm = algorithmNames[keyType];
  const credentialScope = `${amzDate.slice(0, 8)}/${scope.region}/rolesanywhere/aws4_request`;
  return {
    keyType,
    algorithm,
    canonicalRequest,
    stringToSign: [algorithm, amzDate, credentialScope, sha256Hex(canonicalRequest)].join("\n"),
    credentialScope,
    serialNumber,
    signedHeaders,
    request: {
      url: `https://${headers.host}/sessions${query === "" ? "" : `?${query}`}`,
      method: "POST",
      headers,
      body,
    },
  };
}

/**
 * Puts the signature into the request. An EC signature may come raw (r‖s, as WebCrypto gives it) or as DER.
 * The signature is not checked here: AWS and the sandbox do that.
 */
export function finishCreateSession(prepared: PreparedCreateSession, signature: Uint8Array): SignedRequest {
  const bytes = prepared.keyType === "EC" ? ecdsaDer(signature) : signature;
  const authorization =
    `${prepared.algorithm} Credential=${prepared.serialNumber}/${prepared.credentialScope}, ` +
    `SignedHeaders=${prepared.signedHeaders}, Signature=${hex(bytes)}`;
  const { request } = prepared;
  return { ...request, headers: { ...request.headers, authorization } };
}

function hostOf(partition: Partition, region: string): string {
  return endpointHost(partition, "rolesanywhere", region);
}

/** The ARNs in body or query; in the body the members stand in alphabetical order, so that equal requests are equal bytes. */
function content(request: CreateSessionRequest): { query: string; body: string } {
  const { durationSeconds, profileArn, roleArn, roleSessionName, trustAnchorArn } = request;
  const options = {
    ...given({ durationSeconds, roleSessionName }),
  };
  const arns = { profileArn, roleArn, trustAnchorArn };
  if (request.form === "query")
    return {
      query: Object.entries(arns)
        .map(([name, value]) => `${name}=${encode(value)}`)
        .join("&"),
      body: JSON.stringify(options),
    };
  const members = Object.entries({ ...options, ...arns }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { query: "", body: JSON.stringify(Object.fromEntries(members)) };
}

/** RFC 3986: encodeURIComponent leaves five characters alone that SigV4 wants escaped. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function readCertificates(request: CreateSessionRequest) {
  // Loaded when needed: the page that only sorts ARNs is spared the certificate library.
  const { dersOf, readLeaf } = await import("./leaf");
  const { certificate, chain, serialNumber, keyType } = request;
  const chainDers = typeof chain === "string" ? dersOf(chain) : [...(chain ?? [])];
  if (chainDers.length > 5) return problem("session-chain-too-long", { values: { found: chainDers.length } });
  if (serialNumber !== undefined && keyType !== undefined && typeof certificate !== "string")
    return { der: certificate, serialNumber, keyType, chain: chainDers };
  const leaf = readLeaf(certificate);
  if (isProblem(leaf)) return leaf;
  return { ...leaf, ...(serialNumber && { serialNumber }), ...(keyType && { keyType }), chain: chainDers };
}

function sha256Hex(text: string): string {
  return hex(sha256(utf8ToBytes(text)));
}
