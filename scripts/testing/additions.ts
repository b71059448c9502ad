/** The additions that README's "Extending it" speaks of. */
import { type Addition, source } from "./addition";
import { wideAdditions } from "./wide-additions";

const set = (id: string, actions: string) => `  {
    id: "${id}",
    title: "Added",
    why: "Added by a test.",
    required: false,
    sid: "Added${id.length}",
    source: NOT_ON_PAGE,
    onVendorPage: false,
    actions: [${actions}],
  },
`;
const card = `import type { StepCard } from "@/app/setup/step";

export const step: StepCard = {
  slug: "added",
  title: "Added",
  heading: "Added",
  question: "Is it there?",
  why: "A test.",
  needs: [],
  who: "Nobody.",
  links: [],
  results: [],
  appliesTo: () => true,
  waitingFor: () => [],
  begun: () => true,
  problems: () => [],
  standing: () => ({ status: "open", words: "Nothing yet" }),
  readsBack: () => [],
};
`;

export const additions: readonly Addition[] = [
  {
    name: "a permission set",
    edits: [
      {
        file: "lib/permissions/sets/optional-sets.ts",
        before: "] as const satisfies readonly PermissionSet[];",
        text: set("added-set", '{ action: "kms:DescribeKey", why: "Reads a key." }'),
      },
    ],
    proof: `if (!policyText(composePolicy(["added-set"])).includes("Added9")) throw new Error("no statement");`,
  },
  {
    name: "a permission set with an action that is new to the wizard",
    edits: [
      {
        file: "lib/permissions/sets/optional-sets.ts",
        before: "] as const satisfies readonly PermissionSet[];",
        text: set("grants", '{ action: "kms:ListGrants", why: "Lists the grants of a key." }'),
      },
      {
        file: "lib/checks/probes/kms.ts",
        after: '  onMissingKey("DescribeKey"),\n',
        text: '  onMissingKey("ListGrants", () => ({ Limit: 1 })),\n',
      },
      {
        file: "lib/aws/operations/reading.ts",
        after: "    DescribeKey: kms.DescribeKeyCommand,\n",
        text: "    ListGrants: kms.ListGrantsCommand,\n",
      },
      {
        file: "lib/sandbox/operations/kms/single-key.ts",
        after: "export const singleKeyOperations: readonly Operation[] = [\n",
        text: '  keyOperation("ListGrants", { Limit: limit }, () => ({ Grants: [], Truncated: false })),\n',
      },
    ],
    proof: `if (!actionsInForce(["grants"]).includes("kms:ListGrants") || probeFor("kms:ListGrants") === undefined ||
      !("ListGrants" in reading.kms) || !operations.some(({ action }) => action === "kms:ListGrants"))
      throw new Error("not everywhere");`,
  },
  {
    name: "a permission probe",
    edits: [
      {
        file: "lib/checks/probes/others.ts",
        after: "export const logs: readonly Probe[] = [\n",
        text: `  listing("logs:DescribeDestinations", { service: "logs", operation: "DescribeDestinations" }, "destinations", ${source}),\n`,
      },
      {
        file: "lib/aws/operations/reading.ts",
        after: "    DescribeLogGroups: logs.DescribeLogGroupsCommand,\n",
        text: "    DescribeDestinations: logs.DescribeDestinationsCommand,\n",
      },
    ],
    proof: `if (probeFor("logs:DescribeDestinations") === undefined) throw new Error("no probe");`,
  },
  {
    name: "a certificate rule",
    edits: [
      {
        file: "lib/certificates/rules/limits.ts",
        after: "export const limitRules: readonly Rule[] = [\n",
        text: `  {
    id: "added-rule",
    title: "Added",
    scope: "both",
    part: "Everything",
    expected: "Anything",
    why: "Added by a test.",
    source: { title: "A test" },
    judge: () => pass("Seen."),
  },
`,
      },
    ],
    proof: `if (!certificateRules.some(({ id }) => id === "added-rule")) throw new Error("no rule");`,
  },
  {
    name: "an export format",
    files: {
      "lib/exports/policy/added.ts": `import { always, type ExportFormat } from "../format";

export const added: ExportFormat = {
  id: "added",
  title: "Added",
  what: "Holds the name of the plan.",
  step: "policy",
  appliesTo: always,
  fileName: "added.txt",
  language: "text",
  render: ({ plan }) => \`\${plan.document.start.connectionName}\\n\`,
};
`,
    },
    edits: [
      {
        file: "lib/exports/index.ts",
        after: "export const exportFormats: readonly ExportFormat[] = [\n",
        text: "  added,\n",
      },
      {
        file: "lib/exports/index.ts",
        before: "import { policyAwsCli }",
        text: 'import { added } from "./policy/added";\n',
      },
    ],
    proof: `if (!formatsFor("policy", emptyPlanDocument()).some(({ id }) => id === "added")) throw new Error("no format");`,
  },
  {
    name: "a step",
    files: {
      "app/setup/[plan]/added/step.ts": card,
      "app/setup/[plan]/added/page.tsx": `import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";

export const generateMetadata = stepMetadata("added");

export default async function Added({ params }: StepPageProps) {
  return (
    <StepPage planId={(await params).plan} slug="added">
      <p>Added.</p>
    </StepPage>
  );
}
`,
    },
    edits: [
      { file: "app/setup/steps.ts", after: "export const steps: readonly StepCard[] = [", text: "added, " },
      {
        file: "app/setup/steps.ts",
        before: "import { step as certificates }",
        text: 'import { step as added } from "./[plan]/added/step";\n',
      },
    ],
    proof: `if (steps[0]?.slug !== "added") throw new Error("no step");`,
  },
  {
    name: "a broken world of the sandbox",
    files: {
      "lib/sandbox/scenarios/added.ts": `import type { Scenario } from "./scenario";

export const added: Scenario = { id: "added", title: "Added", expect: "Sessions end at once.", sessionsExpire: true };
`,
    },
    edits: [
      { file: "lib/sandbox/scenarios/index.ts", after: "  healthy,\n", text: "  added,\n" },
      {
        file: "lib/sandbox/scenarios/index.ts",
        before: "import { existenceFirst }",
        text: 'import { added } from "./added";\n',
      },
    ],
    proof: `if (findScenario("added") === undefined) throw new Error("no world");`,
  },
  {
    name: "an expected refusal",
    edits: [
      {
        file: "lib/problems/plan.ts",
        after: "export const planProblems = {\n",
        text: `  "added-refusal": { title: "Added", sentence: "A test added it.", remedy: "Nothing to do.", status: 422 },\n`,
      },
    ],
    proof: `if (problem("added-refusal").status !== 422) throw new Error("no row");`,
  },
  {
    name: "a cause of denials",
    edits: [
      {
        file: "lib/checks/permissions/denials.ts",
        after: "export const denialCauses: readonly DenialCause[] = [\n",
        text: `  {
    id: "added-policy",
    ending: /because no added policy allows/i,
    by: "an added policy",
    remedy: "Take it away.",
    who: IAM_ADMIN,
    statementHelps: false,
    layer: "organization",
    inRegion: (region) => \`Open \${region}.\`,
  },
`,
      },
    ],
    proof: `if (causeOfDenial("because no added policy allows it").id !== "added-policy") throw new Error("no cause");`,
  },
  ...wideAdditions,
];
