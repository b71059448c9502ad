import { shortened } from "@/lib/bounded";
import { given } from "@/lib/given";
import { evaluatePolicies, type PolicyStatement } from "@/lib/permissions";
import type { TrustStatement } from "./read-trust-policy";
import type { Context } from "./sign-in-context";

/** Statements, and conditions of each, whose part in a denial is told. */
export const MOST_EXPLAINED = 10;

/** The conditions of a statement that keep it from allowing the action: what they ask for, and what is there. */
export function unmetConditions(
  statement: TrustStatement,
  index: number,
  action: string,
  context: Context,
  Version: string | undefined,
): string[] {
  const holds = (Condition: PolicyStatement["Condition"]) => {
    const alone = { ...asIdentity(statement), Condition };
    const policy = { ...given({ Version }), Statement: [alone] };
    return evaluatePolicies([policy], [action], { context })[0]?.decision === "allowed";
  };
  // A statement that does not name the action has no part in it.
  if (!holds(undefined)) return [];
  return Object.entries(statement.Condition ?? {})
    .slice(0, MOST_EXPLAINED)
    .flatMap(([operator, keys]) =>
      Object.entries(keys)
        .slice(0, MOST_EXPLAINED)
        .flatMap(([key, values]) => {
          if (holds({ [operator]: { [key]: values } })) return [];
          const is = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
          const there =
            is === undefined ? "not known" : is.length === 0 ? "not in the request" : is.join(", ");
          const wanted = shortened([values].flat().map(String).join(" or "), 200);
          return [
            `Statement ${index + 1}: ${operator} ${shortened(key)} ${wanted}, and it is ${shortened(there, 200)}.`,
          ];
        }),
    );
}

/** As a statement of the role itself: what the evaluator of permissions takes. */
export function asIdentity({ Principal: _, ...statement }: TrustStatement): PolicyStatement {
  return { ...statement, Resource: "*" };
}
