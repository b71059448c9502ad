import { partitionOfRegion, partitionTable } from "@/lib/partitions";
import { type PlanDocument, type SliceName, usesCertificate } from "./document";

/** What is still open or wrong in one answer: the field, and a sentence that says what to do. */
export interface FieldProblem {
  field: string;
  sentence: string;
}

const ACCOUNT = /^\d{12}$/;
// IAM: names and paths of roles and users. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const IAM_NAME = /^[\w+=,.@-]+$/;
const IAM_PATH = /^\/$|^\/[\x21-\x7E]{0,510}\/$/;
const IAM_TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
// A tag that a policy asks for: no room for the wildcards and variables of a policy, and ASCII, since shells and the
// AWS CLI write other letters in more than one way, and a script could not tell its own policy again.
const POLICY_TAG = /^[A-Za-z0-9 _.:/=+\-@]*$/;
const POLICY_TAG_WORDS = "letters A to Z, digits, spaces or any of _ . : / = + - @";

/** Whether a policy can ask for the tag as it is. */
export function isPolicyTag(key: string, value: string): boolean {
  return key !== "" && value !== "" && POLICY_TAG.test(key) && !/^aws:/i.test(key) && POLICY_TAG.test(value);
}

type Judge = (document: PlanDocument) => FieldProblem[];

const judges: Record<SliceName, Judge> = {
  start: judgeStart,
  policy: judgePolicy,
  certificates: judgeCertificates,
  identity: judgeIdentity,
};

/** Everything that keeps a slice from being done, in the order of its form. Empty: the answers are complete. */
export function openAnswers(slice: SliceName, document: PlanDocument): FieldProblem[] {
  return judges[slice](document);
}

function judgeStart({ start }: PlanDocument): FieldProblem[] {
  const open: FieldProblem[] = [];
  const add = (field: string, sentence: string) => open.push({ field, sentence });
  if (start.connectionName === "") add("connectionName", "Enter a name for the connection.");
  const facts = partitionTable[start.partition];
  if (start.accountId === "") add("accountId", "Enter the AWS account number: 12 digits.");
  else if (!ACCOUNT.test(start.accountId))
    add("accountId", "Enter the account number as 12 digits, for example 111122223333.");
  if (start.region === "") add("region", `Choose a home region, for example ${facts.defaultRegion}.`);
  else if (!facts.regionPattern.test(start.region)) {
    const other = partitionOfRegion(start.region);
    add(
      "region",
      other === undefined
        ? `Choose a region of ${facts.title}: "${start.region}" is not a valid region name.`
        : `${start.region} belongs to ${partitionTable[other].title}. Choose a region of ${facts.title}, or change the partition.`,
    );
  }
  if (start.assumeRoleArn !== "" && !isIamArn(start.assumeRoleArn, start.partition, "role"))
    add("assumeRoleArn", `Enter the ARN of an IAM role: arn:${start.partition}:iam::ACCOUNT:role/NAME.`);
  if (start.assumeRoleExternalId !== "" && start.assumeRoleArn === "")
    add(
      "assumeRoleExternalId",
      "An external id belongs to a role to assume: enter the role's ARN, or clear this field.",
    );
  else if (start.assumeRoleExternalId !== "" && !/^[\w+=,.@:/-]{2,1224}$/.test(start.assumeRoleExternalId))
    add("assumeRoleExternalId", "Enter 2 to 1,224 letters, digits or any of + = , . @ : / - _.");
  return open;
}

function judgePolicy({ policy, start }: PlanDocument): FieldProblem[] {
  const open: FieldProblem[] = [];
  const add = (field: string, sentence: string) => open.push({ field, sentence });
  const facts = partitionTable[start.partition];
  if (policy.madeElsewhere && !isIamArn(policy.policyArn, start.partition, "policy"))
    add(
      "policyArn",
      `Enter the ARN of the policy: arn:${start.partition}:iam::${start.accountId || "ACCOUNT"}:policy/NAME.`,
    );
  const strange = policy.narrowRegions.filter((name) => !facts.regions.includes(name));
  if (strange.length > 0)
    add("narrowRegions", `Choose regions of ${facts.title} only: ${strange.join(", ")} is not valid.`);
  const { narrowTagKey: key, narrowTagValue: value } = policy;
  if (key === "" && value !== "") add("narrowTagKey", "Enter the key of the tag, or clear its value.");
  if (key !== "" && (!POLICY_TAG.test(key) || /^aws:/i.test(key)))
    add("narrowTagKey", `Enter ${POLICY_TAG_WORDS}, not beginning with aws:.`);
  if (key !== "" && value === "")
    add("narrowTagValue", "Enter the value that the tag must have, or clear its key.");
  else if (!POLICY_TAG.test(value)) add("narrowTagValue", `Enter ${POLICY_TAG_WORDS}.`);
  return open;
}

