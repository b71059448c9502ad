import { z } from "zod";
import type { Operation, Output } from "../../operation";
import { Refusal } from "../../refusal";
import type { Key } from "../../state";
import { keyOperation, limit, requireState } from "./keys";
import { unsupported } from "./single-key";

const dryRun = z.boolean().optional();

/** There is no key material here: what would use it can only say whether it might have. */
function withoutMaterial(key: Key, input: { DryRun?: boolean | undefined }): Output {
  requireState(key, "Enabled");
  if (input.DryRun) {
    throw new Refusal(
      "DryRunOperationException",
      "The request would have succeeded, but the DryRun option is set.",
    );
  }
  throw unsupported("The sandbox holds no key material.");
}

/** What would use key material, or grants on it: the sandbox has neither. */
export const keyMaterialOperations: readonly Operation[] = [
  keyOperation(
    "GetParametersForImport",
    {
      WrappingAlgorithm: z.enum(["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_256"]),
      WrappingKeySpec: z.enum(["RSA_2048", "RSA_3072", "RSA_4096"]),
    },
    (key) => {
      if (key.origin !== "EXTERNAL")
        throw unsupported(`${key.arn} origin is ${key.origin} which is not valid for this operation.`);
      throw unsupported("The sandbox holds no key material.");
    },
  ),
  keyOperation("GetPublicKey", {}, (key) => {
    throw unsupported(`${key.arn} key usage is ${key.usage} which is not valid for GetPublicKey.`);
  }),
  keyOperation("DeleteImportedKeyMaterial", { KeyMaterialId: z.string().optional() }, (key) => {
    if (key.origin !== "EXTERNAL")
      throw unsupported(`${key.arn} origin is ${key.origin} which is not valid for this operation.`);
    key.state = "PendingImport";
    return {};
  }),
  keyOperation(
    "ImportKeyMaterial",
    {
      ImportToken: z.string().min(1),
      EncryptedKeyMaterial: z.string().min(1),
      ExpirationModel: z.enum(["KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"]).optional(),
    },
    () => {
      throw new Refusal("InvalidImportTokenException", "");
    },
  ),
  keyOperation("ListGrants", { Limit: limit }, () => ({ Grants: [], Truncated: false })),
  keyOperation("RevokeGrant", { GrantId: z.string().min(1).max(128), DryRun: dryRun }, (key, input) => {
    requireState(key, "Enabled", "Disabled");
    throw new Refusal("NotFoundException", `Grant ID ${input.GrantId} not found`);
  }),
  keyOperation("Encrypt", { Plaintext: z.string(), DryRun: dryRun }, withoutMaterial),
  keyOperation("Decrypt", { CiphertextBlob: z.string(), DryRun: dryRun }, withoutMaterial),
];
