import { Note } from "@/components/ui";
import { contradiction } from "@/lib/checks";
import type { DisagreementGroup } from "./permission-rows";

const MOST_NAMED = 6;

/** What contradicts what, and why it may: shown beside the verdicts, never averaged into them. */
export function DisagreementNote({ groups }: { groups: readonly DisagreementGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <Note tone="warn" title="Two ways of checking disagree">
      <ul className="flex flex-col gap-2">
        {groups.map(({ counts, against, allowed, deniedBy, actions }) => (
          <li key={`${counts} ${against} ${allowed} ${deniedBy}`}>
            <span className="ident">{actions.slice(0, MOST_NAMED).join(", ")}</span>
            {actions.length > MOST_NAMED && ` and ${actions.length - MOST_NAMED} more`}
            {": "}
            {contradiction(counts, against, allowed, deniedBy)}
          </li>
        ))}
      </ul>
    </Note>
  );
}
