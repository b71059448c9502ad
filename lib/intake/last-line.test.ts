import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CA, CLIENT, type Openssl, openssl } from "@/lib/certificates/testing/openssl";
import { recognise, sightSecret } from ".";
import { AWS } from "./testing/material";

let o: Openssl;
/** Certificates by the length of their DER, modulo 48: what is left for the last line of PEM. */
const byRest = new Map<number, string>();
const bodyOf = (pem: string) => pem.replace(/-----[^-]+-----\n/g, "");
beforeAll(() => {
  o = openssl();
  const issuer = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA });
  for (let size = 1; size <= 120 && byRest.size < 48; size += 1) {
    const subject = `/CN=ckm/O=${"x".repeat(Math.min(size, 60))}/OU=${"y".repeat(Math.max(1, size - 59))}`;
    const { pem } = o.issue({ subject, issuer, extensions: CLIENT });
    byRest.set(Buffer.from(bodyOf(pem), "base64").length % 48, pem);
  }
});
afterAll(() => o.remove());

const forms: Record<string, (pem: string) => string> = {
  "as it is": (pem) => pem,
  indented: (pem) => pem.replace(/^/gm, "    "),
  quoted: (pem) => pem.replace(/^/gm, "> "),
  "in JSON": (pem) => JSON.stringify({ certificate: pem }),
  "with \\n": (pem) => `cert = ${JSON.stringify(pem)}`,
  "with CRLF": (pem) => pem.replaceAll("\n", "\r\n"),
  "in YAML": (pem) => `data:\n  ca.crt: |\n${pem.replace(/^/gm, "    ")}`,
  "without its lines": bodyOf,
  "after a word on access keys": (pem) => `secret access key: none, id ${AWS.accessKeyId}\n${pem}`,
};

describe("a certificate with a last line of any length", () => {
  it.each(Object.keys(forms))("holds no access key: %s", async (name) => {
    const write = forms[name] ?? String;
    expect(byRest.size).toBe(48);
    for (const pem of byRest.values()) {
      const text = write(pem);
      expect(sightSecret(text), text).toBeUndefined();
      const { parts } = await recognise(text);
      const kinds = parts.map(({ kind }) => kind).filter((kind) => kind !== "aws-access-key");
      expect(kinds, text).toEqual(["certificate"]);
    }
  });

  it("hides no access key in its block or behind it", () => {
    const [pem = ""] = byRest.values();
    const end = "-----END CERTIFICATE-----";
    const key = AWS.secretAccessKey;
    for (const text of [pem + key, pem.replace(end, `${key}\n${end}`), `${bodyOf(pem)}\n${key}`])
      expect(sightSecret(text)?.what).toBeTruthy();
    expect(sightSecret(`-----BEGIN CERTIFICATE-----\n${key}\n${end}\n`)?.what).toBeTruthy();
  });
});
