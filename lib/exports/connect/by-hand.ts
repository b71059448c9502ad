import { type PlanDocument, usesCertificate } from "@/lib/plan";
import { connectionPayload, placeholders } from "./payload";

/** One field of the form that adds an AWS connection in CipherTrust. */
export interface HandField {
  /** The API's name: the form's own label may differ. */
  apiName: string;
  /** What to enter; undefined for a secret, which this card never shows. */
  value?: string | undefined;
  note?: string | undefined;
}

/** Where the form is. The labels inside it stand in no public document, hence the API's names. */
export const formPath = ["Access Management", "Connections Management"] as const;

/** The connection field by field, for those who type it in. No secret is in it. */
export function handFields(document: PlanDocument): HandField[] {
  const payload = connectionPayload(document);
  const fields: HandField[] = [
    {
      apiName: "name",
      value: payload.name,
      note: "Cannot be changed later, and must be unique.",
    },
    ...(payload.description === undefined ? [] : [{ apiName: "description", value: payload.description }]),
    {
      apiName: "products",
      value: "cckm",
      note: "The product that can use the connection: Cloud Key Manager.",
    },
    { apiName: "cloud_name", value: payload.cloud_name },
    { apiName: "aws_sts_regional_endpoints", value: payload.aws_sts_regional_endpoints },
    {
      apiName: "aws_region",
      value: payload.aws_region,
      note: "Counts only while the line above says regional.",
    },
  ];
  if ("iam_role_anywhere" in payload) {
    const { anywhere_role_arn, trust_anchor_arn, profile_arn, certificate } = payload.iam_role_anywhere;
    fields.push(
      { apiName: "is_role_anywhere", value: "true", note: "Fixed when the connection is created." },
      { apiName: "anywhere_role_arn", value: anywhere_role_arn },
      { apiName: "trust_anchor_arn", value: trust_anchor_arn },
      { apiName: "profile_arn", value: profile_arn },
      { apiName: "certificate", value: certificate, note: "The PEM text of the client certificate." },
      {
        apiName: "private_key",
        note: "The PEM text of the private key, from your own file. It is not shown here.",
      },
    );
  } else
    fields.push(
      { apiName: "access_key_id", note: `The access key id of ${userOf(document)}.` },
      { apiName: "secret_access_key", note: "Its secret. It is not shown here." },
    );
  if (payload.assume_role_arn !== undefined)
    fields.push({ apiName: "assume_role_arn", value: payload.assume_role_arn });
  if (payload.assume_role_external_id !== undefined)
    fields.push({ apiName: "assume_role_external_id", value: payload.assume_role_external_id });
  const open: readonly string[] = Object.values(placeholders);
  return fields.map((field) =>
    field.value !== undefined && open.includes(field.value)
      ? { apiName: field.apiName, note: "Not answered in this plan yet." }
      : field,
  );
}

function userOf(document: PlanDocument): string {
  if (usesCertificate(document) || document.identity.userName === "") return "the IAM user";
  return `the IAM user ${document.identity.userName}`;
}
