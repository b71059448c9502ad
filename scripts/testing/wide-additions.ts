import { type Addition, source } from "./addition";

/** Additions that AWS, or the plan's form, makes different in several places. */
export const wideAdditions: readonly Addition[] = [
  {
    name: "an answer of a plan",
    edits: [
      {
        file: "lib/plan/plan.ts",
        after: "export const startSchema = z.object({\n",
        text: "  ticket: line(60),\n",
      },
      { file: "lib/plan/document.ts", after: '      connectionName: "",\n', text: '      ticket: "",\n' },
      {
        file: "lib/exports/connect/plan-export.ts",
        after: '    "connectionName",\n',
        text: '    "ticket",\n',
      },
    ],
    proof: `const given = emptyPlanDocument();
    given.start.ticket = "CHG-1";
    const text = planExport.render({ plan: { id: "p", world: "aws", document: given }, now: new Date(0) });
    const back = readPlanExport(text);
    if (isProblem(back) || back.document.start.ticket !== "CHG-1") throw new Error("it did not come back");`,
  },
  {
    name: "a way of checking",
    edits: [
      {
        file: "lib/checks/ways/ways.ts",
        after: '| "permissions-pasted" | "permissions-read"',
        text: ' | "permissions-added"',
      },
      {
        file: "lib/checks/ways/ways.ts",
        before: "] as const satisfies readonly CheckWay[];",
        text: `  {
    id: "added",
    result: "permissions-added",
    title: "Added",
    column: "Added",
    noun: "the added way",
    what: "Says nothing.",
    takes: "Nothing.",
    sees: ["identity"],
    blindTo: "Cannot tell: anything.",
    doubt: "It is a test's.",
    mark: "added at",
  },
`,
      },
      {
        file: "lib/plan/results.ts",
        after: "export const resultIds = [\n",
        text: '  "permissions-added",\n',
      },
      {
        file: "lib/plan/results.ts",
        before: '  "permissions-read": (d) => ({',
        text: '  "permissions-added": (d) => permissionAnswers(d),\n',
      },
      {
        file: "lib/checklist/open.ts",
        after: "export const checkTitles: Record<ResultId, string> = {\n",
        text: '  "permissions-added": "Permissions, added",\n',
      },
      {
        file: "app/setup/[plan]/verify/ways/how-to-check.tsx",
        after: "  const acts: Record<Way, ReactNode> = {\n",
        text: "    added: null,\n",
      },
    ],
    proof: `if (!ways.some((way) => way === "added")) throw new Error("no way");`,
  },
  {
    name: "a limit on the policy",
    edits: [
      {
        file: "lib/permissions/narrow/narrowings.ts",
        after: '  id: "service-roles" | "regions" | "tag"',
        text: ' | "tls"',
      },
      {
        file: "lib/permissions/narrow/narrowings.ts",
        after: "export const narrowings: readonly NarrowingChoice[] = [\n",
        text: `  {
    id: "tls",
    title: "Only over TLS",
    what: "Calls without TLS are not allowed.",
    loses: ["Nothing."],
    source: ${source},
  },
`,
      },
      {
        file: "lib/permissions/narrow/statement-limits.ts",
        after: "export interface Narrowing {\n",
        text: "  /** Only over TLS. */\n  tls?: true;\n",
      },
      {
        file: "lib/permissions/narrow/statement-limits.ts",
        after: '    ...places.statement(places.narrowed ? "InRegions" : ""),\n',
        text: '    ...(scope.narrowing?.tls ? { Condition: { Bool: { "aws:SecureTransport": "true" } } } : {}),\n',
      },
      {
        file: "lib/exports/names.ts",
        after: "  const narrowing: Narrowing = {\n",
        text: "    ...(policy.narrowTls ? { tls: true as const } : {}),\n",
      },
      {
        file: "lib/plan/plan.ts",
        after: "  narrowServiceRoles: z.boolean(),\n",
        text: "  narrowTls: z.boolean(),\n",
      },
      {
        file: "lib/plan/document.ts",
        after: "      narrowServiceRoles: false,\n",
        text: "      narrowTls: false,\n",
      },
      {
        file: "lib/plan/results.ts",
        after: '    ...(narrowServiceRoles ? ["service roles"] : []),\n',
        text: '    ...(policy.narrowTls ? ["tls"] : []),\n',
      },
      {
        file: "lib/exports/connect/plan-export.ts",
        after: '    "narrowServiceRoles",\n',
        text: '    "narrowTls",\n',
      },
      {
        file: "app/setup/[plan]/policy/narrow-policy.tsx",
        after: '  const controls: Record<NarrowingChoice["id"], ReactNode> = {\n',
        text: "    tls: <p>Added.</p>,\n",
      },
    ],
    proof: `const narrowed = emptyPlanDocument();
    narrowed.policy.narrowTls = true;
    if (!policyText(planPolicy(narrowed)).includes("aws:SecureTransport")) throw new Error("not limited");`,
  },
];