function judgeCertificates(document: PlanDocument): FieldProblem[] {
  if (!usesCertificate(document)) return [];
  const { authority, privateCaArn, trustAnchorPem, clientPem } = document.certificates;
  const { partition } = document.start;
  const open: FieldProblem[] = [];
  if (authority === "private-ca" && !partitionTable[partition].privateCaAnchor)
    open.push({
      field: "authority",
      sentence: `AWS Private CA is not offered as a trust anchor in ${partitionTable[partition].title}. Use your own CA's certificate.`,
    });
  if (
    authority === "private-ca" &&
    !/^arn:[\w-]+:acm-pca:[\w-]+:\d{12}:certificate-authority\/[\w-]+$/.test(privateCaArn)
  )
    open.push({
      field: "privateCaArn",
      sentence: "Enter the ARN of the private CA (…:certificate-authority/…).",
    });
  if (authority === "own" && trustAnchorPem === "")
    open.push({
      field: "trustAnchorPem",
      sentence: "Give the CA certificate that becomes the trust anchor.",
    });
  if (clientPem === "") open.push({ field: "clientPem", sentence: "Give the client certificate." });
  return open;
}

function judgeIdentity(document: PlanDocument): FieldProblem[] {
  const { identity, start } = document;
  const open: FieldProblem[] = [];
  const add = (field: string, sentence: string) => open.push({ field, sentence });
  if (!/^[\w+=,.@-]{1,40}$/.test(identity.namePrefix))
    add("namePrefix", "Enter 1 to 40 letters, digits or any of + = , . @ - _.");
  else if (usesCertificate(document) && !/^[\w-]{1,40}$/.test(identity.namePrefix))
    // Trust anchors and profiles take fewer characters than roles do: [ a-zA-Z0-9-_]*
    add(
      "namePrefix",
      "Enter 1 to 40 letters, digits, hyphens or underscores: trust anchors and profiles allow no others.",
    );
  if (!IAM_PATH.test(identity.rolePath))
    add("rolePath", "A path begins and ends with a slash, for example /ciphertrust/.");
  if (
    identity.permissionsBoundaryArn !== "" &&
    !isPolicyArnOrAws(identity.permissionsBoundaryArn, start.partition)
  )
    add(
      "permissionsBoundaryArn",
      `Enter the ARN of a policy: arn:${start.partition}:iam::ACCOUNT:policy/NAME.`,
    );
  if (usesCertificate(document) && identity.tie === "fields" && identity.tieFields.length === 0)
    add("tieFields", "Choose at least one field, or another answer.");
  identity.tags.forEach((tag, index) => {
    if (tag.key === "" || !IAM_TAG.test(tag.key) || /^aws:/i.test(tag.key))
      add(
        `tags.${index}.key`,
        "Enter letters, digits, spaces or any of _ . : / = + - @, not beginning with aws:.",
      );
    if (!IAM_TAG.test(tag.value))
      add(`tags.${index}.value`, "Enter letters, digits, spaces or any of _ . : / = + - @.");
  });
  if (usesCertificate(document)) {
    if (identity.trustAnchorArn === "") add("trustAnchorArn", "Paste the ARN of the trust anchor.");
    if (identity.roleArn === "") add("roleArn", "Paste the ARN of the role.");
    if (identity.profileArn === "") add("profileArn", "Paste the ARN of the profile.");
  } else if (!IAM_NAME.test(identity.userName) || identity.userName.length > 64)
    add("userName", "Enter the name of the IAM user: up to 64 letters, digits or any of + = , . @ - _.");
  return open;
}

/** The characters of paths and names in an ARN. */
const VISIBLE = /^[\x21-\x7E]+$/;

function isIamArn(arn: string, partition: string, kind: "role" | "policy"): boolean {
  const begins = `arn:${partition}:iam::`;
  const rest = arn.slice(begins.length);
  const name = rest.slice(12 + `:${kind}/`.length);
  return (
    arn.startsWith(begins) && /^\d{12}:/.test(rest) && rest.startsWith(`:${kind}/`, 12) && VISIBLE.test(name)
  );
}

function isPolicyArnOrAws(arn: string, partition: string): boolean {
  const begins = `arn:${partition}:iam::aws:policy/`;
  return (
    isIamArn(arn, partition, "policy") || (arn.startsWith(begins) && VISIBLE.test(arn.slice(begins.length)))
  );
}
