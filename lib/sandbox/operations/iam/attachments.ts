import { z } from "zod";
import type { Operation } from "../../operation";
import * as e from "./entities";
import { entityOperation } from "./entity-rows";

const MANAGED_PER_ENTITY = 10;
// Characters of all inline policies together. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const INLINE_LIMIT: Record<e.Kind, number> = { user: 2048, role: 10_240 };

function rowsFor(kind: e.Kind): Operation[] {
  const { title } = e.kinds[kind];
  return [
    entityOperation(
      kind,
      `Attach${title}Policy`,
      { PolicyArn: e.arnShape },
      (entity, { PolicyArn }, { world, now }) => {
        e.requirePolicy(world, PolicyArn);
        if (entity.attached[PolicyArn]) return {};
        if (Object.keys(entity.attached).length >= MANAGED_PER_ENTITY) {
          throw e.limitExceeded(`Cannot exceed quota for PoliciesPer${title}: ${MANAGED_PER_ENTITY}`);
        }
        entity.attached[PolicyArn] = now.toISOString();
        return {};
      },
    ),
    entityOperation(kind, `Detach${title}Policy`, { PolicyArn: e.arnShape }, (entity, { PolicyArn }) => {
      if (!entity.attached[PolicyArn]) throw e.noSuchEntity(`Policy ${PolicyArn} was not found.`);
      delete entity.attached[PolicyArn];
      return {};
    }),
    entityOperation(
      kind,
      `ListAttached${title}Policies`,
      { ...e.pagingShape, PathPrefix: z.string().optional() },
      (entity) => ({
        AttachedPolicies: Object.keys(entity.attached)
          .sort()
          .map((arn) => ({ PolicyName: arn.split("/").pop(), PolicyArn: arn })),
        IsTruncated: false,
      }),
    ),
    entityOperation(
      kind,
      `Put${title}Policy`,
      { PolicyName: e.nameShape, PolicyDocument: z.string().min(1).max(131_072) },
      (entity, input, { now }) => {
        const others = Object.entries(entity.inline).filter(([name]) => name !== input.PolicyName);
        const used = others.reduce((sum, [, { document }]) => sum + document.replace(/\s/g, "").length, 0);
        e.checkDocument(input.PolicyDocument, INLINE_LIMIT[kind] - used);
        entity.inline[input.PolicyName] = { document: input.PolicyDocument, changed: now.toISOString() };
        return {};
      },
    ),
    entityOperation(kind, `Get${title}Policy`, { PolicyName: e.nameShape }, (entity, { PolicyName }) => {
      const policy = entity.inline[PolicyName];
      if (!policy) throw e.noSuchEntity(`The ${kind} policy with name ${PolicyName} cannot be found.`);
      return { [`${title}Name`]: entity.name, PolicyName, PolicyDocument: e.encodeDocument(policy.document) };
    }),
    entityOperation(kind, `Delete${title}Policy`, { PolicyName: e.nameShape }, (entity, { PolicyName }) => {
      if (!entity.inline[PolicyName])
        throw e.noSuchEntity(`The ${kind} policy with name ${PolicyName} cannot be found.`);
      delete entity.inline[PolicyName];
      return {};
    }),
    entityOperation(kind, `List${title}Policies`, e.pagingShape, (entity) => ({
      PolicyNames: Object.keys(entity.inline).sort(),
      IsTruncated: false,
    })),
  ];
}

export const attachmentOperations: readonly Operation[] = [...rowsFor("user"), ...rowsFor("role")];
