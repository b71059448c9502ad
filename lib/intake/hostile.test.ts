import { describe, expect, it } from "vitest";
import { recognise, sightSecret } from ".";

const MB = 1_000_000;
const fill = (unit: string) => unit.repeat(Math.ceil(MB / unit.length)).slice(0, MB);
/** Inputs of a megabyte, each of which a pattern or a reader of more than linear cost would stand still at. */
const hostile: Record<string, string> = {
  dashes: fill("-"),
  "double quotes": fill('"'),
  backslashes: fill("\\"),
  blanks: fill(" "),
  "blanks and a letter": `${fill(" ")}a`,
  "line breaks": fill("\n"),
  colons: fill(":"),
  "equal signs": fill("="),
  commas: fill(","),
  "one run of base64": fill("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"),
  "lines that begin a key": fill("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n"),
  hexadecimal: fill("308204bd"),
  "pairs of hexadecimal": fill("30:"),
  "numbers and commas": fill("48, "),
  "almost lists of numbers": fill(`${"48,".repeat(30)}x`),
  "BEGIN lines": fill("-----BEGIN PRIVATE KEY-----\n"),
  "END lines": fill("-----END CERTIFICATE-----\n"),
  "the word BEGIN": fill("BEGIN "),
  "BEGIN and dashes": fill("-----BEGIN "),
  "lists in lists, JSON": "[".repeat(100_000) + "]".repeat(100_000),
  "objects in objects, JSON": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "open lists": fill("["),
  "lists in lists, YAML": `a:\n${Array.from({ length: 1400 }, (_, i) => `${" ".repeat(i)}- x:`).join("\n")}`,
  "list marks": fill("- "),
  "braces in YAML": `a: ${"{b: ".repeat(100_000)}`,
  "aliases of YAML": `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
    { length: 30 },
    (_, i) =>
      `b${i}: &b${i} [${Array(9)
        .fill(i === 0 ? "*a" : `*b${i - 1}`)
        .join(",")}]`,
  ).join("\n")}`,
  "names of secrets": fill("password: "),
  "names without an end": fill("secret"),
  "the start of a JWT": fill("eyJ"),
  "starts of a JWT": fill("eyJaaaaaaaaaa.eyJaaaaaaaaaa "),
  addresses: fill("://a:bbb"),
  "tags of .NET": fill("<RSAKeyValue>"),
  "kty and no more": fill('"kty":'),
  "access key ids": fill("AKIAQ3EGXMPLNR7TUV2W "),
  "secret access keys": fill("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 "),
  "lines of a patch": fill("+MIIEvQIBADANBgkqhkiG\n"),
  "percent signs": fill("%0A%2B"),
  entities: fill("&#43;&"),
  "base64 in base64": ((text: string) => {
    let inner = text;
    while (inner.length < MB) inner = btoa(inner);
    return inner.slice(0, MB);
  })("-----BEGIN PRIVATE KEY-----"),
  "one letter a line": fill("A\n"),
  "short strings in JSON": JSON.stringify(Array(200_000).fill("ab")),
  "long strings in JSON": JSON.stringify(Array(2000).fill("q7Zp2LxW9tRk Vb4NfY8sHd1JcMeA ".repeat(16))),
  "objects in JSON": JSON.stringify(
    Array.from({ length: 20_000 }, (_, i) => ({ name: `n${i}`, value: "v" })),
  ),
  zeros: fill("\0"),
  "odd signs": fill("\u2028\uFEFF\u200B"),
};

/** No time is asserted: a cost that is not linear takes minutes here and ends at the test's own limit. */
describe("a megabyte of hostile text", () => {
  it.each(Object.keys(hostile))("is read or refused, and sighted or not: %s", async (name) => {
    const text = hostile[name] ?? "";
    const read = await recognise(text);
    sightSecret(text);
    expect(read.parts.length + read.unread.length + (read.problem === undefined ? 0 : 1)).toBeGreaterThan(0);
  });
});
