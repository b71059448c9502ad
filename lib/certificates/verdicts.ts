import { type Evidence, makeVerdict, type Verdict, verdictReasons } from "@/lib/verdict";
import { shown } from "./read/names";
import type { ChainRule, ChainSubject } from "./rules/chain-rule";
import type { Judgement, Rule, Subject } from "./rules/rule";

/** The verdict of one rule on one certificate; `part` begins its id (`client.x509-v3`). */
export function ruleVerdict(rule: Rule, subject: Subject, part: string): Verdict {
  const applies = rule.applies?.(subject) ?? true;
  const judgement: Judgement = applies
    ? rule.judge(subject)
    : { status: "not-applicable", found: "This rule does not apply to this certificate." };
  const expected = typeof rule.expected === "string" ? rule.expected : rule.expected(subject);
  return plainVerdict(rule, part, judgement, {
    lookedAt: `${rule.part} of ${shown(subject.facts.subject.text || "the certificate without a subject", 200)}`,
    expected,
    at: subject.now,
  });
}

/** The verdict of one rule on a whole path or bundle. */
export function chainVerdict(rule: ChainRule, subject: ChainSubject): Verdict {
  return plainVerdict(rule, rule.scope, rule.judge(subject), {
    lookedAt: rule.part,
    expected: rule.expected,
    at: subject.now,
    reason: verdictReasons.path,
  });
}

/** A verdict out of a rule of any kind and its judgement, with its texts cut to what a verdict holds. */
export function plainVerdict(
  rule: Pick<Rule, "id" | "title" | "why" | "source">,
  part: string,
  { status, found, details, remedy }: Judgement,
  looked: Pick<Evidence, "lookedAt" | "expected" | "at" | "reason">,
): Verdict {
  return makeVerdict({
    id: `${part}.${rule.id}`,
    title: rule.title,
    status,
    kind: "static",
    ...looked,
    found,
    details,
    why: rule.why,
    source: rule.source,
    remedy,
  });
}
