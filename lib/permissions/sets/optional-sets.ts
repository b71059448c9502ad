import type { PermissionSet } from "./sets";

const NOT_ON_PAGE =
  "Not on the vendor's page: deduced from what the feature calls in AWS (AWS KMS and STS API references)";

/** Sets that the vendor's page does not ask for. Off unless chosen, and marked so wherever they are shown. */
export const optionalSets = [
  {
    id: "key-replication",
    title: "Replicate multi-Region keys",
    why: "CCKM can copy a multi-Region key to another region and move the primary there.",
    required: false,
    sid: "KeyReplication",
    source: NOT_ON_PAGE,
    onVendorPage: false,
    actions: [
      { action: "kms:ReplicateKey", why: "Creates a replica of a multi-Region key in another region." },
      { action: "kms:UpdatePrimaryRegion", why: "Moves the role of the primary key to another region." },
    ],
  },
  {
    id: "on-demand-rotation",
    title: "Rotate key material on demand",
    why: "CCKM can ask AWS to rotate a key's material at once, and list the rotations that took place.",
    required: false,
    sid: "OnDemandRotation",
    source: NOT_ON_PAGE,
    onVendorPage: false,
    actions: [
      { action: "kms:RotateKeyOnDemand", why: "Rotates the material of a native key at once." },
      { action: "kms:ListKeyRotations", why: "Lists the rotations of a key's material." },
    ],
  },
  {
    id: "assume-role",
    title: "Assume a role",
    why: "A plan that names a role for CCKM to assume needs permission to assume it.",
    required: false,
    sid: "AssumeRole",
    source: NOT_ON_PAGE,
    onVendorPage: false,
    actions: [
      { action: "sts:AssumeRole", why: "Assumes the role that the plan names, in the other account." },
    ],
  },
] as const satisfies readonly PermissionSet[];
