import { z } from "zod";
import { bare } from "@/lib/bare";
import { type Layers, layersOf, objection } from "../../authorize";
import { type Context, type Operation, operation, page } from "../../operation";
import { decide, list, type PolicyDocument, parsePolicy, type Statement } from "../../policy";
import { Refusal } from "../../refusal";
import type { Entity } from "../../state";
import * as e from "./entities";

const policyText = z.array(z.string().min(1).max(131_072));
const shape = z.object({
  PolicySourceArn: z.string().min(20).max(2048),
  ActionNames: z.array(z.string().min(3).max(128)),
  ResourceArns: z.array(z.string().min(1).max(2048)).optional(),
  PolicyInputList: policyText.optional(),
  PermissionsBoundaryPolicyInputList: policyText.optional(),
  CallerArn: z.string().optional(),
  ContextEntries: z
    .array(
      z.object({
        ContextKeyName: z.string().optional(),
        ContextKeyValues: z.array(z.string()).optional(),
        ContextKeyType: z.string().optional(),
      }),
    )
    .optional(),
  ...e.pagingShape,
});

function sourceOf(arn: string, { world }: Context): Entity {
  const entities = [...Object.values(world.iam.users), ...Object.values(world.iam.roles)];
  const found = entities.find((entity) => entity.arn === arn);
  if (found) return found;
  if (!/:iam::\d{12}:(user|role|group)\//.test(arn)) {
    throw new Refusal(
      "InvalidInput",
      "Invalid Entity Arn: the policy source must be a user, group or role.",
      400,
    );
  }
  throw e.noSuchEntity(`The entity with ARN ${arn} cannot be found.`);
}

interface Question {
  action: string;
  resource: string;
  context: Record<string, string[]>;
}

const unconditional = ({ Condition: _, ...statement }: Statement): PolicyDocument => ({
  Statement: statement,
});

/** Condition keys that statements on this action ask for and the caller did not give. */
function missingKeys(layers: Layers, question: Question): string[] {
  // AWS does not list the keys of an organization's policies.
  const documents = [...layers.identity.map((p) => p.document), layers.boundary];
  const known = new Set(Object.keys(question.context).map((key) => key.toLowerCase()));
  const keys = documents
    .flatMap((document) => list(document?.Statement))
    .filter((s) => s.Condition && decide([unconditional(s)], question) !== "implicitDeny")
    .flatMap((s) => Object.values(s.Condition ?? {}).flatMap((block) => Object.keys(block)))
    .filter((key) => !known.has(key.toLowerCase()));
  return [...new Set(keys)].sort();
}

function judge(layers: Layers, question: Question) {
  const why = objection(layers, question);
  const decision =
    why === undefined ? "allowed" : why.includes("explicit deny") ? "explicitDeny" : "implicitDeny";
  const matched = layers.identity.flatMap(({ id, kind, document }) =>
    list(document.Statement)
      .filter((s) => (decision === "explicitDeny" ? s.Effect === "Deny" : decision === "allowed"))
      .filter((s) => decide([{ Statement: s }], question) !== "implicitDeny")
      .map(() => ({
        SourcePolicyId: id.split("/").pop(),
        SourcePolicyType: kind,
        StartPosition: { Line: 1, Column: 1 },
        EndPosition: { Line: 1, Column: JSON.stringify(document).length + 1 },
      })),
  );
  return {
    EvalDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: missingKeys(layers, question),
    ...(layers.boundary && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary: decide([layers.boundary], question) === "allowed",
      },
    }),
  };
}

export const simulateOperations: readonly Operation[] = [
  operation({
    service: "iam",
    name: "SimulatePrincipalPolicy",
    action: "iam:SimulatePrincipalPolicy",
    shape,
    resource: (input) => input.PolicySourceArn,
    answer(input, context) {
      const entity = sourceOf(input.PolicySourceArn, context);
      const { world, scenario, now } = context;
      const given = bare<string[]>();
      for (const entry of input.ContextEntries ?? []) {
        if (entry.ContextKeyName) given[entry.ContextKeyName] = entry.ContextKeyValues ?? [];
      }
      const documents = (texts: string[] | undefined) =>
        (texts ?? []).flatMap((text) => parsePolicy(text) ?? []);
      const resources = input.ResourceArns ?? ["*"];
      const results = input.ActionNames.map((action) => {
        const layers = layersOf(world, scenario, entity, action, now);
        for (const document of documents(input.PolicyInputList)) {
          layers.identity.push({ id: "PolicyInputList", kind: "PolicyInputList", document });
        }
        const [boundary] = documents(input.PermissionsBoundaryPolicyInputList);
        if (boundary) layers.boundary = boundary;
        const each = resources.map((resource) => ({
          resource,
          ...judge(layers, { action, resource, context: given }),
        }));
        const worst =
          each.find((r) => r.EvalDecision === "explicitDeny") ??
          each.find((r) => r.EvalDecision !== "allowed");
        const { resource, ...overall } = worst ?? each[0] ?? { resource: "*" };
        return {
          EvalActionName: action,
          EvalResourceName: resource,
          ...overall,
          ...(layers.organisation && {
            OrganizationsDecisionDetail: {
              AllowedByOrganizations:
                decide([layers.organisation], { action, resource, context: given }) === "allowed",
            },
          }),
          ...(input.ResourceArns !== undefined && {
            ResourceSpecificResults: each.map((r) => ({
              EvalResourceName: r.resource,
              EvalResourceDecision: r.EvalDecision,
              MatchedStatements: r.MatchedStatements,
              MissingContextValues: r.MissingContextValues,
            })),
          }),
        };
      });
      const { items, next } = page(results, input.MaxItems ?? 100, input.Marker);
      return { EvaluationResults: items, IsTruncated: next !== undefined, Marker: next };
    },
  }),
];
