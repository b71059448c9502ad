import { cookies, headers } from "next/headers";
import type { Visitor } from "@/lib/store";
import { hashToken, isToken, newCapability } from "./capability";
import { getEnvironment } from "./environment";
import { isSecure } from "./origin";

/** Browsers keep no cookie longer than 400 days. */
const COOKIE_SECONDS = 400 * 24 * 3600;

/** "__Host-": TLS only, this host only, so that no neighbour of the domain can plant one. It needs TLS. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-wizard-session" : "wizard-session";
}

/** The visitor's browser, when it was here before. */
export async function currentVisitor(): Promise<Visitor | undefined> {
  const token = (await cookies()).get(sessionCookieName(await onTls()))?.value;
  return isToken(token) ? { sessionHash: hashToken(token) } : undefined;
}

/**
 * The visitor's browser; one that has no session gets one. Only in actions and routes: a page cannot set cookies.
 * A well-formed token that the store does not know is taken: several wizards on one machine share the cookie
 * (cookies know no ports), and each has a store of its own.
 */
export async function visitorOrNew(): Promise<Visitor> {
  const known = await currentVisitor();
  if (known !== undefined) return known;
  const { token, hash } = newCapability();
  const secure = await onTls();
  (await cookies()).set(sessionCookieName(secure), token, {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    maxAge: COOKIE_SECONDS,
  });
  return { sessionHash: hash };
}

async function onTls(): Promise<boolean> {
  return isSecure(await headers(), getEnvironment());
}
