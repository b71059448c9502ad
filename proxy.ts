import { type NextRequest, NextResponse } from "next/server";
import { getEnvironment } from "@/lib/server/environment";
import { securityHeaders } from "@/lib/server/headers";
import { isOurHost, isSameOrigin, isSecure, visitedHost, visitedOrigin } from "@/lib/server/origin";
import { cookiesWithPage } from "@/lib/server/visitors/page-cookies";

/** Stands before every page, action and route: refuses what cannot be ours, and puts the headers on the rest. */

/** A little under the `bodySizeLimit` of next.config.ts, whose own answer would be a 500. */
const LARGEST_BODY = 1_000_000;

export function proxy(request: NextRequest): NextResponse {
  const environment = getEnvironment();
  const refusal = refuse(request);
  const nonce = btoa(crypto.randomUUID());
  const headers = securityHeaders({
    path: request.nextUrl.pathname,
    nonce,
    development: process.env.NODE_ENV === "development",
    secure: isSecure(request.headers, environment),
  });

  if (refusal !== undefined)
    return new NextResponse(`${refusal.sentence}\n`, {
      status: refusal.status,
      headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    });

  // Next reads the nonce out of the request's policy and puts it on its own scripts.
  const passed = new Headers(request.headers);
  passed.set("content-security-policy", headers["content-security-policy"] ?? "");
  passed.set("x-nonce", nonce);
  // Next compares too, with what a proxy forwards first of all: it gets what was judged here, not what anybody wrote.
  const { host, protocol } = new URL(visitedOrigin(request.headers, environment));
  passed.set("x-forwarded-host", host);
  passed.set("x-forwarded-proto", protocol.slice(0, -1));
  const response = NextResponse.next({ request: { headers: passed } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  const asked = {
    method: request.method,
    path: request.nextUrl.pathname,
    headers: request.headers,
    cookie: (name: string) => request.cookies.get(name)?.value,
  };
  for (const { name, value, options } of cookiesWithPage(asked, environment, new Date()))
    response.cookies.set(name, value, options);
  return response;
}

function refuse(request: NextRequest): { status: number; sentence: string } | undefined {
  const environment = getEnvironment();
  const host = visitedHost(request.headers, environment);
  if (!isOurHost(host, environment))
    return {
      status: 421,
      sentence:
        "The wizard does not answer to this name. Open it at the address that it printed when it started, " +
        "or start it with PUBLIC_URL set to the address that you use.",
    };
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  if (!isSameOrigin(request.headers, environment))
    return {
      status: 403,
      sentence:
        "The wizard accepts changes only from its own pages. Behind a proxy that speaks TLS, start it with " +
        "PUBLIC_URL set to the address that you use.",
    };
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY)
    return {
      status: 413,
      sentence: "The wizard accepts at most 1 MB at a time. Send a smaller file or text.",
    };
  return undefined;
}

export const config = {
  // Scripts, styles and fonts are the same for everybody and hold nothing; next.config.ts gives them their headers.
  matcher: "/((?!_next/static/).*)",
};
