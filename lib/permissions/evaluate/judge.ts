import type { Budget } from "@/lib/bounded";
import { coversResource, openConditions, type ReadStatement } from "../statements";
import { evidenceOf, type StatementEvidence } from "./evidence";
import type { Lookup } from "./pattern";
import { takesNoArn } from "./resources";
import { and, type Truth } from "./truth";

/** A statement that may name the action, and whether it does. */
export interface NamedStatement {
  statement: ReadStatement;
  named: Truth;
}

/** What a statement makes of a request, whatever the action: its resources and its conditions. */
export type Reader = (statement: ReadStatement) => {
  resource: Truth;
  condition: ReturnType<typeof openConditions>;
};

export function readerOf(lookup: Lookup, asked: string | undefined, steps: Budget): Reader {
  const known = new Map<ReadStatement, ReturnType<Reader>>();
  return (statement) => {
    const read = known.get(statement) ?? {
      resource: coversResource(statement, asked, lookup, steps),
      condition: openConditions(statement, lookup, steps),
    };
    known.set(statement, read);
    return read;
  };
}

export interface Judged {
  allow: Truth;
  deny: Truth;
  /** The statement names the action, but on ARNs that this action is never authorised for. */
  narrow: boolean;
  /** In words; worked out only for what is told, since most statements of most questions are not. */
  evidence: () => StatementEvidence;
}

export function judge({ statement, named }: NamedStatement, action: string, read: Reader): Judged {
  const { resource, condition } = read(statement);
  // Only where a missing allowance is the result do we trust the list of actions that take no ARN.
  const narrow =
    statement.effect === "Allow" &&
    !statement.resources.negated &&
    takesNoArn(action) &&
    resource === "maybe";
  const truth = statement.flaw !== undefined ? "maybe" : and(named, resource, condition.result);
  return {
    allow: statement.effect === "Deny" || narrow ? false : truth,
    deny: statement.effect === "Allow" ? false : truth,
    narrow: narrow && named !== false,
    evidence: () => evidenceOf(statement, { named, resource, condition, truth }),
  };
}
