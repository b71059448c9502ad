import { reissueAuthorityRemedy, reissueClientRemedy } from "../commands";
import { daysBetween, fail, minute, pass, type Rule, type Subject, sources, warn } from "./rule";

const EXPIRY_WARNING_DAYS = 30;

const renew = (subject: Subject, text: string) =>
  subject.as === "client"
    ? reissueClientRemedy(subject.facts, text)
    : reissueAuthorityRemedy(subject.facts, text);

export const dateRules: readonly Rule[] = [
  {
    id: "not-before",
    title: "The certificate is already valid",
    scope: "both",
    part: "Validity, not before",
    expected: ({ now }) => `Not later than ${minute(now)}`,
    why: "Before that moment every sign-in is refused.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 6.1.3: the validity period includes the current time",
    },
    judge: (subject) =>
      subject.facts.notBefore <= subject.now
        ? pass(`Since ${minute(subject.facts.notBefore)}.`)
        : fail(`Only from ${minute(subject.facts.notBefore)}.`, {
            text: `Wait until ${minute(subject.facts.notBefore)}, or have it issued again with an earlier start date. If that moment has already passed, this computer's clock is slow.`,
          }),
  },
  {
    id: "not-after",
    title: "The certificate has not expired",
    scope: "both",
    part: "Validity, not after",
    expected: ({ now }) => `Later than ${minute(now)}`,
    why: "After that moment every sign-in is refused.",
    source: {
      ...sources.rfc5280,
      title: "RFC 5280 section 6.1.3: the validity period includes the current time",
    },
    judge: (subject) => {
      const { notAfter, notBefore } = subject.facts;
      if (notAfter < notBefore)
        return fail(
          `Ends (${minute(notAfter)}) before it begins (${minute(notBefore)}).`,
          renew(subject, "Issue the certificate again."),
        );
      return notAfter >= subject.now
        ? pass(`Until ${minute(notAfter)}.`)
        : fail(`Expired on ${minute(notAfter)}.`, renew(subject, "Issue the certificate again."));
    },
  },
  {
    id: "ends-soon",
    title: `The certificate is valid for more than ${EXPIRY_WARNING_DAYS} days`,
    scope: "both",
    part: "Validity, not after",
    expected: `More than ${EXPIRY_WARNING_DAYS} days left`,
    why: "When it expires, the connection can no longer sign in. AWS starts to send notifications 45 days before.",
    source: sources.trustModel,
    applies: ({ facts, now }) => facts.notAfter >= now,
    judge: (subject) => {
      const left = daysBetween(subject.now, subject.facts.notAfter);
      return left >= EXPIRY_WARNING_DAYS
        ? pass(`${left} days left.`)
        : warn(
            `${left} ${left === 1 ? "day" : "days"} left.`,
            renew(subject, "Plan its renewal now, or use a certificate that lasts longer."),
          );
    },
  },
];
