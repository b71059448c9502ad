import type { Verdict } from "@/lib/verdict";
import { keyFormReason, keyVerdict } from "../key-words";
import type { PrivateKey } from "./read";

/**
 * Whether the key is in the form that CipherTrust has been shown to take: RSA, PKCS#1, no passphrase. An RSA key of
 * any other form is converted without loss (`toPlatformPem`), so that is said and not asked.
 */
export function judgeKeyForm(key: PrivateKey, now: Date): Verdict {
  const verdict = keyVerdict(
    { id: "private-key.form", reason: keyFormReason(key.facts.kind, key.form) },
    now,
  );
  if (verdict === undefined) throw new RangeError(`No words for a key of the form ${key.form}.`);
  return verdict;
}
