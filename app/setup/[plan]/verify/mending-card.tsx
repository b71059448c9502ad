import { CodeCard } from "@/components/ui";
import { statementText, type Verdict } from "@/lib/checks";

/** One statement for all that an Allow would mend; what a Deny, a boundary or an organization forbids is not in it. */
export function MendingCard({ verdicts }: { verdicts: readonly Verdict[] }) {
  const missing = verdicts
    .filter(({ status, remedy }) => status === "fail" && remedy?.language === "json" && remedy.command)
    .map(({ id }) => id);
  const elsewhere = verdicts.filter(({ status }) => status === "fail").length - missing.length;
  if (missing.length === 0) return null;
  return (
    <CodeCard
      title={
        missing.length === 1
          ? "What mends the missing permission"
          : `What mends the ${missing.length} missing permissions`
      }
      what={
        <>
          Add this statement to the policy that is attached to the role or user, beside those that are there.
          {elsewhere > 0 &&
            ` ${elsewhere === 1 ? "One more permission is" : `${elsewhere} more permissions are`} denied by something that a statement cannot mend: see its verdict.`}
        </>
      }
      code={statementText(missing)}
      language="json"
      copyLabel="Copy the statement"
    />
  );
}
