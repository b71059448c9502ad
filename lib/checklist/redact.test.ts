import { describe, expect, it } from "vitest";
import { growth, LINEAR } from "@/lib/bounded/testing/growth";
import { scrubSecrets } from "./redact";

const KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEK1Y";

describe("secrets go, the rest stays", () => {
  it.each([
    ["password=hunter2, user=me", "password=[removed], user=me"],
    ['"client_secret": "abc", "a": 1', '"client_secret": "[removed]", "a": 1'],
    ["url=https://x/?password=abc&y=1", "url=https://x/?password=[removed]&y=1"],
    ["secret = secret = x", "secret = [removed] = x"],
    ["my-session-token: abc def", "my-session-token: abc def"],
    ["session_token: abc def", "session_token: [removed] def"],
    ["secretsmanager:GetSecretValue", "secretsmanager:GetSecretValue"],
    ["postgres://u:p@host/db", "postgres://[removed]@host/db"],
    [`the key ${KEY} here`, "the key [removed] here"],
    [`(${KEY})`, "([removed])"],
    [`arn:aws:iam::123456789012:role/${KEY}`, `arn:aws:iam::123456789012:role/${KEY}`],
    [`x${KEY}`, `x${KEY}`],
    ["0".repeat(64), "0".repeat(64)],
    ["Ab1/".repeat(40), "[removed]"],
    ["AKIAIOSFODNN7EXAMPLE", "AKIA[removed]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMII", "[removed]"],
  ])("%s", (text, expected) => expect(scrubSecrets(text)).toBe(expected));
});

describe("a text takes time in proportion to its length", () => {
  it.each([
    ["secret-", "secret-"],
    ["names without a value", "secret "],
    ["names and signs", "secret="],
    ["blanks", " "],
    ["quotes", `"`],
    ["addresses", "http://a"],
    ["one long address", "a-"],
    ["ARNs", "arn:"],
    ["letters", "aB1"],
    ["beginnings of keys", "-----BEGIN PRIVATE KEY-----"],
    ["half a beginning", "-----BEGIN "],
    ["words with colons", "password: "],
  ])("%s", async (_name, part) => {
    const texts = new Map([60_000, 480_000].map((n) => [n, part.repeat(n / part.length)]));
    expect(await growth((n) => scrubSecrets(texts.get(n) ?? ""), 60_000)).toBeLessThan(LINEAR);
  });
});
