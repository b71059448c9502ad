"use client";

import { PasteBox } from "@/app/setup/[plan]/identity/paste-box";
import { usePaste } from "@/app/setup/[plan]/identity/use-paste";
import { CodeCard, ExternalLink, Note } from "@/components/ui";
import type { PlanDocument, World } from "@/lib/plan";

export interface CheckScript {
  code: string;
  fileName: string;
  what: string;
  /** Where the partition has CloudShell. */
  cloudShell: string | undefined;
}

interface Props {
  planId: string;
  world: World;
  document: Pick<PlanDocument, "start" | "identity">;
  script: CheckScript | undefined;
}

const nothing = () => {};

/** A script to run elsewhere, and the box that reads what it prints: no credential comes to this site. */
export function PastedWay({ planId, world, document, script }: Props) {
  const paste = usePaste(planId, world, document, nothing, document.identity);
  return (
    <>
      {script === undefined ? (
        <Note title="The script needs the step “Create the identity” first">
          It asks about the plan’s role or user by name. You can still paste a block that another script of
          this plan has printed.
        </Note>
      ) : (
        <>
          <ol className="flex max-w-line list-decimal flex-col gap-1 pl-6 marker:text-ink-soft">
            <li>
              Download the script and run it where the AWS CLI is signed in:{" "}
              <code className="ident">bash {script.fileName}</code>.
              {script.cloudShell !== undefined && (
                <>
                  {" "}
                  If you have no CLI, open <ExternalLink href={script.cloudShell}>CloudShell</ExternalLink>{" "}
                  and choose Actions, Upload file.
                </>
              )}
              {world === "sandbox" &&
                " (A rehearsal’s account has no CloudShell: this is how it works with a real one.)"}
            </li>
            <li>Paste the block that it prints at the end into the box below.</li>
          </ol>
          <CodeCard
            code={script.code}
            language="bash"
            what={script.what}
            fileName={script.fileName}
            copyLabel="Copy the script"
            downloadLabel={`Download ${script.fileName}`}
            foldAfter={14}
          />
        </>
      )}
      <div className="flex max-w-read flex-col gap-4">
        <PasteBox
          paste={paste}
          name="pastedEvidence"
          label="Paste the script’s result"
          hint="From its BEGIN line to its END line. It is read in this browser; only the simulator’s answers are sent. It contains no secret."
        />
      </div>
    </>
  );
}
