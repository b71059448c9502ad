import type { Operation } from "../operation";
import { accessKeyOperations } from "./iam/access-keys";
import { attachmentOperations } from "./iam/attachments";
import { policyOperations } from "./iam/policies";
import { serviceLinkedOperations } from "./iam/service-linked";
import { simulateOperations } from "./iam/simulate";
import { entityOperations } from "./iam/users-and-roles";
import { accountOperations } from "./kms/account";
import { singleKeyOperations } from "./kms/single-key";
import { storeOperations } from "./kms/stores";
import { lookingOperations } from "./looking";
import { rolesAnywhereOperations } from "./rolesanywhere";

/** Everything this pretend AWS can do. Whatever is not here gets AWS's own unknown-operation answer. */
export const operations: readonly Operation[] = [
  ...lookingOperations,
  ...accountOperations,
  ...singleKeyOperations,
  ...storeOperations,
  ...entityOperations,
  ...attachmentOperations,
  ...policyOperations,
  ...accessKeyOperations,
  ...serviceLinkedOperations,
  ...simulateOperations,
  ...rolesAnywhereOperations,
];
