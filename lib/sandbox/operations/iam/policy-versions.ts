import { z } from "zod";
import type { Operation } from "../../operation";
import * as e from "./entities";
import { DOCUMENT_LIMIT, describeVersion, policyOperation } from "./managed-policy";

const VERSION_LIMIT = 5;
const flag = z.enum(["true", "false"]).optional();
const versionId = z.string().regex(/^v[1-9][0-9]*$/);

export const policyVersionOperations: readonly Operation[] = [
  policyOperation("ListPolicyVersions", e.pagingShape, (policy) => ({
    Versions: Object.keys(policy.versions)
      .sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))
      .map((id) => describeVersion(policy, id, false)),
    IsTruncated: false,
  })),
  policyOperation("GetPolicyVersion", { VersionId: versionId }, (policy, { VersionId }) => ({
    PolicyVersion: describeVersion(policy, VersionId, true),
  })),
  policyOperation(
    "CreatePolicyVersion",
    { PolicyDocument: z.string().min(1).max(131_072), SetAsDefault: flag },
    (policy, input, _, now) => {
      e.checkDocument(input.PolicyDocument, DOCUMENT_LIMIT);
      if (Object.keys(policy.versions).length >= VERSION_LIMIT) {
        throw e.limitExceeded(
          "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
        );
      }
      const highest = Math.max(...Object.keys(policy.versions).map((id) => Number(id.slice(1))));
      const id = `v${highest + 1}`;
      policy.versions[id] = { document: input.PolicyDocument, created: now.toISOString() };
      if (input.SetAsDefault === "true") {
        policy.defaultVersion = id;
        policy.updated = now.toISOString();
      }
      return { PolicyVersion: describeVersion(policy, id, false) };
    },
    { own: true },
  ),
  policyOperation(
    "SetDefaultPolicyVersion",
    { VersionId: versionId },
    (policy, { VersionId }, _, now) => {
      describeVersion(policy, VersionId, false);
      policy.defaultVersion = VersionId;
      policy.updated = now.toISOString();
      return {};
    },
    { own: true },
  ),
  policyOperation(
    "DeletePolicyVersion",
    { VersionId: versionId },
    (policy, { VersionId }) => {
      describeVersion(policy, VersionId, false);
      if (VersionId === policy.defaultVersion) {
        throw e.deleteConflict("Cannot delete the default version of a policy.");
      }
      delete policy.versions[VersionId];
      return {};
    },
    { own: true },
  ),
];
