import type { Operation } from "../operation";
import { accessKeyOperations } from "./iam/access-keys";
import { attachmentOperations } from "./iam/attachments";
import { groupOperations } from "./iam/groups";
import { policyOperations } from "./iam/policies";
import { policyVersionOperations } from "./iam/policy-versions";
import { serviceLinkedOperations } from "./iam/service-linked";
import { simulateOperations } from "./iam/simulate";
import { entityOperations } from "./iam/users-and-roles";
import { accountOperations } from "./kms/account";
import { aliasOperations } from "./kms/aliases";
import { keyMaterialOperations } from "./kms/key-material";
import { singleKeyOperations } from "./kms/single-key";
import { storeOperations } from "./kms/stores";
import { lookingOperations } from "./looking";
import { rolesAnywhereOperations } from "./rolesanywhere";

/** Everything this pretend AWS can do. Whatever is not here gets AWS's own unknown-operation answer. */
export const operations: readonly Operation[] = [
  ...lookingOperations,
  ...accountOperations,
  ...aliasOperations,
  ...singleKeyOperations,
  ...keyMaterialOperations,
  ...storeOperations,
  ...entityOperations,
  ...attachmentOperations,
  ...groupOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...accessKeyOperations,
  ...serviceLinkedOperations,
  ...simulateOperations,
  ...rolesAnywhereOperations,
];
