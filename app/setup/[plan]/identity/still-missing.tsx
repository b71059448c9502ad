import { EmptyState } from "@/components/ui";
import type { Problem } from "@/lib/problems";

const steps = {
  start: "Describe the connection",
  policy: "Compose the policy",
  certificates: "Check the certificates",
} as const;

/** Why there is no script yet, with the way to each missing answer. */
export function StillMissing({
  problem,
  startHref,
  policyHref,
  certificatesHref,
}: {
  problem: Problem;
  startHref: string;
  policyHref: string;
  certificatesHref: string;
}) {
  const hrefs = { start: startHref, policy: policyHref, certificates: certificatesHref };
  return (
    <EmptyState title={problem.title}>
      {problem.fields === undefined ? (
        <p>
          {problem.sentence} {problem.remedy}
        </p>
      ) : (
        <>
          <p>The script contains these answers, so it needs them first:</p>
          <ul className="mt-2 list-disc pl-5">
            {problem.fields.map(({ field, sentence }) => {
              const slice = field.split(".")[0] as keyof typeof steps;
              return (
                <li key={`${field} ${sentence}`}>
                  {sentence}{" "}
                  {slice in steps && (
                    <a className="link" href={hrefs[slice]}>
                      {steps[slice]}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </EmptyState>
  );
}
