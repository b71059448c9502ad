import { base64, formsOf, hex, type Kit, make, type SecretForm, wrap } from "./secret-form";

/** Keys in code: base64 of PEM, hexadecimal, numbers, and the strings of languages. */
export function codedForms({ material, pem, body, secret, der }: Kit): SecretForm[] {
  const coded = base64(pem);
  const half = coded.slice(Math.ceil(coded.length * 0.4));
  const digits = hex(der);
  const privateDigits = digits.slice(Math.ceil(digits.length * 0.4));
  const inBase64 = (name: string, content: string) => make(name, content, { secret: half });
  const inHex = (name: string, content: string) => make(name, content, { secret: privateDigits });
  const own = (name: string, content: string) => make(name, content, { secret });
  const pairs = digits.match(/../g) ?? [];
  const rows = Array.from({ length: Math.ceil(pairs.length / 16) }, (_, i) =>
    pairs.slice(i * 16, i * 16 + 16),
  );
  const offset = (i: number) => (i * 16).toString(16).padStart(8, "0");
  const margin = (row: readonly string[]) =>
    row
      .map((pair) => Number.parseInt(pair, 16))
      .map((n) => (n > 32 && n < 127 ? String.fromCharCode(n) : "."))
      .join("");
  const url = base64(der).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const twice = base64(coded);
  const wide = base64(new Uint8Array(Buffer.from(pem, "utf16le")));
  const ofPem = hex(new Uint8Array(Buffer.from(pem)));
  const numbers = [...der];
  const jsonOf = (value: unknown) => JSON.stringify(value);
  const sec1 = formsOf(material.ec).der("sec1");
  return [
    inBase64("base64 of PEM", coded),
    inBase64("base64 of PEM, wrapped at 76", wrap(coded, 76)),
    inBase64("base64 of PEM, wrapped and indented", wrap(coded, 60).replace(/^/gm, "    ")),
    make("base64 of PEM, cut at its end", coded.slice(0, 1501), {
      secret: coded.slice(600, 1500),
      as: ["private-key", "secret"],
    }),
    make("base64 of PEM, cut at its beginning", coded.slice(401), {
      secret: half,
      as: ["private-key", "secret"],
    }),
    make("base64 of PEM, cut at both ends", coded.slice(401, 1900), {
      secret: coded.slice(900, 1890),
      as: ["private-key", "secret"],
    }),
    inBase64("base64 of PEM after NAME=", `TLS_KEY=${coded}`),
    inBase64("base64 of PEM after a name and a colon", `tls.key: ${coded}`),
    inBase64("base64 of PEM in a data URI", `data:application/x-pem-file;base64,${coded}`),
    inBase64("base64 of PEM in JSON", jsonOf({ tls: { material: coded } })),
    make("base64 of base64 of PEM", twice, { secret: twice.slice(Math.ceil(twice.length * 0.4)) }),
    make("base64 of UTF-16, as PowerShell writes it", wide, {
      secret: wide.slice(Math.ceil(wide.length * 0.4)),
    }),
    make("base64 of PEM with its certificate", base64(material.certificate + pem), {
      secret: base64(material.certificate + pem).slice(-900),
      certificates: 1,
    }),
    own("a body after NAME=", `PRIVATE_KEY=${body}`),
    own("a body after export NAME=", `export CKM_MATERIAL="${body}"`),
    own("a body after NAME=, wrapped", `CKM_MATERIAL=${wrap(body)}`),
    own("a body in a YAML value", `material: ${body}\nother: 1\n`),
    own("a body between tags", `<key>${body}</key>`),
    own(
      "a body on indented lines between tags",
      `<key>\n    ${wrap(body).replaceAll("\n", "\n    ")}\n  </key>`,
    ),
    make("a body as base64url", url, { secret: url.slice(Math.ceil(url.length * 0.4)) }),
    make("a body as base64url, wrapped", wrap(url), { secret: url.slice(Math.ceil(url.length * 0.4)) }),
    make("a body, cut at its end", wrap(body.slice(0, 900)), {
      secret: body.slice(560, 900),
      as: ["secret"],
    }),
    make("a body, cut at its beginning", wrap(body.slice(301)), { secret, as: ["secret"] }),
    inHex("hexadecimal", digits),
    make("hexadecimal in capitals", digits.toUpperCase(), { secret: privateDigits.toUpperCase() }),
    inHex("hexadecimal, wrapped", wrap(digits)),
    inHex("hexadecimal after NAME=", `KEY_HEX=${digits}`),
    make("hexadecimal with colons", pairs.join(":"), { secret: pairs.slice(500).join(":") }),
    make("hexadecimal with colons, wrapped", rows.map((row) => `    ${row.join(":")}:`).join("\n"), {
      secret: rows
        .slice(30)
        .map((row) => `${row.join(":")}:`)
        .join(""),
    }),
    make("hexadecimal in groups of eight", wrap((digits.match(/.{1,8}/g) ?? []).join(" "), 72), {
      secret: privateDigits,
    }),
    make("od", rows.map((row, i) => `${(i * 16).toString(8).padStart(7, "0")} ${row.join(" ")}`).join("\n"), {
      secret: rows.at(40)?.join("") ?? "",
    }),
    make("hexadecimal with blanks", pairs.join(" "), { secret: pairs.slice(500).join("") }),
    make(
      "xxd",
      rows
        .map((row, i) => `${offset(i)}: ${(row.join("").match(/.{1,4}/g) ?? []).join(" ")}  ${margin(row)}`)
        .join("\n"),
      {
        secret: rows.at(40)?.join("") ?? "",
      },
    ),
    make(
      "hexdump -C",
      rows
        .map(
          (row, i) =>
            `${offset(i)}  ${row.slice(0, 8).join(" ")}  ${row.slice(8).join(" ")}  |${margin(row)}|`,
        )
        .join("\n"),
      {
        secret: rows.at(40)?.join("") ?? "",
      },
    ),
    make(
      "an array of C",
      `unsigned char key[] = {\n${rows.map((row) => `  ${row.map((p) => `0x${p}`).join(", ")}`).join(",\n")}\n};`,
      {
        secret: pairs
          .slice(600)
          .map((p) => `0x${p},`)
          .join(""),
      },
    ),
    make("\\x escapes", `b"${pairs.map((p) => `\\x${p}`).join("")}"`, {
      secret: pairs
        .slice(600)
        .map((p) => `\\x${p}`)
        .join(""),
    }),
    make("hexadecimal of PEM", ofPem, { secret: ofPem.slice(1200) }),
    make("numbers in JSON", jsonOf(numbers), { secret: jsonOf(numbers.slice(600)).slice(1, -1) }),
    make("a Buffer of Node in JSON", jsonOf({ key: { type: "Buffer", data: numbers } }), {
      secret: jsonOf(numbers.slice(600)).slice(1, -1),
    }),
    make("hexadecimal of SEC1", hex(sec1), { secret: hex(sec1).slice(14, 78) }),
    own("in a URL", `https://example.test/?key=${encodeURIComponent(pem)}`),
    own("in HTML", `<p>${pem.trim().replaceAll("+", "&#43;").replaceAll("\n", "<br>")}</p>`),
    own("quoted-printable", pem.replaceAll("=", "=3D")),
    own(
      "a string of JavaScript in pieces",
      pem
        .trim()
        .split("\n")
        .map((line) => `"${line}\\n"`)
        .join(" +\n  "),
    ),
    own("a string of Python", `KEY = """${pem}"""`),
    own("a here-document of bash", `cat > key.pem <<'EOF'\n${pem}EOF\n`),
    own(
      "a here-document of Terraform",
      `variable "key" {\n  default = <<-EOT\n    ${pem.replaceAll("\n", "\n    ")}EOT\n}`,
    ),
    own("a string of PowerShell", `$key = "${pem.trim().replaceAll("\n", "`n")}"`),
  ];
}
