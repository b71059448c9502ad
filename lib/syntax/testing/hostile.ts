import { seeded } from "@/lib/checks/testing/seeded";

/**
 * Values that do harm where a syntax is written carelessly, from a seed: the same ones on every run. Each piece means
 * something to at least one of the languages that the wizard writes.
 */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Terraform's and bash's own forms
const pieces: readonly string[] = [
  ..."'\"`$%\\{}[]()<>|&;:,.#!?*~@=+-/^_ \t\n\r\u0000",
  "''",
  '"""',
  "$$",
  "$&",
  "$'",
  "$`",
  "$1",
  "${",
  "$${",
  "$$${",
  "%{",
  "%%{",
  '${file("/etc/passwd")}',
  "${file(var.private_key_file)}",
  "%{ if true }x%{ endif }",
  "$(touch /tmp/syntax-harm)",
  "`touch /tmp/syntax-harm`",
  "'; touch /tmp/syntax-harm; '",
  "${HOME}",
  "!!",
  "\\n",
  "\\u0041",
  "\\x41",
  "\\'",
  "\r\n",
  "\nEOF\n",
  "\n---\n",
  "\n...\n",
  ": ",
  " #",
  "- ",
  "? ",
  "!!python/object:os.system",
  "&a *a",
  "<<: *a",
  "yes",
  "no",
  "null",
  "~",
  "1e3",
  "0x1",
  "0o17",
  "1_000",
  ".inf",
  "2001-01-01",
  "=cmd|' /C calc'!A0",
  "+1",
  "@SUM(1)",
  "]]>",
  "<![CDATA[",
  "<script>alert(1)</script>",
  "</script",
  "<!--",
  "-->",
  "&lt;",
  "&#0;",
  "[a](javascript:alert(1))",
  "BEGIN:VEVENT",
  "\nEND:VCALENDAR\n",
  "\u0007",
  "\u001B[31m",
  "\u007F",
  "\u0085",
  "\u009B",
  "\u00A0",
  "\u00AD",
  "\u200B",
  "\u200D",
  "\u200F",
  "\u202E",
  "\u2028",
  "\u2029",
  "\u2066",
  "\uFEFF",
  "\uFFFD",
  "\uFFFE",
  "\uFFFF",
  "\uE000",
  "\u{10FFFF}",
  "\u{E0001}",
  "é",
  "e\u0301",
  "ﬁ",
  "Å",
  "密钥",
  "💥",
  "👩‍🔐",
  "\uD83D",
  "\uDE00",
  "__proto__",
  "constructor",
  "word",
  "a",
  "0",
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

/** Values that stand alone, since a syntax reads them as something else when nothing is around them. */
const alone: readonly string[] = [
  "",
  " ",
  " leading",
  "trailing ",
  "\ttabs\t",
  "\n",
  "\nfirst",
  "last\n",
  "last\n\n",
  "x".repeat(20_000),
  "'".repeat(3000),
  '${"'.repeat(1000),
  "💥".repeat(3000),
  ...pieces,
];

/** @returns `count` values or more */
export function hostileValues(count = 2500, seed = 20261126): string[] {
  const random = seeded(seed);
  const values = [...alone];
  while (values.length < count) {
    values.push(Array.from({ length: 1 + random.upTo(9) }, () => random.pick(pieces)).join(""));
  }
  return values;
}

/** Parts the values into those that the syntax says it can hold, and the others. */
export function sorted(values: readonly string[], canHold: (text: string) => boolean) {
  return { held: values.filter(canHold), refused: values.filter((value) => !canHold(value)) };
}

/** The values that came out as another than they went in as, each as JSON; empty when all is well. */
export function different(expected: readonly string[], found: readonly unknown[]): string[] {
  return expected.flatMap((value, index) =>
    found[index] === value ? [] : [`${JSON.stringify(value)} became ${JSON.stringify(found[index])}`],
  );
}
