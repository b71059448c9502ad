import { matchesGlob, readJson } from "@/lib/bounded";
import { ROLES_ANYWHERE_PRINCIPAL } from "./trust-policy";

/** A statement of a trust policy, with every "one or many" made a list. */
export interface TrustStatement {
  effect: string;
  services: string[];
  /** Principals that are no service: AWS accounts, federated providers. */
  others: string[];
  actions: string[];
  conditions: { operator: string; key: string; values: string[] }[];
}

/** Far more than a trust policy may have (4,096 characters at most, by a raised quota). */
const MAX_CHARACTERS = 65_536;

/** Reads a trust policy from JSON text or an object; where it is no policy, the reason: "line 2, column 3: …". */
export function readStatements(policy: unknown): TrustStatement[] | string {
  let document = policy;
  if (typeof policy === "string") {
    if (policy.length > MAX_CHARACTERS) return `it has more than ${MAX_CHARACTERS} characters`;
    const read = readJson(decoded(policy));
    if (!read.ok) return `line ${read.position.line}, column ${read.position.column}: ${read.reason}`;
    document = read.value;
  }
  // Consoles and scripts wrap it: {"AssumeRolePolicyDocument": …}, {"Role": {…}}
  const inner = isRecord(document)
    ? (document.AssumeRolePolicyDocument ??
      (isRecord(document.Role) ? document.Role.AssumeRolePolicyDocument : document))
    : undefined;
  if (!isRecord(inner) || inner.Statement === undefined) return "it has no Statement";
  const statements = Array.isArray(inner.Statement) ? inner.Statement : [inner.Statement];
  return statements.filter(isRecord).map((statement) => {
    const principal = statement.Principal;
    return {
      effect: String(statement.Effect ?? ""),
      services: isRecord(principal) ? texts(principal.Service) : [],
      others: isRecord(principal)
        ? [...texts(principal.AWS), ...texts(principal.Federated)]
        : texts(principal),
      actions: texts(statement.Action),
      conditions: conditionsOf(statement.Condition),
    };
  });
}

/** The Allow statements that speak to Roles Anywhere. */
export function forRolesAnywhere(statements: readonly TrustStatement[]): TrustStatement[] {
  return statements.filter(
    ({ effect, services }) => effect === "Allow" && services.includes(ROLES_ANYWHERE_PRINCIPAL),
  );
}

/** Conditions on a key; condition keys compare without regard to case. */
export function conditionsOn(statements: readonly TrustStatement[], key: RegExp) {
  return statements.flatMap(({ conditions }) => conditions.filter((condition) => key.test(condition.key)));
}

/** Whether an action pattern of IAM (`sts:*`, `sts:Tag*`) covers an action. */
export function covers(pattern: string, action: string): boolean {
  return matchesGlob(pattern.toLowerCase(), action.toLowerCase()) === true;
}

function conditionsOf(condition: unknown): TrustStatement["conditions"] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator: operator.replace(/^For(Any|All)Values?:/, "").replace(/IfExists$/, ""),
          key,
          values: texts(values),
        }))
      : [],
  );
}

function texts(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** IAM's API gives policy documents URL-encoded. */
function decoded(text: string): string {
  if (!/^\s*%7[Bb]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
