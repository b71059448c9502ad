/**
 * Takes what looks like a secret out of a text. The allow-lists decide what travels; this is the second net under
 * free text (an error's words, a description that somebody typed).
 */
export function scrubSecrets(text: string): string {
  return rules.reduce((rest, [pattern, put]) => rest.replace(pattern, put), text);
}

const GONE = "[removed]";

const rules: readonly (readonly [RegExp, string])[] = [
  // Private keys, whole or cut off.
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, GONE],
  // Userinfo of an address: postgres://user:password@host.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${GONE}@`],
  // Access key ids: four letters that name the kind, then the rest. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, `$1${GONE}`],
  // Tokens of our own links.
  [/(\/(?:checklist|join)\/)[A-Za-z0-9_-]{20,}/g, `$1${GONE}`],
  // secret = …, "password": "…". Not `service:GetSecretValue`: a colon needs a quote or a blank beside it.
  [
    /\b([\w-]*(?:secret|password|passphrase|session_?token|security-token)[\w-]*(?:["']?\s*=\s*|["']\s*:\s*|:\s+)["']?)[^\s"',&}]+/gi,
    `$1${GONE}`,
  ],
  // A secret access key: 40 characters of base64 with both cases and a digit. A session token: a much longer run.
  // Fingerprints (one case) and ARNs with long names stay.
  [
    /(?<!arn:\S*)(?<![A-Za-z0-9+/=_-])(?=[A-Za-z+/]*\d)(?=[a-z0-9+/]*[A-Z])(?=[A-Z0-9+/]*[a-z])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/g,
    GONE,
  ],
  [/(?<!arn:\S*)[A-Za-z0-9+/]{100,}={0,2}/g, GONE],
];
