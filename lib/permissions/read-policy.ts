import { type Problem, problem } from "@/lib/problems";
import { type JsonSource, readJson } from "./json-source";
import type { PolicyDocument } from "./policy";
import { readStatements } from "./statements";

/** The largest managed policy has 6,144 characters without white space; ten times that with it is nobody's policy. */
const MAX_CHARACTERS = 65_536;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a pasted policy. Takes the document itself, or what the AWS CLI prints around it (`get-policy-version`,
 * `get-role-policy`, `get-user-policy`). All findings are told, each with its line and column.
 * @returns the document as it stands, or a problem: policy-empty, policy-too-large, policy-not-json, policy-broken
 */
export function readPolicy(text: string): PolicyDocument | Problem {
  if (text.trim() === "") return problem("policy-empty");
  if (text.length > MAX_CHARACTERS) return problem("policy-too-large", { values: { size: text.length } });
  const source = readJson(text);
  if (!source.ok)
    return problem("policy-not-json", { values: { ...source.position, reason: source.reason } });
  const { document, path } = unwrap(source.value);
  const findings = judge(document, path, source);
  const [first] = findings;
  if (first === undefined) return document as PolicyDocument;
  return problem("policy-broken", {
    values: { count: findings.length, first: first.sentence },
    fields: findings,
  });
}

/** Takes away what the AWS CLI prints around a document. */
function unwrap(value: unknown): { document: unknown; path: string } {
  if (!isFields(value) || value.Statement !== undefined) return { document: value, path: "" };
  if (isFields(value.PolicyVersion) && value.PolicyVersion.Document !== undefined)
    return { document: value.PolicyVersion.Document, path: "/PolicyVersion/Document" };
  if (value.PolicyDocument !== undefined) return { document: value.PolicyDocument, path: "/PolicyDocument" };
  return { document: value, path: "" };
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

function judge(document: unknown, path: string, source: Extract<JsonSource, { ok: true }>): Finding[] {
  const findings: Finding[] = [];
  const add = (at: string, sentence: string) => {
    const { line, column } = source.at(at);
    findings.push({ field: at, sentence: `Line ${line}, column ${column}: ${sentence}` });
  };
  if (!isFields(document)) {
    add(path, "A policy is an object with Version and Statement.");
    return findings;
  }
  for (const name of Object.keys(document))
    if (!documentNames.has(name)) add(`${path}/${name}`, `A policy has no element "${name}".`);
  if (document.Statement === undefined) add(path, "The policy has no Statement.");
  const list = Array.isArray(document.Statement);
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const sids = new Set<unknown>();
  for (const [index, read] of readStatements(document, "identity", 0).entries()) {
    const at = list ? `${path}/Statement/${index}` : `${path}/Statement`;
    const fields = statements[index];
    if (read.flaw !== undefined && document.Statement !== undefined)
      add(at, `Statement ${index + 1} is not one that AWS accepts: ${read.flaw}.`);
    if (!isFields(fields)) continue;
    for (const name of Object.keys(fields))
      if (!statementNames.has(name)) add(`${at}/${name}`, `A statement has no element "${name}".`);
    if (fields.Sid !== undefined && sids.has(fields.Sid))
      add(`${at}/Sid`, `The Sid ${JSON.stringify(fields.Sid)} stands twice.`);
    sids.add(fields.Sid);
    for (const pattern of read.actions.patterns)
      if (!/^(\*|[A-Za-z0-9-]+:[\w*?]+)$/.test(pattern))
        add(
          fields.Action === undefined ? `${at}/NotAction` : `${at}/Action`,
          `"${pattern}" is not an action: write service:Name, such as kms:ListKeys.`,
        );
  }
  return findings;
}
