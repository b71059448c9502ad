"use client";

import { CodeCard, Note, Tabs } from "@/components/ui";
import { type ExportFormat, formatsFor, planPolicy, policyBlueprint, policyConsoleWalk } from "@/lib/exports";
import { policySizes } from "@/lib/permissions";
import type { PlanDocument, World } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { ConsoleWalk } from "../console-walk";

interface PolicyFormsProps {
  planId: string;
  world: World;
  document: PlanDocument;
}

/** One policy in every form that an administrator may want, and its size against the limits of AWS. */
export function PolicyForms({ planId, world, document }: PolicyFormsProps) {
  const formats = formatsFor("policy", document);
  const card = (format: ExportFormat) => ({
    id: format.id,
    label: format.title,
    content:
      format.id === "policy-console-walk" ? (
        <ConsoleWalk world={world} steps={policyConsoleWalk(document)} />
      ) : (
        <CodeCard
          code={format.render({ plan: { id: planId, world, document }, now: new Date(0) })}
          language={format.language}
          what={format.what}
          fileName={format.fileName}
          copyLabel={format.language === "bash" ? "Copy the script" : `Copy the ${copyNoun(format)}`}
          downloadLabel={`Download ${format.fileName}`}
        />
      ),
  });
  const tabs = formats.map(card);
  const made = policyBlueprint(document);
  if (!document.policy.madeElsewhere && isProblem(made))
    tabs.splice(1, 0, {
      id: "policy-aws-cli",
      label: "AWS CLI",
      content: (
        <Note title={made.title}>
          <p>The script refuses every account other than the plan's, so it needs these answers first:</p>
          <ul className="mt-1 list-disc pl-5">
            {made.fields?.map(({ field, sentence }) => (
              <li key={field}>{sentence}</li>
            ))}
          </ul>
        </Note>
      ),
    });
  return (
    <>
      <Tabs label="Form of the policy" tabs={tabs} />
      <PolicySize document={document} />
    </>
  );
}

function copyNoun(format: ExportFormat): string {
  return { json: "policy", yaml: "template", hcl: "resource", bash: "script", text: "text" }[format.language];
}

function PolicySize({ document }: { document: PlanDocument }) {
  const rows = policySizes(planPolicy(document));
  return (
    <table className="w-full max-w-read text-left text-sm tabular-nums">
      <caption className="pb-1 text-left text-ink-soft">
        Size against AWS's limits, in characters without white space
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Kind of policy</th>
          <th scope="col">Size and limit</th>
          <th scope="col">Fits</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, title, size, limit, fits }) => (
          <tr key={id} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-4 font-normal">
              {title}
            </th>
            <td className="py-1.5 pr-4">
              {size.toLocaleString("en")} of {limit.toLocaleString("en")}
            </td>
            <td className="py-1.5">{fits ? "fits" : "too long: choose fewer sets or regions"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
