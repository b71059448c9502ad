// @ts-check
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";

/**
 * Judges what stands before a request's body. Next answers 500 to several of these, or never asks proxy.ts.
 * Each function gives the reason for a refusal, or undefined.
 *
 * @typedef {import("./refusals.mjs").Reason} Reason
 * @typedef {import("node:http").IncomingMessage} Request
 */

/** The wizard's own addresses have at most about 150 characters, and Next adds a short query. */
const LONGEST_TARGET = 2048;
/** A browser sends about 25 and a proxy or two add some. */
const MOST_HEADERS = 100;
/** The same limit as in proxy.ts, which cannot see the size of a chunked body. */
export const LARGEST_BODY = 1_000_000;

/** @param {Request} request @returns {Reason | undefined} */
export function judgeHead(request) {
  return (
    judgeTarget(request.url ?? "") ??
    judgeHeaders(request) ??
    judgeMethod(request) ??
    judgeBodySize(request) ??
    judgeRouterHeaders(request)
  );
}

/** @param {string} target the second word of the request line @returns {Reason | undefined} */
export function judgeTarget(target) {
  if (target.length > LONGEST_TARGET) return "target-too-long";
  const [path = ""] = target.split("?", 1);
  if (!path.startsWith("/") || path.includes("//")) return "target-not-a-path";
  // Browsers encode all others; a fragment never travels.
  if (!/^[\x21-\x7e]*$/.test(target) || /[\\#"<>`{}]/.test(path)) return "target-badly-encoded";
  // A slash, a backslash or a control character that is encoded is one that somebody wants to smuggle past a reader.
  const decoded = decode(path);
  if (decoded === undefined || /%2f|%5c/i.test(path)) return "target-badly-encoded";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(decoded)) return "target-badly-encoded";
  if (decoded.split("/").some((part) => part === "." || part === "..")) return "target-not-a-path";
  // Next decodes some paths a second time.
  if (decode(decoded) === undefined) return "target-badly-encoded";
  if (isOfNext(decoded) && !/^\/_next\/static\/.*(?<!\.map)$/.test(decoded)) return "no-such-address";
  return undefined;
}

/** What Next serves unasked beside the scripts and styles: the image optimizer, page data, pages of its own errors. */
const isOfNext = (/** @type {string} */ path) =>
  /^\/_+(next|error|document|app|not-found|global-error)/i.test(path);

/** @param {Request} request @returns {Reason | undefined} */
function judgeHeaders(request) {
  if (request.httpVersionMajor !== 1) return "not-http";
  if (request.rawHeaders.length > 2 * MOST_HEADERS) return "too-many-headers";
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  // HTTP/1.0 knows no host; proxy.ts then says that the wizard does not answer under this name.
  if (hosts.length > 1) return "host-not-a-name";
  for (const name of ["host", "x-forwarded-host"]) {
    const value = request.headers[name];
    if (value !== undefined && !isHostList(String(value))) return "host-not-a-name";
  }
  const proto = request.headers["x-forwarded-proto"];
  if (proto !== undefined && !/^https?(\s*,\s*https?)*$/.test(String(proto))) return "header-not-readable";
  return undefined;
}

/** A name and a port as a URL can hold them; behind several proxies a list of those. @param {string} value */
function isHostList(value) {
  return value.split(",").every((part) => {
    const host = part.trim();
    return /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}`);
  });
}

/** @param {Request} request @returns {Reason | undefined} */
function judgeMethod({ method, url = "", headers }) {
  const action = headers["next-action"];
  if (method === "GET" || method === "HEAD") return action === undefined ? undefined : "method-not-served";
  if (method !== "POST" || /^\/(_next|api)\//.test(url)) return "method-not-served";
  return undefined;
}

/** @param {Request} request @returns {Reason | undefined} */
function judgeBodySize({ method, headers }) {
  const length = Number(headers["content-length"] ?? 0);
  if (method !== "POST")
    return length > 0 || headers["transfer-encoding"] !== undefined ? "body-not-wanted" : undefined;
  return length > LARGEST_BODY ? "body-too-large" : undefined;
}

/** The headers of Next's client router, read with Next's own reader. @param {Request} request @returns {Reason | undefined} */
function judgeRouterHeaders({ headers }) {
  const segment = headers["next-router-segment-prefetch"];
  if (segment !== undefined && !/^\/[\w$@[\]()./%!-]*$/.test(String(segment))) return "header-not-readable";
  const nextUrl = headers["next-url"];
  if (nextUrl !== undefined && judgeTarget(String(nextUrl)) !== undefined) return "header-not-readable";
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
  } catch {
    return "header-not-readable";
  }
  return undefined;
}

/** Headers that Next writes for itself, and that a proxy writes only where the operator says that there is one. */
const INTERNAL = /^(x-(middleware|nextjs|invoke|now|prerender)-|x-matched-path$|next-(resume|hmr))/;
/**
 * Nothing here is changed by address, so there is no version to insist on; Next answers 500 where one differs. Nothing
 * is so long that a part of it would be worth asking for (RFC 9110 section 14.2: a server may ignore Range); Next answers
 * 500 to a range that is none.
 */
const NOT_HEEDED = /^(if-(match|unmodified-since|range)|range)$/;
/** For one connection only. Next would send them on when it asks itself, and fail. */
const OF_CONNECTION = /^(upgrade|http2-settings|te|trailer|expect|keep-alive|proxy-.*)$/;
const OF_PROXIES = /^(x-forwarded-(host|proto|port|for|server)|forwarded|x-real-ip)$/;

/**
 * Takes away what only Next or a trusted proxy may say, and what the wizard has no use for.
 * @param {Request} request @param {boolean} trustProxy
 */
export function dropForeignWords(request, trustProxy) {
  for (const name of Object.keys(request.headers))
    if (
      INTERNAL.test(name) ||
      NOT_HEEDED.test(name) ||
      OF_CONNECTION.test(name) ||
      (!trustProxy && OF_PROXIES.test(name))
    )
      delete request.headers[name];
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
