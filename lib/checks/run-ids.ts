import { bytesToHex } from "@noble/hashes/utils.js";
import type { Partition } from "@/lib/partitions";

/**
 * The names that one run of probes uses, all random, so that none of them can exist: a probe acts on nothing but
 * these. 128 bits each where the name allows it.
 */
export interface RunIds {
  /** The caller's own account and region; the key id is a fresh UUID. */
  keyArn: string;
  /** The same in the form of a multi-Region key. */
  multiRegionKeyArn: string;
  storeId: string;
  storeName: string;
  aliasName: string;
  logGroupName: string;
  grantId: string;
  /** Another region of the partition, for the two actions that need one. */
  otherRegion: string;
  /** 256 random bytes that no import token or wrapped key can be. */
  noise: Uint8Array;
}

type RandomBytes = (count: number) => Uint8Array;

export interface RunTarget {
  partition: Partition;
  accountId: string;
  region: string;
}

/** Fresh names for one run. `random` gives that many random bytes; tests pass a seeded one. */
export function newRun(target: RunTarget, otherRegion: string, random: RandomBytes = webCryptoBytes): RunIds {
  const hex = (bytes: number) => bytesToHex(random(bytes));
  const arn = (key: string) => `arn:${target.partition}:kms:${target.region}:${target.accountId}:key/${key}`;
  return {
    keyArn: arn(uuid(random(16))),
    multiRegionKeyArn: arn(`mrk-${hex(16)}`),
    storeId: `cks-${hex(9).slice(0, 17)}`,
    storeName: `ctk-probe-${hex(16)}`,
    aliasName: `alias/ctk-probe-${hex(16)}`,
    logGroupName: `/ctk-probe/${hex(16)}`,
    grantId: hex(32),
    otherRegion,
    noise: random(256),
  };
}

function webCryptoBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** RFC 9562, version 4. */
function uuid(bytes: Uint8Array): string {
  const marked = Uint8Array.from(bytes);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x40;
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(marked);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
