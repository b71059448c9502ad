import { cookies, headers } from "next/headers";
import { getStore, type Visitor } from "@/lib/store";
import { hashToken, isToken } from "../capability";
import { getEnvironment } from "../environment";
import { isSecure } from "../origin";
import { newSession, sessionCookieName } from "./page-cookies";
import { keepProofSecret, knownProofSecret, proofCookieName, readProof } from "./proof";

/** The visitor's browser, when it was here before. */
export async function currentVisitor(): Promise<Visitor | undefined> {
  const token = (await cookies()).get(sessionCookieName(await onTls()))?.value;
  return isToken(token) ? { sessionHash: hashToken(token) } : undefined;
}

/** Since when the caller is a proven browser; undefined for one that no page was served to. */
export async function provenSince(): Promise<Date | undefined> {
  const [sent, secure] = [await cookies(), await onTls()];
  const token = sent.get(sessionCookieName(secure))?.value;
  if (!isToken(token)) return undefined;
  const secret = await proofSecret();
  return readProof(secret, token, sent.get(proofCookieName(secret, secure))?.value);
}

/**
 * A session for a caller that has none. Only in actions and routes: a page cannot set cookies. Browsers come with
 * the session that their first page gave them; this is for one that lost it since.
 * A well-formed token that the store does not know is taken: several wizards on one machine share the cookie
 * (cookies know no ports), and each has a store of its own.
 */
export async function newVisitor(): Promise<Visitor> {
  const { cookie, hash } = newSession(await onTls());
  (await cookies()).set(cookie.name, cookie.value, cookie.options);
  return { sessionHash: hash };
}

/** The secret that all processes on one database share; made by the first. @throws StoreUnavailable */
export async function proofSecret(): Promise<string> {
  const known = knownProofSecret();
  if (known !== undefined) return known;
  return keepProofSecret(await (await getStore()).secrets.pageProof(new Date()));
}

async function onTls(): Promise<boolean> {
  return isSecure(await headers(), getEnvironment());
}
