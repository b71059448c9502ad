import { isBareValue, isConditionKey, isSecretName, isValue } from "./names";
import { publicLines } from "./public-lines";
import { looksRandom } from "./random";
import { lineCounter, placeOf, type Scan } from "./sign";

/** Signs of secrets by the words of a text: formats that name themselves, known tokens, names with a value behind. */

const formats: readonly [sign: RegExp, what: string][] = [
  [/PuTTY-User-Key-File-\d|^Private-Lines: ?\d/m, "a PuTTY private key"],
  [/^[ \t]{0,8}(?:privateExponent|priv):/m, "a private key, printed by openssl"],
  // The same with its lines joined.
  [/\b(?:privateExponent|priv):\s{0,12}(?:[0-9a-fA-F]{2}:){8}/, "a private key, printed by openssl"],
  [
    /[Aa]uthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:[Bb]asic\s{1,4}(?=\S{0,99}[A-Z])(?=\S{0,99}[a-z])[\w+/]{16}|[Bb]earer\s{1,4}(?=\S{0,99}\d)[\w+/.~-]{16})/,
    "a password or token of a request",
  ],
  // The value alone, as JSON has it; more than words stand behind it.
  [
    /^\s{0,9}(?:[Bb]asic|[Bb]earer)\s{1,4}(?=\S{0,99}\d)(?=\S{0,99}[A-Z])(?=\S{0,99}[a-z])[\w+/.~-]{16}\S{0,8000}\s{0,9}$/,
    "a password or token of a request",
  ],
  [/AGE-SECRET-KEY-1[0-9A-Z]{20}/, "an age secret key"],
  [/(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{20}|glpat-[\w-]{18})/, "a token for Git"],
  [/(?<![A-Za-z0-9_])(?:hv[sb]\.[\w-]{20}|s\.[A-Za-z0-9]{24}(?![A-Za-z0-9]))/, "a Vault token"],
  [/(?<![A-Za-z0-9_])(?:xox[abprs]-[\w-]{10}|sk_live_\w{10}|npm_[A-Za-z0-9]{30})/, "a token"],
  [/(?<![\w-])eyJ[\w-]{10,4000}\.[\w-]{10,8000}\.[\w-]{10}/, "a token (JWT)"],
  [/:\/\/[^\s/:@"']{0,64}:(?![$<{*])[^\s/@"']{3,100}@/, "a password in an address"],
];

/** Says true where the text names itself as a secret of some form: its base64 needs no second word. */
export function scanFormats(text: string, where: string, scan: Scan): boolean {
  const found = formats.filter(([sign]) => sign.test(text)).map(([, what]) => what);
  const xml = text.indexOf("<RSAKeyValue");
  if (xml !== -1 && /<(?:D|P|DP|InverseQ)>/.test(text.slice(xml)))
    found.push("a private key of .NET (RSAKeyValue)");
  if (/\bkty["']?\s{0,4}:/.test(text) && /(?<![\w.-])["']?[dk]["']?\s{0,4}:\s{0,4}["']?[\w-]{16}/.test(text))
    found.push("a private key as JWK");
  for (const what of new Set(found)) scan.signs.push({ kind: "secret", what, where });
  return found.length > 0;
}

const word =
  /(pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|(?:private|tls|api|access|encryption|signing|master|shared)[ _.-]?key|key[ _-]?material|connection[ _-]?string)((?:[ _.-]?(?:pem|der|b64|base64|value|string|plaintext))?)["'\]]{0,2}[ \t]{0,4}(=>|:=|=|:)[ \t]{0,4}/gi;

/** Nobody has more named secrets in one text. */
const MAX_NAMED = 2000;

/** `DB_PASSWORD=Hunter2x`, `"clientSecret": "…"`, `token: …`: a secret's name and a value on one line. */
export function scanNames(text: string, where: string, scan: Scan): void {
  const lineOf = lineCounter(text);
  let named = 0;
  for (const match of text.matchAll(word)) {
    const from = match.index + match[0].length;
    const own = (match[1] ?? "") + (match[2] ?? "");
    const name = before(text, match.index, /[\w.-]/, 40) + own;
    // In an ARN "secret" is the kind of a resource.
    const inArn = text[match.index - 1] === ":" && match[3] === ":";
    if (inArn || !isSecretName(name)) continue;
    // A policy in YAML, or in JSON that does not parse.
    const isKey = match[3] === ":" && isConditionKey(before(text, match.index, /[\w./:+@-]/, 200) + own);
    if (isKey) continue;
    const rest = text.slice(from, from + 200);
    const quoted = /^(["'`])([^"'`\n]{1,199})/.exec(rest);
    const value = quoted?.[2] ?? /^[^\s"'`,;&)\]}<]{1,199}/.exec(rest)?.[0] ?? "";
    const real = quoted === null ? isBareValue(value) : isValue(value);
    // An access key is said by `scanAwsKeys`.
    if (!real || isReadElsewhere(value) || /^A[KS]IA[A-Z0-9]{16}$/.test(value) || isAwsSecret(value))
      continue;
    named += 1;
    if (named > MAX_NAMED) {
      const what = "more values with the name of a secret than are read";
      scan.signs.push({ kind: "unread", what, where: placeOf(lineOf(match.index), where) });
      return;
    }
    scan.signs.push({
      kind: "secret",
      what: `a value called "${name.trim().slice(-60)}"`,
      where: placeOf(lineOf(match.index), where),
    });
  }
}

/** PEM and base64 are read as such, and say more than the name above them. */
const isReadElsewhere = (value: string) =>
  /^(?:-----BEGIN|LS0tLS1)/.test(value) || (value.length >= 40 && looksRandom(value));

/** The signs of a kind that stand before a place, at most so many. */
function before(text: string, at: number, sign: RegExp, most: number): string {
  let from = at;
  while (from > 0 && at - from < most && sign.test(text[from - 1] ?? "")) from -= 1;
  return text.slice(from, at);
}

/** 40 characters of base64 and nothing beside them. */
export const isAwsSecret = (text: string) =>
  /^[A-Za-z0-9/+]{40}$/.test(text) &&
  !/^[0-9a-fA-F]{40}$/.test(text) &&
  /[A-Z]/.test(text) &&
  /[a-z]/.test(text);

const awsToken =
  /(?<![A-Za-z0-9])(?<id>A[KS]IA[A-Z0-9]{16})(?![A-Za-z0-9])|(?<![A-Za-z0-9/+])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])|(?<![A-Za-z0-9/+=])(?<session>(?:IQoJb3JpZ2lu|FwoG|FQoG|AQo[DE])[A-Za-z0-9/+=]{100,4000})/g;

/** Access keys of AWS: an id, a secret of 40 characters near it or with its looks, a session token. */
export function scanAwsKeys(text: string, where: string, scan: Scan): boolean {
  const named = /secret.{0,3}access.{0,3}key/i.test(text);
  const withId = /A[KS]IA[A-Z0-9]{16}/.test(text);
  let found = false;
  // Read once, and only where something looks like a key.
  let open: Set<string> | undefined;
  const isOpen = (value: string) => {
    open ??= publicLines(text);
    return open.has(value);
  };
  for (const { groups } of text.matchAll(awsToken)) {
    const { id, secret, session } = groups ?? {};
    if (id !== undefined) scan.signs.push({ kind: "aws-id", value: id, where });
    if (session !== undefined) scan.signs.push({ kind: "aws-session", value: session, where });
    const isSecret =
      secret !== undefined &&
      isAwsSecret(secret) &&
      (looksRandom(secret) || (/\d/.test(secret) && (withId || named))) &&
      !isOpen(secret);
    if (isSecret) scan.signs.push({ kind: "aws-secret", value: secret, where });
    if (isSecret || session !== undefined) found = true;
  }
  return found;
}
