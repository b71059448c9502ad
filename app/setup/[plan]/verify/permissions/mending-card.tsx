import { CodeCard, Tabs } from "@/components/ui";
import { statementMends } from "@/lib/checks";
import { type MendingTarget, mendingForms, mendingPlace } from "@/lib/exports";
import type { Verdict } from "@/lib/verdict";

interface Props {
  verdicts: readonly Verdict[];
  /** The plan's role or user; undefined while its answers do not name it. */
  target: MendingTarget | undefined;
}

/** One statement for all that an Allow would mend; what a Deny, a boundary or an organization forbids is not in it. */
export function MendingCard({ verdicts, target }: Props) {
  const missing = verdicts.filter(statementMends).map(({ id }) => id);
  const elsewhere = verdicts.filter(({ status }) => status === "fail").length - missing.length;
  if (missing.length === 0) return null;
  const forms = mendingForms(target, missing);
  const card = ({ code, language, what, fileName, copyLabel }: (typeof forms)[number]) => (
    <CodeCard code={code} language={language} what={what} fileName={fileName} copyLabel={copyLabel} />
  );
  return (
    <div className="mb-2 flex flex-col gap-3 border-l-2 border-accent pl-4">
      <h3 className="font-medium">
        {missing.length === 1
          ? "How to fix the missing permission"
          : `How to fix the ${missing.length} missing permissions`}
      </h3>
      <p className="max-w-line wrap-anywhere">
        {target === undefined
          ? "Add this statement to the policy that is attached to the role or user, next to the existing ones."
          : mendingPlace(target, missing)}
        {elsewhere > 0 &&
          ` ${elsewhere === 1 ? "One more permission is" : `${elsewhere} more permissions are`} denied by something that a statement cannot fix: see its verdict.`}
      </p>
      <Tabs
        label="Form of the statement"
        tabs={forms.map((form) => ({ id: form.id, label: form.title, content: card(form) }))}
      />
    </div>
  );
}
