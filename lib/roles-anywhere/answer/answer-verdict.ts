import type { Verdict } from "@/lib/verdict";
import { guide, judged } from "../trust/judged";
import type { SessionAnswer, SessionFailure } from "./answer";

/**
 * The verdict of a sign-in by certificate. `fail` only where Roles Anywhere judged and refused; an answer that says
 * nothing about the certificate (network, throttling, a sentence nobody knows) is `unknown`.
 */
export function createSessionVerdict(
  answer: SessionAnswer | SessionFailure,
  facts: { trustAnchorArn: string; world: "aws" | "sandbox"; now: Date },
): Verdict {
  const base = {
    id: "create-session",
    title: "Sign in with the certificate",
    kind: "probe" as const,
    world: facts.world,
    lookedAt: `CreateSession at ${facts.trustAnchorArn}`,
    expected: "a session of the role",
    now: facts.now,
    why: "CCKM signs in this way each time its session runs out.",
    source: guide.createSession,
  };
  if (answer.ok)
    return judged({
      ...base,
      status: "pass",
      found: `${answer.assumedRoleArn}, valid until ${answer.expiration.toISOString()}`,
    });
  const [first, ...others] = answer.causes;
  const details = [
    [answer.status, answer.errorName, answer.message].filter(Boolean).join(" "),
    ...(answer.requestId === undefined ? [] : [`Request id: ${answer.requestId}`]),
    ...(others.length === 0 ? [] : ["Other causes, most likely first:"]),
    ...others.map((cause) => `- ${cause.what} Check: ${cause.check} ${cause.mend}`),
  ].join("\n");
  return judged({
    ...base,
    status: answer.undecided ? "unknown" : "fail",
    found: `${answer.title}${answer.message === "" ? "" : `: "${answer.message.slice(0, 300)}"`}`,
    details,
    ...(first === undefined
      ? {}
      : {
          remedy: {
            text: `${first.what} ${first.mend}`,
            ...(first.checkCommand === undefined
              ? {}
              : { command: first.checkCommand, language: "bash" as const }),
          },
        }),
  });
}
