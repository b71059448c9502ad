import { firstOf } from "@/lib/bounded";
import { shown } from "../read/names";
import { fail, pass, sources, warn } from "../rules/rule";
import type { RevocationFacts, RevocationRule } from "./rules";

const complete = {
  text: "Give the CA's complete list of all its certificates. With openssl ca, that is a list without the extensions deltaCRL and issuingDistributionPoint.",
  command: "openssl ca -config ca.cnf -gencrl -crldays 30 -md sha256 -out crl.pem",
  language: "bash" as const,
};

/** What stands in the way of a complete list, in words. */
function gapsOf({ scope }: RevocationFacts): string[] {
  return [
    ...(scope.delta ? ["a delta list: it names only what changed since another list"] : []),
    ...scope.limits.map((limit) =>
      limit === "some reasons"
        ? "limited to some reasons of revocation"
        : `limited to ${limit} (an issuing distribution point says so)`,
    ),
    ...(scope.indirect ? ["an indirect list: it also speaks for certificates of other CAs"] : []),
  ];
}

/** Whether the list is the whole list of the CA: what its extensions say of it. */
export const scopeRules: readonly RevocationRule[] = [
  {
    id: "complete",
    title: "The list is the CA's complete list",
    part: "Delta indicator and issuing distribution point",
    expected: "Neither a delta list, nor limited, nor indirect",
    why: "An imported list replaces the one before it, whole. A part of a list leaves revoked certificates in use.",
    source: { ...sources.rfc5280, title: "RFC 5280 sections 5.2.4 and 5.2.5: delta lists, limited lists" },
    judge: ({ facts }) => {
      const gaps = gapsOf(facts);
      if (gaps.length > 0)
        return fail(
          `${gaps.join("; ")}.`.replace(/^./, (c) => c.toUpperCase()),
          complete,
        );
      const { pointNamed, points } = facts.scope;
      if (!pointNamed) return pass("Nothing limits it.");
      const where =
        points.length === 0
          ? "a named place"
          : firstOf(
              points.map((p) => shown(p, 200)),
              3,
            );
      return facts.clientNamesPoint === true
        ? pass(`It covers certificates that name ${where}; the client certificate does.`)
        : warn(
            `It covers only certificates that name ${where} as their distribution point.${facts.clientNamesPoint === false ? " The client certificate does not." : ""}`,
            {
              text: "Make sure that this is the list of the client certificates, or give the complete list.",
            },
          );
    },
  },
  {
    id: "extensions-known",
    title: "No unknown extension of the list is critical",
    part: "Critical extensions of the list and of its entries",
    expected: "Critical only where RFC 5280 defines the extension",
    why: "A verifier must not use a list with a critical extension that it does not know.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 5.2: critical extensions of lists" },
    judge: ({ facts }) =>
      facts.scope.unknownCritical.length === 0
        ? pass("None.")
        : fail(`Critical and not known: ${firstOf(facts.scope.unknownCritical, 10)}.`, complete),
  },
];
