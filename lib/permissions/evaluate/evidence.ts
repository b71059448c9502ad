import { shortened } from "@/lib/bounded";
import { given } from "@/lib/given";
import type { PolicyLayer, ReadStatement } from "../statements";
import { layerWords } from "./layers";
import type { Truth } from "./truth";

/** A statement that had a part in the decision. Positions count from 0. */
export interface StatementEvidence {
  layer: PolicyLayer;
  policy: number;
  statement: number;
  sid?: string | undefined;
  effect?: "Allow" | "Deny" | undefined;
  /** `always`: on every resource and for every request. `sometimes`: `because` says what it depends on. */
  applies: "always" | "sometimes";
  because?: string | undefined;
  /** The conditions that decide, as text. */
  conditions?: readonly string[] | undefined;
}

export interface DecisionEvidence {
  /** One sentence. */
  reason: string;
  statements: readonly StatementEvidence[];
  /** The layer that allows nothing, where one does. */
  layer?: PolicyLayer | undefined;
  /** For "unknown": whether a Deny may be met, or an Allow covers a part only. */
  open?: "deny" | "allow" | undefined;
  /** The policies take more steps than one reading may: the decision is "unknown" for that reason alone. */
  notJudged?: true | undefined;
}

/** What was found of a statement, in words. */
export function evidenceOf(
  statement: ReadStatement,
  {
    named,
    resource,
    condition,
    truth,
  }: {
    named: Truth;
    truth: Truth;
    resource: Truth;
    condition: { conditions: readonly string[]; more: number };
  },
): StatementEvidence {
  const { conditions, more } = condition;
  const because = [
    statement.flaw,
    named === "maybe" ? "AWS allows no wildcard in the service part of an action" : undefined,
    resource === "maybe" ? `it covers ${resourcesOf(statement)} only` : undefined,
    ...conditions.map((text) => `it depends on the condition ${text}`),
    more > 0 ? `it depends on ${more} more conditions` : undefined,
  ].filter((text) => text !== undefined);
  const { layer, policy, sid, effect } = statement;
  return {
    layer,
    policy,
    statement: statement.statement,
    ...given({ sid, effect }),
    applies: truth === true ? "always" : "sometimes",
    ...(truth === true ? {} : { because: because.join("; ") }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function resourcesOf({ resources }: ReadStatement): string {
  const shown = resources.patterns
    .slice(0, 2)
    .map((pattern) => shortened(pattern))
    .join(", ");
  const more = resources.patterns.length > 2 ? ` and ${resources.patterns.length - 2} more` : "";
  return resources.negated ? `everything but ${shown}${more}` : `${shown}${more}`;
}

/** "Statement 2 (KeyManagement) of policy 1": counted from 1, as people count. */
export function nameOf(evidence: StatementEvidence | undefined): string {
  if (evidence === undefined) return "A statement";
  const sid = evidence.sid === undefined ? "" : ` (${shortened(evidence.sid, 80)})`;
  const where =
    evidence.layer === "boundary"
      ? "the permissions boundary"
      : `${layerWords[evidence.layer]} ${evidence.policy + 1}`;
  return `Statement ${evidence.statement + 1}${sid} of ${where}`;
}
