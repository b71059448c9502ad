import type { Environment } from "./environment";

/** Who is speaking to us, from the headers. Pure: proxy.ts and the actions judge with the same functions. */

type Place = Pick<Environment, "HOST" | "PUBLIC_URL" | "TRUST_PROXY">;
interface HeaderReader {
  get(name: string): string | null;
}

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const EVERY_ADDRESS = new Set(["0.0.0.0", "::", "[::]"]);

/** The host that the visitor typed, as `name:port`. X-Forwarded-Host counts only behind a trusted proxy. */
export function visitedHost(headers: HeaderReader, place: Place): string {
  const forwarded = place.TRUST_PROXY ? headers.get("x-forwarded-host") : null;
  return (forwarded ?? headers.get("host") ?? "").split(",")[0]?.trim().toLowerCase() ?? "";
}

/**
 * Whether this server answers under that name. Without the check, a page elsewhere could point a name of its own at
 * 127.0.0.1 (DNS rebinding) and talk to the wizard as one of its pages.
 */
export function isOurHost(host: string, place: Place): boolean {
  const url = `http://${host}`;
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  if (LOOPBACK_NAMES.has(hostname)) return true;
  if (place.PUBLIC_URL !== undefined && new URL(place.PUBLIC_URL).hostname === hostname) return true;
  return !EVERY_ADDRESS.has(place.HOST) && hostname === place.HOST.toLowerCase();
}

/**
 * Whether the visitor's side of the connection is TLS. At PUBLIC_URL's host its scheme says so: Next fills in
 * X-Forwarded-Proto where a proxy sends none, and then it tells of the way from the proxy to here.
 */
export function isSecure(headers: HeaderReader, place: Place): boolean {
  if (place.PUBLIC_URL !== undefined) {
    const { protocol, host } = new URL(place.PUBLIC_URL);
    const visited = `${protocol}//${visitedHost(headers, place)}`;
    if (URL.canParse(visited) && new URL(visited).host === host) return protocol === "https:";
  }
  return place.TRUST_PROXY && headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}

/**
 * Whether a change was sent by one of our own pages: scheme, name and port are ours. "null" is what a browser says for
 * a page that hides where it is from, and is nobody's. Browsers name the origin in every POST. Where something on the
 * way takes the header out, Sec-Fetch-Site is asked: the browser writes it itself and no page can, so "same-origin"
 * says the same. A request with neither comes from no page, and the wizard has no other callers. (Next itself takes
 * those, and compares names without schemes.)
 */
export function isSameOrigin(headers: HeaderReader, place: Place): boolean {
  const host = visitedHost(headers, place);
  const site = headers.get("sec-fetch-site");
  if (!isOurHost(host, place) || (site !== null && site !== "same-origin")) return false;
  const origin = headers.get("origin");
  return origin === null ? site === "same-origin" : origin === visitedOrigin(headers, place);
}

/** The origin of our pages as this visitor's browser names it. Only for a host that is ours. */
export function visitedOrigin(headers: HeaderReader, place: Place): string {
  return new URL(`${isSecure(headers, place) ? "https" : "http"}://${visitedHost(headers, place)}`).origin;
}

/**
 * The visitor's network address. Only a trusted proxy's word is taken (the last entry is the one that it wrote
 * itself); everybody else could write anything, and none of them has an address.
 */
export function visitorAddress(headers: HeaderReader, place: Place): string {
  if (!place.TRUST_PROXY) return "direct";
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "direct";
}
