import { base64, bodyOf, formsOf, type Kit, make, privateHalf, type SecretForm, wrap } from "./secret-form";

const utf16 = (text: string, mark: boolean, big: boolean) => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le");
  return new Uint8Array(big ? bytes.swap16() : bytes);
};

/** Keys as PEM and as DER, whole and mangled. */
export function pemForms({ material, pem, body, secret, der }: Kit): SecretForm[] {
  const rsa = formsOf(material.rsa);
  const ec = formsOf(material.ec);
  const other = (name: string, text: string) => make(name, text, { secret: privateHalf(bodyOf(text)) });
  const own = (name: string, content: string | Uint8Array) => make(name, content, { secret });
  const file = (name: string, bytes: Uint8Array) => make(name, bytes, { secret: privateHalf(base64(bytes)) });
  const lines = wrap(body).split("\n");
  const dashes = (sign: string) => pem.replaceAll("-----", sign);
  const [first = ""] = pem.split("\n");
  const last = pem.trimEnd().split("\n").at(-1) ?? "";
  const sec1 = ec.text("sec1");
  const encrypted = rsa.text("pkcs8", "aes-256-cbc");
  return [
    own("PKCS#8 as PEM", pem),
    other("PKCS#1 as PEM", rsa.text("pkcs1")),
    other("SEC1 as PEM", sec1),
    other("EC in PKCS#8 as PEM", ec.text("pkcs8")),
    other("encrypted PKCS#8 as PEM", encrypted),
    other("legacy encrypted PEM", rsa.text("pkcs1", "aes-256-cbc").replace(/^(?=Proc)/m, "")),
    make(
      "EC PARAMETERS before SEC1",
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${sec1}`,
      {
        secret: privateHalf(bodyOf(sec1)),
      },
    ),
    file("PKCS#8 as DER", der),
    file("PKCS#1 as DER", rsa.der("pkcs1")),
    file("SEC1 as DER", ec.der("sec1")),
    file("encrypted PKCS#8 as DER", rsa.der("pkcs8", "aes-256-cbc")),
    own("with CRLF", pem.replaceAll("\n", "\r\n")),
    own("with CR only", pem.replaceAll("\n", "\r")),
    own("with a byte order mark", `\uFEFF${pem}`),
    own("UTF-16 little-endian with its mark", utf16(pem, true, false)),
    own("UTF-16 big-endian with its mark", utf16(pem, true, true)),
    own("UTF-16 little-endian without a mark", utf16(pem, false, false)),
    own("UTF-16 big-endian without a mark", utf16(pem, false, true)),
    own("UTF-16 read as if it were bytes of text", [...pem].join("\0")),
    own("Latin-1 with an umlaut before it", new Uint8Array(Buffer.from(`# Schlüssel\n${pem}`, "latin1"))),
    own("indented", pem.replace(/^/gm, "      ")),
    own("quoted in an e-mail", pem.replace(/^/gm, "> > ")),
    own("one line with \\n", JSON.stringify(pem)),
    own("one line with \\\\n", JSON.stringify(JSON.stringify(pem))),
    own("one line with \\r\\n", JSON.stringify(pem.replaceAll("\n", "\r\n"))),
    own("one line with blanks", pem.trim().replaceAll("\n", " ")),
    own("one line without anything", pem.replaceAll("\n", "")),
    own("en dashes", dashes("–––––")),
    own("em dashes", dashes("——")),
    own("four dashes", dashes("----")),
    own("six dashes", dashes("------")),
    own("no dashes", dashes("")),
    own("dashes on the left only", pem.replace(/KEY-----/g, "KEY")),
    own("minus signs", dashes("−−−−−")),
    own("without its first line", `${lines.join("\n")}\n${last}\n`),
    own("without its last line", `${first}\n${lines.join("\n")}\n`),
    own("without both lines", lines.join("\n")),
    own("a body on one line", body),
    own("a body after a line of text", `here is the key you asked for:\n${lines.join("\n")}`),
    own("a body after one word", `mykey\n${lines.join("\n")}`),
    own("a body with a stray line inside", [...lines.slice(0, 5), "page2", ...lines.slice(5)].join("\n")),
    own("a body before a remark", `${lines.join("\n")}\nthanks\nBob`),
    own("a body between hashes", `#####\n${lines.join("\n")}\n#####`),
    other("the body of PKCS#1", wrap(bodyOf(rsa.text("pkcs1")))),
    other("the body of SEC1", wrap(bodyOf(sec1))),
    other("the body of encrypted PKCS#8", wrap(bodyOf(encrypted))),
    own(
      "small letters in its lines",
      pem.replace(/BEGIN PRIVATE KEY|END PRIVATE KEY/g, (t) => t.toLowerCase()),
    ),
    own("labelled as a certificate", pem.replaceAll("PRIVATE KEY", "CERTIFICATE")),
    own("closed by another label", pem.replace("END PRIVATE KEY", "END RSA PRIVATE KEY")),
    own("blank lines between its lines", pem.replaceAll("\n", "\n\n")),
    own("text before it on the first line", `the key: ${pem}`),
    own("no-break spaces in its lines", pem.replaceAll("PRIVATE KEY", "PRIVATE\u00A0KEY")),
    own("zero-width spaces inside", pem.replace(/\n/g, "\u200B\n")),
    own("as a patch adds it", pem.trim().replace(/^/gm, "+")),
    own(
      "with line numbers",
      pem
        .trim()
        .split("\n")
        .map((line, i) => `${i + 1}  ${line}`)
        .join("\n"),
    ),
    own("as a comment", pem.trim().replace(/^/gm, "# ")),
    own(
      "with attributes of a PKCS#12 export",
      `Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n${pem}`,
    ),
    make("after its certificate", material.certificate + pem, { secret, certificates: 1 }),
    make("before a certificate whose lines are gone", `${pem}\n${wrap(bodyOf(material.ca))}`, {
      secret,
      certificates: 1,
    }),
    make("OpenSSH", material.openssh, { secret: privateHalf(bodyOf(material.openssh)), as: ["secret"] }),
    make("the body of an OpenSSH key", wrap(bodyOf(material.openssh), 70), {
      secret: privateHalf(bodyOf(material.openssh)),
      as: ["secret"],
    }),
  ];
}
