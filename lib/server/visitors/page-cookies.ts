import { isToken, newCapability } from "../capability";
import type { Environment } from "../environment";
import { isSecure, visitorAddress } from "../origin";
import { knownProofSecret, makeProof, proofCookieName, readProof } from "./proof";
import { getLimits } from "./rate-limits";

/** The cookies by which a browser is known, and how proxy.ts hands them out with a page. Asks no database. */

/** Browsers keep no cookie longer than 400 days. */
const SESSION_SECONDS = 400 * 24 * 3600;
/** A proof that is gone is given again with the next page. */
const PROOF_SECONDS = 30 * 24 * 3600;

interface Cookie {
  name: string;
  value: string;
  options: {
    httpOnly: true;
    sameSite: "lax";
    secure: boolean;
    path: "/";
    maxAge: number;
  };
}
type CookieReader = (name: string) => string | undefined;

/** "__Host-": TLS only, this host only, so that no neighbour of the domain can plant one. It needs TLS. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-wizard-session" : "wizard-session";
}

/**
 * The cookies that go with a page: a session for a browser that has none, and the proof that a page was served to it.
 * Nothing is kept here for either, so that there is nothing that somebody who fetches pages could fill.
 */
export function pageCookies(sent: CookieReader, secret: string, secure: boolean, now: Date): Cookie[] {
  const token = sent(sessionCookieName(secure));
  const session = isToken(token) ? undefined : newSession(secure).cookie;
  const of = session?.value ?? token ?? "";
  const name = proofCookieName(secret, secure);
  if (readProof(secret, of, sent(name)) !== undefined) return [];
  const proof = { name, value: makeProof(secret, of, now), options: options(secure, PROOF_SECONDS) };
  return session === undefined ? [proof] : [session, proof];
}

/** A session that nobody has yet. */
export function newSession(secure: boolean): { cookie: Cookie; hash: string } {
  const { token, hash } = newCapability();
  const name = sessionCookieName(secure);
  return { cookie: { name, value: token, options: options(secure, SESSION_SECONDS) }, hash };
}

function options(secure: boolean, maxAge: number): Cookie["options"] {
  return { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge };
}

interface PageRequest {
  method: string;
  path: string;
  headers: Headers;
  cookie: CookieReader;
}

/**
 * What proxy.ts sets with its answer: a page proves its browser, and a page cannot set cookies itself. None until this
 * process has read its secret, and none for an address that was given very many: its calls go into the pool.
 */
export function cookiesWithPage(request: PageRequest, environment: Environment, now: Date): Cookie[] {
  const secret = knownProofSecret();
  const isPage = request.method === "GET" && !/^\/api\/|\.[a-z]+$/.test(request.path);
  if (secret === undefined || !isPage) return [];
  const given = pageCookies(request.cookie, secret, isSecure(request.headers, environment), now);
  if (given.length === 0 || !environment.TRUST_PROXY) return given;
  return getLimits().mayBeServed(visitorAddress(request.headers, environment), now) ? given : [];
}
