import * as iam from "@aws-sdk/client-iam";
import * as rolesAnywhere from "@aws-sdk/client-rolesanywhere";
import type { OperationTable } from "./operation";

/** Operations that make or change things: for the pretend account of a rehearsal only, never with real credentials. */
export const making = {
  iam: {
    AttachRolePolicy: iam.AttachRolePolicyCommand,
    AttachUserPolicy: iam.AttachUserPolicyCommand,
    CreateAccessKey: iam.CreateAccessKeyCommand,
    CreatePolicy: iam.CreatePolicyCommand,
    CreatePolicyVersion: iam.CreatePolicyVersionCommand,
    CreateRole: iam.CreateRoleCommand,
    CreateUser: iam.CreateUserCommand,
    DeleteAccessKey: iam.DeleteAccessKeyCommand,
    DeletePolicyVersion: iam.DeletePolicyVersionCommand,
    UpdateAssumeRolePolicy: iam.UpdateAssumeRolePolicyCommand,
  },
  rolesanywhere: {
    CreateProfile: rolesAnywhere.CreateProfileCommand,
    CreateTrustAnchor: rolesAnywhere.CreateTrustAnchorCommand,
    UpdateProfile: rolesAnywhere.UpdateProfileCommand,
    UpdateTrustAnchor: rolesAnywhere.UpdateTrustAnchorCommand,
  },
} as const satisfies OperationTable;
