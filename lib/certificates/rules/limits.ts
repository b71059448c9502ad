import { pass, type Rule, sources, warn } from "./rule";

const CLIENT_LIMIT = 16_384;

/** Limits of one certificate; those of the whole anchor bundle are among the chain's rules. */
export const limitRules: readonly Rule[] = [
  {
    id: "client-size",
    title: "The certificate is at most 16 KB",
    scope: "client",
    part: "Size as PEM",
    expected: `At most ${CLIENT_LIMIT} characters`,
    why: "It travels in a header of the sign-in request.",
    source: sources.pattern,
    judge: ({ facts }) =>
      facts.pem.length <= CLIENT_LIMIT
        ? pass(`${facts.pem.length} characters.`)
        : warn(`${facts.pem.length} characters.`, {
            text: "Have it issued without the large extensions (logos, long lists of names).",
          }),
  },
];
