import type { KeyKind } from "./openssl";

/** Every form of private key, made by OpenSSL, matched with its certificate and with another one. */
export const PASS = "open sesame";
export const encrypt = ["-topk8", "-passout", `pass:${PASS}`];
export const forms: {
  form: string;
  args: (key: string) => readonly string[];
  passphrase?: string | undefined;
  kinds: readonly KeyKind[];
  der?: true | undefined;
}[] = [
  { form: "PKCS#1", args: (key) => ["pkey", "-in", key, "-traditional"], kinds: ["rsa"] },
  { form: "SEC1", args: (key) => ["pkey", "-in", key, "-traditional"], kinds: ["p256", "p384", "p521"] },
  {
    form: "PKCS#8",
    args: (key) => ["pkcs8", "-in", key, "-topk8", "-nocrypt"],
    kinds: ["rsa", "p256", "p384"],
  },
  {
    form: "PKCS#8 as DER",
    args: (key) => ["pkcs8", "-in", key, "-topk8", "-nocrypt", "-outform", "DER"],
    kinds: ["rsa", "p256"],
    der: true,
  },
  {
    form: "PBES2 with PBKDF2, SHA-256",
    args: (key) => ["pkcs8", "-in", key, ...encrypt, "-v2", "aes-256-cbc"],
    passphrase: PASS,
    kinds: ["rsa", "p256"],
  },
  {
    form: "PBES2 with PBKDF2, SHA-1",
    args: (key) => ["pkcs8", "-in", key, ...encrypt, "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"],
    passphrase: PASS,
    kinds: ["rsa"],
  },
  {
    form: "PBES2 with scrypt",
    args: (key) => ["pkcs8", "-in", key, ...encrypt, "-scrypt"],
    passphrase: PASS,
    kinds: ["rsa"],
  },
  {
    form: "legacy PEM, AES-256",
    args: (key) => ["rsa", "-in", key, "-traditional", "-aes256", "-passout", `pass:${PASS}`],
    passphrase: PASS,
    kinds: ["rsa"],
  },
  {
    form: "legacy PEM, AES-128, EC",
    args: (key) => ["ec", "-in", key, "-aes128", "-passout", `pass:${PASS}`],
    passphrase: PASS,
    kinds: ["p256"],
  },
];
