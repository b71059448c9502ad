import type { AwsFailure } from "@/lib/checks";
import { endpointHost } from "@/lib/partitions";
import { type Problem, problem } from "@/lib/problems";
import type { SignedRequest } from "@/lib/roles-anywhere";
import { classify } from "./classify";
import { awsGate, sandboxGate } from "./hosts";
import type { AwsOptions, AwsTarget } from "./open-aws";
import { lowerCased, send } from "./transport";

export interface RelayedAnswer {
  status: number;
  /** Lower-case names; only those that say what the answer is. */
  headers: Record<string, string>;
  body: string;
}

const TIMEOUT_MS = 10_000;
const MAX_BODY = 8 * 1024;
// Five intermediates of 16 KB each, in base64, and then some.
const MAX_HEADER = 120 * 1024;
const allowedHeaders = new Set([
  "authorization",
  "content-type",
  "host",
  "x-amz-date",
  "x-amz-x509",
  "x-amz-x509-chain",
]);
const allowedQuery = new Set(["profileArn", "roleArn", "trustAnchorArn"]);
const allowedBody = new Set([...allowedQuery, "durationSeconds", "roleSessionName"]);
const notRolesAnywhere: ReadonlySet<string> = new Set(["intercepted", "throttled", "service"]);
const keptHeaders = ["content-type", "date", "x-amzn-requestid", "x-amzn-errortype"];

/**
 * Passes a CreateSession request on that the browser has signed, byte for byte: no SDK has the operation, and the
 * private key must stay in the browser. Only to the plan's own Roles Anywhere endpoint, only with the headers and
 * members that the operation has, only for the plan's account.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 */
export async function relayCreateSession(
  target: AwsTarget,
  request: SignedRequest,
  options: AwsOptions = {},
): Promise<RelayedAnswer | { failure: AwsFailure } | Problem> {
  const reason = refuse(target, request);
  if (reason) return problem("signed-request-refused", { values: { reason } });
  const url = new URL(request.url);
  // The sandbox gets the request as it was signed, Host header and all; only the connection goes elsewhere.
  const to = target.world === "sandbox" ? new URL(options.sandboxUrl ?? "http://sandbox.invalid") : url;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const stop = options.signal;
  try {
    const answer = await send(
      {
        protocol: to.protocol,
        hostname: to.hostname,
        ...(to.port === "" ? {} : { port: Number(to.port) }),
        path: `${url.pathname}${url.search}`,
        method: "POST",
        headers: { ...request.headers, "content-length": String(Buffer.byteLength(request.body)) },
        body: request.body,
      },
      {
        gate: target.world === "aws" ? awsGate(target.partition) : sandboxGate(to.href),
        extraCaFile: options.extraCaFile,
        signal: stop ? AbortSignal.any([timeout, stop]) : timeout,
      },
    );
    const headers = lowerCased(answer.headers);
    const body = answer.bytes.toString("utf8");
    const exchange = { status: answer.statusCode, headers, text: body };
    // What is not Roles Anywhere's own answer is told apart here; its own sentences are for `lib/roles-anywhere`.
    const failure = classify(undefined, { world: target.world, protocol: "json", exchange });
    const refusedByOthers = answer.statusCode >= 300 && notRolesAnywhere.has(failure.kind);
    if (!isJsonObject(body) || refusedByOthers) return { failure };
    const kept = keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
    return { status: answer.statusCode, headers: Object.fromEntries(kept), body };
  } catch (error) {
    const ended = stop?.aborted ? "stopped" : timeout.aborted ? "timeout" : undefined;
    return { failure: classify(error, { world: target.world, protocol: "json", exchange: {}, ended }) };
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Why a signed request is not this plan's, in words that end a sentence; undefined when it is. */
function refuse(target: AwsTarget, request: SignedRequest): string | undefined {
  const host = endpointHost(target.partition, "rolesanywhere", target.region);
  let url: URL;
  try {
    url = new URL(request.url);
  } catch {
    return "its address cannot be read";
  }
  if (request.method !== "POST") return "it is not a POST request";
  if (url.protocol !== "https:" || url.host !== host) return `it is for ${url.host}, not for ${host}`;
  if (url.pathname !== "/sessions" || url.username !== "" || url.hash !== "")
    return "it is for another operation than CreateSession";
  const headers = Object.entries(lowerCased(request.headers));
  const stranger = headers.find(([name]) => !allowedHeaders.has(name));
  if (stranger) return `it carries a header that CreateSession does not have (${stranger[0].slice(0, 60)})`;
  if (headers.some(([, value]) => value.length > MAX_HEADER || /[^\x20-\x7E]/.test(value)))
    return "a header is too long or has characters that no header can have";
  if (lowerCased(request.headers).host !== host) return "its host header does not fit its address";
  return refuseMembers(target, url, request.body);
}

function refuseMembers(target: AwsTarget, url: URL, body: string): string | undefined {
  if (body.length > MAX_BODY) return `its body has more than ${MAX_BODY} characters`;
  let members: unknown;
  try {
    members = body === "" ? {} : JSON.parse(body);
  } catch {
    return "its body is not JSON";
  }
  if (typeof members !== "object" || members === null || Array.isArray(members))
    return "its body is not a JSON object";
  const unknownMember =
    Object.keys(members).find((name) => !allowedBody.has(name)) ??
    [...url.searchParams.keys()].find((name) => !allowedQuery.has(name));
  if (unknownMember)
    return `it has a member that CreateSession does not have (${unknownMember.slice(0, 60)})`;
  for (const name of allowedQuery) {
    const arn = url.searchParams.get(name) ?? (members as Record<string, unknown>)[name];
    if (typeof arn !== "string") return `it names no ${name}`;
    const [, partition, , , account] = arn.split(":");
    if (partition !== target.partition || account !== target.accountId)
      return `its ${name} is not of account ${target.accountId} in ${target.partition}`;
  }
  return undefined;
}
