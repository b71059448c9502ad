import { readJson } from "@/lib/bounded";
import {
  completeDocument,
  type PlanDocument,
  planDocumentSchema,
  type SliceName,
  type World,
  worlds,
} from "@/lib/plan";
import { type Problem, problem } from "@/lib/problems";
import { always, type ExportFormat } from "../format";

const KIND = "aws-connection-wizard/plan";
const MAX_BYTES = 512 * 1024;

/**
 * The fields of a plan that travel. A field that is added to the plan stays at home until somebody writes it here.
 */
const travelling = {
  start: [
    "connectionName",
    "description",
    "target",
    "partition",
    "accountId",
    "region",
    "signIn",
    "sets",
    "assumeRoleArn",
    "assumeRoleExternalId",
  ],
  policy: [
    "madeElsewhere",
    "policyArn",
    "narrowServiceRoles",
    "narrowRegions",
    "narrowTagKey",
    "narrowTagValue",
  ],
  certificates: ["authority", "privateCaArn", "trustAnchorPem", "clientPem", "chainPem", "pilot"],
  identity: [
    "tie",
    "tieFields",
    "namePrefix",
    "rolePath",
    "permissionsBoundaryArn",
    "tags",
    "trustAnchorArn",
    "roleArn",
    "profileArn",
    "userName",
    "userExists",
  ],
} as const satisfies { [S in SliceName]: readonly (keyof PlanDocument[S])[] };

export const planExport: ExportFormat = {
  id: "plan-export",
  title: "Plan export",
  what: "All answers of this plan, without any secret. Drop it on the front page to restore the plan, here or elsewhere.",
  step: "connect",
  appliesTo: always,
  fileName: "cckm-plan.json",
  language: "json",
  render: ({ plan, now }) => {
    const { document } = plan;
    const slices = Object.entries(travelling).map(([slice, fields]) => {
      const answers: Record<string, unknown> = { ...document[slice as SliceName] };
      return [slice, Object.fromEntries(fields.map((field) => [field, answers[field]]))];
    });
    const exported = {
      kind: KIND,
      version: document.version,
      world: plan.world,
      exportedAt: now.toISOString(),
      document: { version: document.version, ...Object.fromEntries(slices) },
    };
    return `${JSON.stringify(exported, null, 2)}\n`;
  },
};

/** A plan out of a file: the world that it was made for, and its answers. */
export interface ImportedPlan {
  world: World;
  document: PlanDocument;
}

/**
 * Reads a plan export.
 * @returns the plan, or a problem that says why the file is none: plan-file-too-large, plan-file-unreadable
 */
export function readPlanExport(text: string): ImportedPlan | Problem {
  const bytes = text.length > MAX_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES)
    return problem("plan-file-too-large", { values: { size: `${Math.ceil(bytes / 1024)} KB` } });
  if (text.trim() === "") return unreadable("it is empty");
  const read = readJson(text);
  if (!read.ok)
    return unreadable(
      `it is not JSON (line ${read.position.line}, column ${read.position.column}: ${read.reason})`,
    );
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return unreadable("it is not an object");
  const fields = new Map<string, unknown>(Object.entries(value));
  if (fields.get("kind") !== KIND)
    return unreadable(
      fields.has("products") || fields.has("iam_role_anywhere") || fields.has("access_key_id")
        ? "it is a connection payload"
        : fields.has("Statement")
          ? "it is an IAM policy"
          : 'it does not say that it is a plan ("kind" is missing or different)',
    );
  if (fields.get("version") !== 1) return unreadable("it was written by another version of the wizard");
  const world = worlds.find((name) => name === fields.get("world"));
  if (world === undefined) return unreadable('its world is neither "aws" nor "sandbox"');
  const parsed = planDocumentSchema.safeParse(completeDocument(fields.get("document")));
  if (parsed.success) return { world, document: parsed.data };
  const [issue] = parsed.error.issues;
  return unreadable(
    `the answer ${issue?.path.join(".") || "document"} does not belong in a plan (${issue?.message})`,
  );
}

function unreadable(reason: string): Problem {
  return problem("plan-file-unreadable", { values: { reason } });
}
