import { keyManagementActions } from "./key-management";
import type { PermissionSet } from "./sets";

const VENDOR_PAGE =
  "Thales, CipherTrust Data Security Platform Service: AWS Resources, Prerequisites (thalesdocs.com, CCKM administration)";

/** One reason, for the two sets that share the action. */
const SERVICE_LINKED_ROLE = "iam:CreateServiceLinkedRole";

/**
 * Exactly the vendor's permissions: 39 distinct actions in four sets. What the vendor's page does not name stands in
 * `optional-sets.ts`, never here.
 */
export const permissionSets = [
  {
    id: "region-listing",
    title: "List regions",
    why: "CCKM asks AWS which regions the account can use before it adds the account.",
    required: true,
    sid: "RegionListing",
    source: VENDOR_PAGE,
    onVendorPage: true,
    actions: [
      {
        action: "ec2:DescribeRegions",
        why: "Lists the regions of the account, for the choice of regions when it is added to CCKM.",
      },
    ],
  },
  {
    id: "key-management",
    title: "Manage keys",
    why: "Everything that CCKM does with keys, aliases, tags and key policies, and what it reads for its reports.",
    required: true,
    sid: "KeyManagement",
    source: VENDOR_PAGE,
    onVendorPage: true,
    actions: keyManagementActions,
  },
  {
    id: "multi-region-keys",
    title: "Multi-Region keys",
    why: "KMS creates a service-linked role when the first multi-Region key of the account is created.",
    required: false,
    sid: "MultiRegionKeys",
    source: VENDOR_PAGE,
    onVendorPage: true,
    linkedService: "mrk.kms.amazonaws.com",
    actions: [
      {
        action: SERVICE_LINKED_ROLE,
        why: "Lets KMS create the role AWSServiceRoleForKeyManagementServiceMultiRegionKeys on the connection's behalf.",
      },
    ],
  },
  {
    id: "custom-key-stores",
    title: "External and CloudHSM key stores",
    why: "CCKM creates and runs custom key stores: External Key Stores (HYOK) and CloudHSM key stores.",
    required: false,
    sid: "CustomKeyStores",
    source: VENDOR_PAGE,
    onVendorPage: true,
    linkedService: "cks.kms.amazonaws.com",
    actions: [
      {
        action: "cloudhsm:DescribeClusters",
        why: "Lists the CloudHSM clusters that a key store can be created on.",
      },
      { action: "kms:CreateCustomKeyStore", why: "Creates a key store in the account." },
      {
        action: "kms:ConnectCustomKeyStore",
        why: "Connects a key store to its cluster or proxy, so that its keys can be used.",
      },
      {
        action: "kms:DeleteCustomKeyStore",
        why: "Deletes a key store that no longer holds any keys.",
      },
      {
        action: "kms:DisconnectCustomKeyStore",
        why: "Disconnects a key store: its keys cannot be used until it is connected again.",
      },
      {
        action: "kms:UpdateCustomKeyStore",
        why: "Changes a key store's name, password or proxy settings.",
      },
      {
        action: SERVICE_LINKED_ROLE,
        why: "Lets KMS create the role AWSServiceRoleForKeyManagementServiceCustomKeyStores for the first CloudHSM key store.",
      },
    ],
  },
] as const satisfies readonly PermissionSet[];
