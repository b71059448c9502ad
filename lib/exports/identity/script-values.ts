import { contextEntries, type SimulatorQuestion, simulatorQuestions } from "@/lib/checks";
import type { PolicyScope } from "@/lib/permissions";
import { asciiJson, assignBash } from "@/lib/syntax";
import { type Blueprint, MADE_BY_TAG, type RolesAnywhereBlueprint, type UserBlueprint } from "./blueprint";
import { posixChecksum } from "./checksum";
import { tieWords } from "./tie";
import { trustPolicyParts } from "./trust-parts";

/**
 * What the script asks the policy simulator: an action a line. Before each group of them stands a line with the options
 * that say under which circumstances ("--context-entries …"), which ends the question before it.
 */
export function simulatorLines(about: {
  actions: readonly string[];
  scope: PolicyScope;
  region: string;
}): string {
  return simulatorQuestions(about.actions, about.scope, about.region)
    .flatMap((question) => [...options(question), ...question.actions])
    .join("\n");
}

function options({ context, resource }: SimulatorQuestion): string[] {
  return [
    ...(resource === undefined ? [] : [`--resource-arns ${resource}`]),
    `--context-entries ${asciiJson(contextEntries(context))}`,
  ];
}

/**
 * The checksum of the limits within which a script asks the simulator: a block that was printed under other limits
 * says nothing about the plan as it is now.
 */
export function limitsChecksum(lines: string): number {
  const limits = lines.split("\n").filter((line) => line.startsWith("--"));
  return posixChecksum(limits.map((line) => `${line}\n`).join(""));
}

/** The heads of the scripts: every value of a blueprint as a quoted assignment. */

export function common(blueprint: Blueprint, kind: string): string[] {
  return [
    ...(kind === "policy"
      ? []
      : [assignBash("KIND", kind), assignBash("ACTIONS", simulatorLines(blueprint))]),
    assignBash("PARTITION", blueprint.partition),
    assignBash("ACCOUNT", blueprint.accountId),
    assignBash("REGION", blueprint.region),
    assignBash("DESCRIPTION", blueprint.description),
    ...(kind === "policy" ? [] : [assignBash("BOUNDARY_ARN", blueprint.boundaryArn)]),
    assignBash("TAG_LINES", blueprint.tags.map(({ key, value }) => `${key}\t${value}`).join("\n")),
    assignBash("IAM_TAGS", asciiJson(blueprint.tags.map(({ key, value }) => ({ Key: key, Value: value })))),
  ];
}

export function policyValues({ policy: { arn, own } }: Blueprint): string[] {
  return [
    assignBash("POLICY_ARN", arn),
    ...(own === undefined
      ? []
      : [
          assignBash("POLICY_NAME", own.name),
          assignBash("POLICY_PATH", own.path),
          assignBash("POLICY_DOCUMENT", asciiJson(own.document)),
        ]),
  ];
}

export function anywhereValues(
  blueprint: Blueprint,
  { trustAnchor, role: ours, tie, profile }: RolesAnywhereBlueprint,
): string[] {
  const { source } = trustAnchor;
  const bundle = source.sourceType === "CERTIFICATE_BUNDLE";
  const [before, after] = trustPolicyParts(tie.required);
  return [
    assignBash("ROLES_ANYWHERE_TAGS", asciiJson(blueprint.tags)),
    assignBash("ANCHOR_NAME", trustAnchor.name),
    assignBash("ANCHOR_SOURCE", asciiJson(source)),
    assignBash(
      "ANCHOR_DATA_QUERY",
      `trustAnchor.source.sourceData.${bundle ? "x509CertificateData" : "acmPcaArn"}`,
    ),
    assignBash("ANCHOR_DATA", bundle ? source.sourceData.x509CertificateData : source.sourceData.acmPcaArn),
    assignBash("ROLE_NAME", ours.name),
    assignBash("ROLE_PATH", ours.path),
    assignBash("ROLE_ARN", ours.arn),
    assignBash("ROLE_ADMITS", admitted(tie.required)),
    assignBash("TRUST_BEFORE_ANCHOR", before),
    assignBash("TRUST_AFTER_ANCHOR", after),
    assignBash("PROFILE_NAME", profile.name),
    assignBash("PROFILE_SECONDS", String(profile.durationSeconds)),
  ];
}

function admitted(required: Readonly<Record<string, string>>): string {
  const words = tieWords(required);
  return words === ""
    ? "any certificate of this trust anchor"
    : `certificates of this trust anchor with ${words}`;
}

export function userValues(blueprint: Blueprint, { user: ours }: UserBlueprint): string[] {
  const tagged = [...blueprint.tags.filter(({ key }) => key.toLowerCase() !== MADE_BY_TAG.key), MADE_BY_TAG];
  return [
    ...undoUserValues({ kind: "access-key", user: ours }),
    assignBash("USER_PATH", ours.path),
    assignBash("USER_TAGS", asciiJson(tagged.map(({ key, value }) => ({ Key: key, Value: value })))),
  ];
}

export function undoUserValues({ user: ours }: UserBlueprint): string[] {
  return [
    assignBash("USER_NAME", ours.name),
    assignBash("USER_EXISTS", ours.exists ? "yes" : "no"),
    assignBash("MADE_BY_LINE", `${MADE_BY_TAG.key}\t${MADE_BY_TAG.value}`),
    assignBash("KEY_FILE", `./${ours.name}-access-key.csv`),
  ];
}
