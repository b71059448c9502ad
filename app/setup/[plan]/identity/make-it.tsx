import { CodeCard, ExternalLink, Note, Tabs } from "@/components/ui";
import {
  type Blueprint,
  consoleUrl,
  type ExportFormat,
  formatsFor,
  identityConsoleWalk,
} from "@/lib/exports";
import { partitionTable } from "@/lib/partitions";
import type { PlanDocument, World } from "@/lib/plan";
import { ConsoleWalk } from "../console-walk";

/** The ways to make it: one script, the console by hand; and the way back. */
export function MakeIt({
  planId,
  world,
  document,
  blueprint,
}: {
  planId: string;
  world: World;
  document: PlanDocument;
  blueprint: Blueprint;
}) {
  const formats = formatsFor("identity", document).filter(({ language }) => language === "bash");
  const script = (format: ExportFormat) => (
    <CodeCard
      code={format.render({ plan: { id: planId, world, document }, now: new Date(0) })}
      language={format.language}
      what={format.what}
      fileName={format.fileName}
      copyLabel="Copy the script"
      downloadLabel={`Download ${format.fileName}`}
      foldAfter={14}
    />
  );
  const make = formats.filter(({ id }) => id !== "cli-undo");
  const undo = formats.find(({ id }) => id === "cli-undo");
  return (
    <section aria-labelledby="make-it" className="flex flex-col gap-4">
      <h2 id="make-it" className="text-lg font-semibold">
        {world === "sandbox" ? "How it works with a real account" : "Make it"}
      </h2>
      <Tabs
        label="Ways to create it"
        tabs={[
          ...make.map((format) => ({
            id: format.id,
            label: format.title,
            content: (
              <div className="flex flex-col gap-4">
                <HowToRun fileName={format.fileName} document={document} />
                {script(format)}
              </div>
            ),
          })),
          {
            id: "console",
            label: "AWS console",
            content: (
              <ConsoleWalk
                world={world}
                steps={identityConsoleWalk(blueprint, document.identity.trustAnchorArn)}
              />
            ),
          },
          ...(undo === undefined ? [] : [{ id: undo.id, label: "Undo", content: script(undo) }]),
        ]}
      />
      {blueprint.identity.kind === "access-key" && (
        <Note title="Where the secret stays">
          The script writes the key to a file that only you can read, and shows its secret nowhere: not on the
          screen, not in the shell's history, not in the result. The next step asks for the key and keeps it
          in page memory only.
        </Note>
      )}
    </section>
  );
}

function HowToRun({ fileName, document }: { fileName: string; document: PlanDocument }) {
  const { partition, region } = document.start;
  return (
    <ol className="flex max-w-line list-decimal flex-col gap-1 pl-6 marker:text-ink-soft">
      <li>Download the script. It lists what it will do and asks before it changes anything.</li>
      <li>
        Run it where the AWS CLI is signed in: <code className="ident">bash {fileName}</code>.
        {partitionTable[partition].cloudShell && (
          <>
            {" "}
            If you have no CLI, open{" "}
            <ExternalLink href={consoleUrl(partition, region, "cloudshell/home")}>CloudShell</ExternalLink>,
            and choose Actions, Upload file.
          </>
        )}
      </li>
      <li>Paste the block that it prints at the end into the box below.</li>
    </ol>
  );
}
