/** Names that people give to secrets, and the values that are none though they stand under such a name. */

const endings = [
  "password",
  "passwd",
  "passphrase",
  "passcode",
  "pwd",
  "secret",
  "secretkey",
  "secretaccesskey",
  "token",
  "privatekey",
  "tlskey",
  "apikey",
  "accesskey",
  "credential",
  "credentials",
  "encryptionkey",
  "signingkey",
  "masterkey",
  "sharedkey",
  "keymaterial",
  "connectionstring",
];
/** Marks of a call or a page, and names of secrets: none of them opens anything. */
const harmless = [
  "nexttoken",
  "clienttoken",
  "requesttoken",
  "continuationtoken",
  "paginationtoken",
  "idempotencytoken",
  "pullsecret",
];

/**
 * A condition key of IAM, such as `aws:ResourceTag/Secret` or `kms:EncryptionContext:password`: what stands behind its
 * service is the name of a tag or a context, and what it is compared with is no secret.
 */
export const isConditionKey = (name: string) =>
  /^[a-z][a-z0-9-]{1,40}:(?:[A-Z][A-Za-z0-9]{1,80}|[a-z]{1,20}[Tt]ag(?=\/))(?:[/:][^\n]{0,300})?$/.test(name);

/** The last word of a name says what it holds: `DB_PASSWORD`, `clientSecret`, `private_key_pem`. */
export function isSecretName(name: string): boolean {
  const bare = name
    .slice(-80)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/(?:pem|der|base64|b64|plaintext|value|string)$/, "");
  if (/(?:^|[_.\s-])pass$/i.test(name.slice(-80))) return true;
  return endings.some((word) => bare.endsWith(word)) && !harmless.some((word) => bare.endsWith(word));
}

const stands = [
  // A place for a value, or a reference to one.
  /^[<[(]/,
  /^\$/,
  /^%\w/,
  /^\{/,
  /^(?:\*+|x{3,}|\.{2,}|-+|_+)$/i,
  /^(?:null|nil|none|true|false|undefined|required|optional|redacted|changeme|sensitive|unknown|empty)\b/i,
  /^(?:REPLACE|YOUR|ENTER|INSERT|EXAMPLE|PLACEHOLDER)(?:[_ -]|$)/i,
  /^arn:/i,
  /^\d{0,4}$/,
  // Where it lies.
  /^(?:https?:\/\/|file:|vault:|ssm:|s3:\/\/|op:\/\/|kv\/|~?\.{0,2}\/|[A-Za-z]:\\)/,
  /^(?:var|local|data|module|each|self|random_\w{1,40}|tls_\w{1,40}|aws_\w{1,40})\./,
  /^[A-Za-z_][\w.]{0,60}\(/,
  /^(?:process\.env|os\.environ|env\.|secrets\.|inputs\.|params\.|parameters\.)/i,
  // A length, a time, a kind.
  /^(?:rsa|ec|ed25519|aes|hmac|bearer|basic|opaque|string|text|password|file)$/i,
];

/** Whether a value is one, and no place for one. */
export function isValue(value: string): boolean {
  const text = value.trim().slice(0, 200);
  return text !== "" && !stands.some((form) => form.test(text));
}

/** What people write behind such a name to say which one they mean, where it lies or how it is made. */
const described = [
  // A UUID, a key of several regions, an alias, an object in an HSM.
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^(?:mrk-|alias\/|pkcs11:)/i,
  // A length, or a name with a number: "2048-bit", "YubiKey5".
  /^\d{2,5}-?bits?$/i,
  /^[A-Za-z]+\d$/,
];

/** Words and numbers with signs between them: a path, an address, a date, a ticket, "RSA-4096", "ECDSA/P-256". */
const isPlain = (value: string) =>
  value.length <= 100 &&
  value.split(/[-_./:@+=]/).every((part) => /^(?:[A-Z]?[a-z]{0,20}|[A-Z]{1,12}|\d{1,8})$/.test(part));

/**
 * The same for text in which a sentence may stand: "Signing key: RSA-2048" says no key. A value counts where it has
 * three kinds of sign, or is a long word of letters and digits, as tokens are.
 */
export function isBareValue(value: string): boolean {
  if (value.length < 8) return false;
  // The cheap questions first: a long text may have this asked of each of its words.
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  if (kinds < 3 && !/^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{20,}$/.test(value)) return false;
  return isValue(value) && !isPlain(value) && !described.some((form) => form.test(value));
}
