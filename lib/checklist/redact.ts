/**
 * Takes what looks like a secret out of a text. The allow-lists decide what travels; this is the second net under
 * free text (an error's words, a description that somebody typed). Each rule looks at each character a bounded number
 * of times: a stored text holds nobody up.
 */
export function scrubSecrets(text: string): string {
  const plain = patterns.reduce((rest, [pattern, put]) => rest.replace(pattern, put), text);
  return scrubRuns(scrubNamed(plain));
}

const GONE = "[removed]";

const patterns: readonly (readonly [RegExp, string])[] = [
  // Private keys, whole or cut off.
  [/-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,60}PRIVATE KEY-----|$)/g, GONE],
  // Userinfo of an address: postgres://user:password@host.
  [/(?<=[a-z0-9+.-]:\/\/)[^\s/@]+@/gi, `${GONE}@`],
  // Access key ids: four letters that name the kind, then the rest. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, `$1${GONE}`],
  // Tokens of our own links.
  [/(\/(?:checklist|join)\/)[A-Za-z0-9_-]{20,}/g, `$1${GONE}`],
];

/** secret = …, "password": "…". Not `service:GetSecretValue`: a colon needs a quote or a blank beside it. */
function scrubNamed(text: string): string {
  const named = /(?<![\w-])([\w-]+)(?:["']?\s*=\s*|["']\s*:\s*|:\s+)["']?/g;
  const value = /[^\s"',&}]+/y;
  let scrubbed = "";
  let kept = 0;
  for (let found = named.exec(text); found !== null; found = named.exec(text)) {
    if (!/secret|password|passphrase|session_?token|security-token/i.test(found[1] ?? "")) continue;
    value.lastIndex = named.lastIndex;
    if (!value.test(text)) continue;
    scrubbed += text.slice(kept, named.lastIndex) + GONE;
    kept = value.lastIndex;
    named.lastIndex = kept;
  }
  return scrubbed + text.slice(kept);
}

/**
 * A secret access key: 40 characters of base64 with both cases and a digit. A session token: a much longer run.
 * Fingerprints (one case) and ARNs with long names stay.
 */
function scrubRuns(text: string): string {
  return text.replace(/\S+/g, (word) => {
    const arn = word.indexOf("arn:");
    const end = arn < 0 ? word.length : arn;
    return (
      word
        .slice(0, end)
        .replace(/[A-Za-z0-9+/=_-]+/g, (run) =>
          isAccessKey(run) ? GONE : run.replace(/[A-Za-z0-9+/]{100,}={0,2}/g, GONE),
        ) + word.slice(end)
    );
  });
}

function isAccessKey(run: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(run) && /\d/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run);
}
