import type { Part, Recognised } from "./types";

const words: Record<Exclude<Part["kind"], "secret">, readonly [one: string, many: string]> = {
  certificate: ["a certificate", "certificates"],
  "revocation-list": ["a revocation list", "revocation lists"],
  request: ["a certificate request", "certificate requests"],
  "public-key": ["a bare public key", "bare public keys"],
  "private-key": ["a private key", "private keys"],
  pkcs12: ["a PKCS#12 file", "PKCS#12 files"],
  "aws-access-key": ["an AWS access key", "AWS access keys"],
};

/** What an input holds, in words: "2 certificates, a private key and text". "nothing" where it holds nothing. */
export function describe({ parts, unread }: Pick<Recognised, "parts" | "unread">): string {
  const counts = new Map<string, number>();
  const names = parts.map((part) => (part.kind === "secret" ? part.what : words[part.kind][0]));
  for (const name of [...names, ...unread.map(({ what }) => what)])
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const plural = new Map(Object.values(words));
  const said = [...counts].map(([name, count]) =>
    count > 1 && plural.has(name) ? `${count} ${plural.get(name)}` : name,
  );
  const last = said.pop();
  if (last === undefined) return "nothing";
  return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
}
