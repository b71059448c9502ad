/** The headers that keep a page to itself. Pure, so that the tests can read them without a server. */

export interface HeaderCase {
  path: string;
  nonce: string;
  /** `next dev`: React's development build evaluates strings, and its reload comes over a web socket. */
  development: boolean;
  /** The visitor's side is TLS. */
  secure: boolean;
}

export function contentSecurityPolicy({
  nonce,
  development,
}: Pick<HeaderCase, "nonce" | "development">): string {
  const directives: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Next's development overlay writes style elements without a nonce.
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": development ? "'self' ws: wss:" : "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

export function securityHeaders(request: HeaderCase): Record<string, string> {
  const holdsToken = /^\/(checklist|join)\//.test(request.path);
  return {
    "content-security-policy": contentSecurityPolicy(request),
    // "same-origin": no other site learns an address. Not "no-referrer": browsers then send "Origin: null" with a
    // form that is posted before the scripts have loaded, and the same-origin check would refuse our own page.
    // The checklist has no form, and its address opens it: it tells nobody, not even us.
    "referrer-policy": request.path.startsWith("/checklist/") ? "no-referrer" : "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy":
      "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
    ...(request.secure ? { "strict-transport-security": "max-age=31536000" } : {}),
    ...(holdsToken ? { "x-robots-tag": "noindex, nofollow, noarchive" } : {}),
  };
}
