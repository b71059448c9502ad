import { type JsonPath, type JsonSource, readJson } from "@/lib/bounded";
import { type Fields, isFields, listOf } from "@/lib/fields";
import { type PolicyStatement, policyFlaws } from "@/lib/permissions";

/** A statement of a trust policy: an identity policy's, with a principal in the place of a resource. */
export interface TrustStatement extends PolicyStatement {
  Principal: string | Readonly<Record<string, string | readonly string[]>>;
}
export interface TrustDocument {
  Version?: string | undefined;
  statements: readonly TrustStatement[];
}

/** Far more than a trust policy may have (4,096 characters at most, by a raised quota), and than the output of a list. */
const MAX_CHARACTERS = 1_000_000;
/** Documents that are read out of one output. */
const MOST = 1000;

/**
 * Reads a trust policy from what people paste: the document; what `get-role`, `list-roles` or
 * `get-account-authorization-details` print; a CloudFormation template; a Terraform state. As strict as IAM.
 * @param roleName the role that is meant where the text has several
 * @returns the document, or why there is none, with its place: "line 2, column 3: …"
 */
export function readTrustPolicy(policy: unknown, roleName?: string): TrustDocument | string {
  const text = typeof policy === "string" ? decoded(policy) : JSON.stringify(policy ?? null);
  if (text.length > MAX_CHARACTERS)
    return `it has more than ${MAX_CHARACTERS.toLocaleString("en")} characters`;
  const source = readJson(text);
  if (!source.ok) return placed(source.position, source.reason);
  const found = trustPoliciesIn(source.value, source);
  if (found.length > MOST) return `it has more than ${MOST} roles`;
  const one = chosen(found, roleName);
  if (typeof one === "string") return one;
  return documentAt(one);
}

/** The roles whose trust policies a text has, by name, where it has several; of these the person chooses one. */
export function trustRolesIn(text: string): string[] {
  if (text.length > MAX_CHARACTERS) return [];
  const source = readJson(decoded(text));
  if (!source.ok) return [];
  const names = trustPoliciesIn(source.value, source).flatMap(({ role }) => role ?? []);
  return names.length > 1 && names.length <= MOST ? [...new Set(names)] : [];
}

interface Found {
  role: string | undefined;
  document: unknown;
  path: JsonPath;
  source: Extract<JsonSource, { ok: true }>;
}

function documentAt({ document, path, source }: Found): TrustDocument | string {
  // IAM's API and Terraform give the document as text; its places are those within that text.
  if (typeof document === "string") {
    const inner = readJson(decoded(document));
    if (!inner.ok) return placed(inner.position, inner.reason);
    return documentAt({ role: undefined, document: inner.value, path: [], source: inner });
  }
  const flaws = policyFlaws(document, path, source, { kind: "trust" });
  if (flaws !== undefined) {
    const [first] = flaws.fields ?? [];
    const more = (flaws.fields?.length ?? 1) - 1;
    return `${first?.sentence ?? flaws.sentence}${more > 0 ? ` And ${more} more.` : ""}`;
  }
  const { Version, Statement } = document as {
    Version?: string;
    Statement: TrustStatement | TrustStatement[];
  };
  return { Version, statements: Array.isArray(Statement) ? Statement : [Statement] };
}

const placed = ({ line, column }: { line: number; column: number }, reason: string) =>
  `line ${line}, column ${column}: ${reason}`;

/** Every trust policy of a text, with its role's name where the text says it. */
function trustPoliciesIn(value: unknown, source: Found["source"]): Found[] {
  const of = (fields: Fields, name: string, at: JsonPath, role: unknown): Found[] =>
    fields[name] === undefined
      ? []
      : [
          {
            role: typeof role === "string" ? role : undefined,
            document: fields[name],
            path: [...at, name],
            source,
          },
        ];
  if (!isFields(value)) return [{ role: undefined, document: value, path: [], source }];
  const inRole = (role: unknown, at: JsonPath): Found[] =>
    isFields(role) ? of(role, "AssumeRolePolicyDocument", at, role.RoleName) : [];
  const inList = (name: string): Found[] =>
    listOf(value[name]).flatMap((role, index) => inRole(role, [name, index]));
  const all = [
    ...inRole(value, []),
    ...inRole(value.Role, ["Role"]),
    ...inList("Roles"),
    ...inList("RoleDetailList"),
    ...inTemplate(value, of),
    ...inState(value, of),
  ];
  const wraps = ["Role", "Roles", "RoleDetailList", "Resources", "resources", "AssumeRolePolicyDocument"];
  if (all.length > 0 || wraps.some((name) => name in value)) return all;
  return [{ role: undefined, document: value, path: [], source }];
}

type Of = (fields: Fields, name: string, at: JsonPath, role: unknown) => Found[];

/** CloudFormation: Resources of the type AWS::IAM::Role. */
function inTemplate({ Resources }: Fields, of: Of): Found[] {
  if (!isFields(Resources)) return [];
  return Object.entries(Resources).flatMap(([name, resource]) => {
    if (!isFields(resource) || !isFields(resource.Properties)) return [];
    const { RoleName } = resource.Properties;
    const role = typeof RoleName === "string" ? RoleName : name;
    return of(resource.Properties, "AssumeRolePolicyDocument", ["Resources", name, "Properties"], role);
  });
}

/** Terraform's state: resources of the type aws_iam_role, whose policy is text. */
function inState({ resources }: Fields, of: Of): Found[] {
  return listOf(resources).flatMap((resource, r) => {
    if (!isFields(resource)) return [];
    return listOf(resource.instances).flatMap((instance, i) => {
      if (!isFields(instance) || !isFields(instance.attributes)) return [];
      const at = ["resources", r, "instances", i, "attributes"];
      return of(instance.attributes, "assume_role_policy", at, instance.attributes.name ?? resource.name);
    });
  });
}

/** The one that is meant: of the plan's role, or the only one that speaks of Roles Anywhere. */
function chosen(found: readonly Found[], roleName: string | undefined): Found | string {
  const named = found.filter(({ role }) => role !== undefined && role === roleName);
  const speaking = found.filter(({ document }) => JSON.stringify(document).includes("rolesanywhere"));
  const [only, ...others] = named.length > 0 ? named : found.length === 1 ? found : speaking;
  if (only === undefined)
    return found.length === 0 ? "there is no trust policy in it" : "no role in it names Roles Anywhere";
  if (others.length === 0) return only;
  const names = [only, ...others].map(({ role }) => role ?? "one without a name").slice(0, 10);
  return `it has the trust policies of several roles (${names.join(", ")}): choose the one of this plan`;
}

/** IAM's API gives policy documents URL-encoded. */
function decoded(text: string): string {
  if (!/^\s*%7[Bb]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
