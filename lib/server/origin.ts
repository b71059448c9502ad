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

/** Whether the visitor's side of the connection is TLS. */
export function isSecure(headers: HeaderReader, place: Place): boolean {
  if (place.TRUST_PROXY && headers.get("x-forwarded-proto") !== null)
    return headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  return (
    place.PUBLIC_URL?.startsWith("https:") === true &&
    visitedHost(headers, place) === hostOf(place.PUBLIC_URL)
  );
}

/**
 * Whether a POST was sent by one of our own pages. Browsers name the origin in every POST; a request without one
 * is not from a page. Next compares too, but takes a request without an origin.
 */
export function isSameOrigin(headers: HeaderReader, place: Place): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin === null || !URL.canParse(origin) || (site !== null && site !== "same-origin")) return false;
  const host = visitedHost(headers, place);
  return isOurHost(host, place) && hostOf(origin) === host;
}

/**
 * The visitor's network address. Only a trusted proxy's word is taken (the last entry is the one that it wrote
 * itself); everybody else could write anything, and none of them has an address.
 */
export function visitorAddress(headers: HeaderReader, place: Place): string {
  if (!place.TRUST_PROXY) return "direct";
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "direct";
}

function hostOf(url: string): string {
  return new URL(url).host;
}
