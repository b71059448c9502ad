import type { ComposedStatement } from "@/lib/permissions";
import {
  type HclEntry,
  type HclObject,
  type HclValue,
  hclObject,
  hclString,
  yamlFlow,
  yamlKey,
  yamlScalar,
} from "@/lib/syntax";

/** A statement as lines of a CloudFormation template's `Statement`, indented to stand in a `PolicyDocument`. */
export function statementYaml({ Sid, Effect, Action, Resource, Condition }: ComposedStatement): string[] {
  return [
    `          - Sid: ${yamlScalar(Sid)}`,
    `            Effect: ${Effect}`,
    "            Action:",
    ...Action.map((action) => `              - ${yamlScalar(action)}`),
    `            Resource: ${yamlScalar(Resource)}`,
    ...(Condition === undefined
      ? []
      : [
          "            Condition:",
          ...Object.entries(Condition).flatMap(([operator, keys]) => [
            `              ${yamlKey(operator)}:`,
            // One line a key reads well.
            ...Object.entries(keys).map(
              ([key, value]) => `                ${yamlKey(key)}: ${yamlFlow(value)}`,
            ),
          ]),
        ]),
  ];
}

/** A statement as an HCL object. `before` goes on top of it, a comment for example. */
export function statementHcl(statement: ComposedStatement, ...before: readonly HclEntry[]): HclObject {
  const { Sid, Effect, Action, Resource, Condition } = statement;
  return hclObject(
    ...before,
    ["Sid", Sid],
    ["Effect", Effect],
    ["Action", Action],
    ["Resource", Resource],
    ...(Condition === undefined
      ? []
      : [
          [
            "Condition",
            hclObject(
              ...Object.entries(Condition).map(
                ([operator, keys]) => [operator, conditionKeys(keys)] as const,
              ),
            ),
          ] as const,
        ]),
  );
}

function conditionKeys(keys: Readonly<Record<string, unknown>>): HclObject {
  const value = (raw: unknown): HclValue => (Array.isArray(raw) ? raw.map(String) : String(raw));
  return hclObject(...Object.entries(keys).map(([key, raw]) => [hclString(key), value(raw)] as const));
}
