import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBase64, toPem } from "../read/der-values";
import { opensslSays } from "../testing/mutate-keys";
import { type KeyKind, type Openssl, openssl } from "../testing/openssl";
import { matchPrivateKey, readPrivateKey } from ".";

/** Each bit of what is around the numbers of a key is turned over. */

let o: Openssl;
beforeAll(() => {
  o = openssl();
});
afterAll(() => o.remove());

const derOf = (pem: string) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));

/** The octets before the secret number, and the few between it and the point. */
const around: readonly { kind: KeyKind; form: string; at: readonly number[] }[] = [
  { kind: "p256", form: "uncompressed", at: [...range(0, 36), ...range(68, 74)] },
  { kind: "p256", form: "compressed", at: [...range(0, 34), ...range(66, 72)] },
  { kind: "p384", form: "uncompressed", at: [...range(0, 35), ...range(83, 89)] },
  { kind: "secp256k1", form: "uncompressed", at: range(0, 33) },
  { kind: "rsa", form: "uncompressed", at: range(0, 40) },
  { kind: "ed25519", form: "uncompressed", at: range(0, 16) },
];

describe("a key with one bit of its structure turned", () => {
  it.each(around)("matches only where OpenSSL reads it as the certificate's: $kind, $form", async (row) => {
    const key = o.key(row.kind, `shape-${row.kind}`);
    const certificate = o.run(["req", "-x509", "-new", "-key", key, "-subj", "/CN=x"]);
    const ec = row.kind !== "rsa" && row.kind !== "ed25519";
    const text = ec ? o.run(["ec", "-in", key, "-conv_form", row.form]) : o.run(["pkey", "-in", key]);
    const der = derOf(o.run(["pkcs8", "-topk8", "-nocrypt"], text));
    const wrong: string[] = [];
    for (const at of row.at)
      for (let bit = 0; bit < 8; bit += 1) {
        const turned = Uint8Array.from(der);
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        const verdict = await matchPrivateKey({ certificate, privateKey: toPem("PRIVATE KEY", turned) });
        expect(verdict.evidence.found).not.toBe("");
        if (verdict.status !== "pass") continue;
        const said = opensslSays(turned, certificate);
        if (said !== "the same") wrong.push(`${at}.${bit}: ${said}`);
      }
    expect(wrong).toEqual([]);
    const whole = await matchPrivateKey({ certificate, privateKey: toPem("PRIVATE KEY", der) });
    expect(whole.status).toBe(ec || row.kind === "rsa" ? "pass" : whole.status);
    expect(await readPrivateKey(toPem("PRIVATE KEY", der))).not.toHaveProperty("code");
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
