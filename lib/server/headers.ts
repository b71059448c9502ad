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
    "worker-src": "'self'",
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
    // Plan and link addresses are nobody's business, not even our own log's. Actions are sent by script and keep
    // their Origin header; a form posted without script would lose it, and the wizard has none.
    "referrer-policy": "no-referrer",
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
