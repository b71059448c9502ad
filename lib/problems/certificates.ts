import type { ProblemRow } from "./row";

export const certificateProblems = {
  "certificate-input-empty": {
    title: "There is nothing here yet",
    sentence: "The input has no characters.",
    remedy: "Paste a certificate, drop a file, or choose one.",
    status: 422,
  },
  "certificate-input-too-large": {
    title: "This is too large for certificates",
    sentence: "The input has {size} bytes; at most {limit} are read.",
    remedy: "Give only the certificates of this connection, not a whole archive.",
    status: 413,
  },
  "certificate-too-many": {
    title: "Too many blocks",
    sentence: "The input has {count} blocks; at most {limit} are read.",
    remedy:
      "Give the client certificate, its intermediates and the CA certificate only, not a bundle of all CAs.",
    status: 422,
  },
  "certificate-private-key": {
    title: "This holds a private key",
    sentence: "There is a private key among the certificates. Nothing was checked and nothing was stored.",
    remedy:
      "Remove the key and give only the certificate. The key has its own box and never leaves your browser.",
    status: 422,
  },
  "certificate-unreadable": {
    title: "No certificate was recognised",
    sentence: "The input is neither PEM, base64 nor DER, PKCS#7 or PKCS#12.",
    remedy:
      "Give the file that begins with -----BEGIN CERTIFICATE-----, or make one: openssl x509 -in FILE -inform DER -out certificate.pem",
    status: 422,
  },
  "certificate-none": {
    title: "No certificate in it",
    sentence: "The input was read, but it holds no certificate: {found}.",
    remedy:
      "Give the certificate that the CA issued. A request (CSR) is not a certificate yet; a public key has no issuer.",
    status: 422,
  },
  "no-intermediate": {
    title: "There is no intermediate certificate in this plan",
    sentence: "The plan holds the CA certificate and the client certificate, and nothing between them.",
    remedy: "Reload the page: it may show an older state of the plan.",
    status: 409,
  },
  "certificate-malformed": {
    title: "The certificate is damaged",
    sentence: "Certificate {number} could not be read: {reason}.",
    remedy: "Export or download it again, and check it: openssl x509 -in FILE -noout -text",
    status: 422,
  },
  "pem-cut": {
    title: "The text is cut off",
    sentence: "A block begins and does not end: {detail}",
    remedy: "Copy everything from -----BEGIN to the END line, with all hyphens.",
    status: 422,
  },
  "pem-damaged": {
    title: "The text between BEGIN and END is damaged",
    sentence: "{detail}",
    remedy: "Copy the block again as plain text, or give the file itself.",
    status: 422,
  },
  "pem-armour": {
    title: "The BEGIN or END line is damaged",
    sentence: "{detail}",
    remedy:
      "Correct the line so that it has five hyphens on each side, -----BEGIN CERTIFICATE-----, or give the file itself.",
    status: 422,
  },
  "keystore-java": {
    title: "This is a Java key store",
    sentence: "Java's own {format} format is not supported here.",
    remedy:
      "Convert it to PKCS#12, then give store.p12 here: keytool -importkeystore -srckeystore FILE -srcstoretype {format} -destkeystore store.p12 -deststoretype PKCS12",
    status: 422,
  },
  "pkcs12-passphrase-needed": {
    title: "This file needs a password",
    sentence: "A PKCS#12 file (.p12, .pfx) is opened with a password; none was given.",
    remedy: "Enter the password of the file. It is used only in this browser and is not sent anywhere.",
    status: 422,
  },
  "pkcs12-passphrase-wrong": {
    title: "The password does not open this file",
    sentence: "The integrity check of the PKCS#12 file fails with this password.",
    remedy: "Enter the password that was set when the file was exported.",
    status: 422,
  },
  "pkcs12-passphrase-unchecked": {
    title: "This file does not open, and it has no password check",
    sentence:
      "The PKCS#12 file has no MAC, the part that tells a wrong password from a damaged file. Its content did not come out as certificates and a key.",
    remedy:
      "Enter the password again; if you are sure of it, convert the file and give all.pem here: openssl pkcs12 -in FILE -aes256 -out all.pem",
    status: 422,
  },
  "pkcs12-unsupported": {
    title: "This PKCS#12 file uses an old format",
    sentence: "It is encrypted with a cipher that browsers do not have ({detail}).",
    remedy:
      "On Windows, export it again with the encryption AES256-SHA256 (a choice in the export wizard): Export-PfxCertificate -Cert Cert:\\CurrentUser\\My\\THUMBPRINT -FilePath client.pfx -Password (Read-Host -AsSecureString) -CryptoAlgorithmOption AES256_SHA256. With OpenSSL 3, convert it and give all.pem here: openssl pkcs12 -in FILE -legacy -aes256 -out all.pem",
    status: 422,
  },
  "revocation-list-none": {
    title: "No revocation list in it",
    sentence: "The input was read, but it holds no revocation list: {found}.",
    remedy: "Give the file that begins with -----BEGIN X509 CRL-----, or its DER form (.crl).",
    status: 422,
  },
  "revocation-list-several": {
    title: "More than one revocation list",
    sentence: "The input holds {count} revocation lists.",
    remedy: "Give one at a time: the list of the CA that is the trust anchor.",
    status: 422,
  },
  "revocation-list-malformed": {
    title: "The revocation list is damaged",
    sentence: "The list could not be read: {reason}.",
    remedy: "Download it again, and check it: openssl crl -in FILE -noout -text",
    status: 422,
  },
  "key-none": {
    title: "No private key was recognised",
    sentence: "The input holds no private key: {found}.",
    remedy: "Give the file that begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----.",
    status: 422,
  },
  "key-several": {
    title: "More than one private key",
    sentence: "The input holds {count} private keys.",
    remedy: "Give the one key that belongs to the client certificate.",
    status: 422,
  },
  "key-malformed": {
    title: "The private key is damaged",
    sentence: "The key could not be read: {reason}.",
    remedy: "Give the file again, and check it: openssl pkey -in FILE -noout -check",
    status: 422,
  },
  "key-passphrase-needed": {
    title: "This key needs a passphrase",
    sentence: "The private key is encrypted; no passphrase was given.",
    remedy: "Enter the passphrase. It is used only in this browser and is not sent anywhere.",
    status: 422,
  },
  "key-passphrase-wrong": {
    title: "The passphrase does not open this key",
    sentence: "What comes out with this passphrase is not a private key.",
    remedy: "Enter the passphrase that the key was encrypted with.",
    status: 422,
  },
  "key-unsupported": {
    title: "This private key format is not supported here",
    sentence: "The key is in a format that browsers cannot open: {detail}.",
    remedy: "Convert it: {command}",
    status: 422,
  },
  "key-derivation-limit": {
    title: "Opening this key would take too long",
    sentence: "The key asks for {count} rounds of key derivation; at most {limit} are run in a browser.",
    remedy: "Remove the encryption on your own machine: openssl pkey -in FILE -out plain.pem",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
