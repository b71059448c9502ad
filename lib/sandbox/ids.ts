import { createHash, createHmac } from "node:crypto";
import type { WorldState } from "./state";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Eight base32 characters that hold a 12-digit account number (10^12 < 32^8). */
function encodeAccount(accountId: string): string {
  let rest = BigInt(accountId);
  let text = "";
  for (let i = 0; i < 8; i += 1) {
    text = (BASE32[Number(rest % 32n)] ?? "A") + text;
    rest /= 32n;
  }
  return text;
}

/** The account that an access key id of the sandbox belongs to, or undefined for any other id. */
export function accountOfAccessKey(accessKeyId: string): string | undefined {
  const match = /^A[KS]IASBX([A-Z2-7]{8})[A-Z2-7]{5}$/.exec(accessKeyId);
  if (!match?.[1]) return undefined;
  let value = 0n;
  for (const letter of match[1]) value = value * 32n + BigInt(BASE32.indexOf(letter));
  return value < 10n ** 12n ? value.toString().padStart(12, "0") : undefined;
}

function base32(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.slice(0, length), (byte) => BASE32[byte % 32]).join("");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** `AKIASBX…` for a user's key, `ASIASBX…` for a session's: 20 characters, the account number inside. */
export function accessKeyId(kind: "AKIA" | "ASIA", accountId: string, seed: string): string {
  return `${kind}SBX${encodeAccount(accountId)}${base32(digest(`${accountId}/${seed}`), 5)}`;
}

/** Secrets are derived, not stored: a world's state holds none. */
export function secretFor(serverSecret: string, id: string): string {
  return createHmac("sha256", serverSecret).update(`secret/${id}`).digest("base64").slice(0, 40);
}

function seedOf(world: WorldState): string {
  world.made += 1;
  return `${world.accountId}/${world.made}`;
}

/** A fresh UUID, the same in every run of the same calls. */
export function newUuid(world: WorldState): string {
  const hex = digest(seedOf(world)).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A fresh IAM id: prefix of its kind (AIDA user, AROA role, ANPA policy) and 17 characters. */
export function newIamId(world: WorldState, prefix: "AIDA" | "AROA" | "ANPA"): string {
  return prefix + base32(digest(seedOf(world)), 17);
}

export function newAccessKeyId(world: WorldState): string {
  return accessKeyId("AKIA", world.accountId, seedOf(world));
}

/** A fresh hex id of the given length. */
export function newHex(world: WorldState, length: number): string {
  return digest(seedOf(world)).toString("hex").slice(0, length);
}

/** Request ids for one process. */
export function newRequestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `5a9db0c5-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
  };
}
