import { type JsonPath, type JsonSource, readJson, shortened } from "@/lib/bounded";
import { isFields, listOf } from "@/lib/fields";
import type { Partition } from "@/lib/partitions";
import { type Problem, problem } from "@/lib/problems";
import type { PolicyDocument } from "./policy";
import { readStatements } from "./statements";

/** The largest managed policy has 6,144 characters without white space; ten times that with it is nobody's policy. */
const MAX_CHARACTERS = 65_536;
/** Findings that are told one by one. */
const MOST_TOLD = 50;

/**
 * Reads a pasted policy. Takes the document itself, or what the AWS CLI prints around it (`get-policy-version`,
 * `get-role-policy`, `get-user-policy`). The findings are told with their lines and columns, the first
 * fifty one by one and how many more there are. It is as strict as IAM where IAM's rules are known.
 * @param options.partition the partition that the policy is for: IAM refuses ARNs of another one in it
 * @returns the document as it stands, or a problem: policy-empty, policy-too-large, policy-not-json, policy-broken
 */
export function readPolicy(
  text: string,
  { partition }: { partition?: Partition | undefined } = {},
): PolicyDocument | Problem {
  if (text.trim() === "") return problem("policy-empty");
  if (text.length > MAX_CHARACTERS) return problem("policy-too-large", { values: { size: text.length } });
  const source = readJson(text);
  if (!source.ok)
    return problem("policy-not-json", { values: { ...source.position, reason: source.reason } });
  const { document, path } = unwrap(source.value);
  return policyFlaws(document, path, source, { partition }) ?? (document as PolicyDocument);
}

export interface FlawOptions {
  partition?: Partition | undefined;
  /** A role's trust policy names a Principal and no Resource; a policy of a role or user the other way round. */
  kind?: "identity" | "trust" | undefined;
}

/**
 * Why IAM would refuse a document that was read out of JSON, place by place; undefined where nothing is found.
 * @param path where the document stands in the text
 */
export function policyFlaws(
  document: unknown,
  path: JsonPath,
  source: Extract<JsonSource, { ok: true }>,
  options: FlawOptions = {},
): Problem | undefined {
  const { told, count } = judge(document, path, source, options);
  const [first] = told;
  if (first === undefined) return undefined;
  if (count > told.length) told.push({ field: "", sentence: `And ${count - told.length} more places.` });
  return problem("policy-broken", { values: { count, first: first.sentence }, fields: told });
}

/** Takes away what the AWS CLI prints around a document. */
function unwrap(value: unknown): { document: unknown; path: JsonPath } {
  if (!isFields(value) || value.Statement !== undefined) return { document: value, path: [] };
  if (isFields(value.PolicyVersion) && value.PolicyVersion.Document !== undefined)
    return { document: value.PolicyVersion.Document, path: ["PolicyVersion", "Document"] };
  if (value.PolicyDocument !== undefined) return { document: value.PolicyDocument, path: ["PolicyDocument"] };
  return { document: value, path: [] };
}

type Finding = { field: string; sentence: string };

const documentNames = new Set(["Version", "Id", "Statement"]);
const statementNames = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function judge(
  document: unknown,
  path: JsonPath,
  source: Extract<JsonSource, { ok: true }>,
  { partition, kind = "identity" }: FlawOptions,
): { told: Finding[]; count: number } {
  const told: Finding[] = [];
  let count = 0;
  const add = (at: JsonPath, sentence: string) => {
    count += 1;
    if (count > MOST_TOLD) return;
    const { line, column } = source.at(at);
    const field = at.map((part) => `/${shortened(String(part), 80)}`).join("");
    told.push({ field, sentence: `Line ${line}, column ${column}: ${sentence}` });
  };
  if (!isFields(document)) {
    add(path, "A policy is an object with Version and Statement.");
    return { told, count };
  }
  for (const name of Object.keys(document))
    if (!documentNames.has(name)) add([...path, name], `A policy has no element "${shortened(name)}".`);
  if (document.Statement === undefined) add(path, "The policy has no Statement.");
  const list = Array.isArray(document.Statement);
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const sids = new Set<unknown>();
  for (const [index, read] of readStatements(document, kind, 0).entries()) {
    const at = [...path, "Statement", ...(list ? [index] : [])];
    const fields = statements[index];
    if (read.flaw !== undefined && document.Statement !== undefined)
      add(at, `Statement ${index + 1} would not be accepted by AWS: ${read.flaw}.`);
    if (!isFields(fields)) continue;
    for (const name of Object.keys(fields))
      if (!statementNames.has(name)) add([...at, name], `A statement has no element "${shortened(name)}".`);
    if (fields.Sid !== undefined && sids.has(fields.Sid))
      add([...at, "Sid"], `The Sid ${shortened(JSON.stringify(fields.Sid))} appears twice.`);
    sids.add(fields.Sid);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
    if (fields.Sid !== undefined && !(typeof fields.Sid === "string" && /^[A-Za-z0-9]*$/.test(fields.Sid)))
      add(
        [...at, "Sid"],
        "A Sid is made of letters A to Z and digits only: IAM refuses spaces and signs in it.",
      );
    for (const name of ["Resource", "NotResource"])
      for (const [place, resource] of listOf(fields[name]).entries()) {
        const flaw = typeof resource === "string" ? resourceFlaw(resource, partition) : undefined;
        if (flaw !== undefined) add([...at, name, ...(Array.isArray(fields[name]) ? [place] : [])], flaw);
      }
    for (const pattern of read.actions.patterns)
      if (!/^(?:\*|[A-Za-z0-9-]+:[\w*?]+)$/.test(pattern))
        add(
          [...at, fields.Action === undefined ? "NotAction" : "Action"],
          `"${shortened(pattern)}" is not an action: write service:Name, such as kms:ListKeys.`,
        );
  }
  return { told, count };
}

/**
 * Why IAM refuses a resource's name, if it does. A wildcard may stand for any part and for the rest of the ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceFlaw(resource: string, partition: Partition | undefined): string | undefined {
  if (resource === "*") return undefined;
  const named = `"${shortened(resource)}"`;
  const parts = resource.split(":");
  if (parts[0] !== "arn" || (parts.length < 6 && !resource.endsWith("*")))
    return `${named} is not a resource: write * or a whole ARN, such as arn:aws:kms:*:111122223333:key/*.`;
  const [, itsPartition = "", service = ""] = parts;
  if (partition !== undefined && !/[*?$]/.test(itsPartition) && itsPartition !== partition)
    return `IAM refuses the partition "${shortened(itsPartition)}" in ${partition}: write arn:${partition}:…`;
  if (service === "" && parts.length > 2) return `${named} names no service.`;
  return undefined;
}
