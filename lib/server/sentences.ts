import type { z } from "zod";

/** Zod's own messages in the words of this product; a message that a schema gives itself comes first anyway. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${kind(issue.expected)}`;
    case "too_big":
      return size("at most", issue.maximum, issue.origin);
    case "too_small":
      return size("at least", issue.minimum, issue.origin);
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `has fields that are not known: ${issue.keys.join(", ").slice(0, 200)}`;
    default:
      return "has a form that cannot be read";
  }
}

/** "must have …" as it stands beside its field: "This answer must have …." */
export function fullSentence(message: string): string {
  return /^[a-z]/.test(message) ? `This answer ${message}.` : message;
}

function kind(expected: string): string {
  const words: Record<string, string> = {
    string: "text",
    number: "a number",
    boolean: "yes or no",
    array: "a list",
  };
  return words[expected] ?? "of another kind";
}

function size(bound: string, limit: number | bigint, origin: string): string {
  const number = Number(limit).toLocaleString("en");
  if (origin === "string") return `must have ${bound} ${number} characters`;
  return origin === "array" ? `must have ${bound} ${number} entries` : `must be ${bound} ${number}`;
}
