import { LiveRegion, Note } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import type { Paste } from "./use-paste";

/** What was read out of the pasted text, said at once. */
export function PasteFeedback({ paste }: { paste: Paste }) {
  const { verdicts, block, secret } = paste;
  return (
    <div className="flex flex-col gap-4">
      <LiveRegion hidden message={wordsFor(paste)} />
      {secret !== undefined && (
        <Note tone="warn" title={`That text holds ${secret.what}`}>
          {secret.kept
            ? "The access key is now in this page's memory, where the next steps use it. Nothing of the text was sent."
            : "It was discarded; nothing was sent. Paste only the result block or the ARNs."}
        </Note>
      )}
      {block !== undefined && (
        <Note
          tone={block.damaged.length > 0 || block.missing > 0 ? "warn" : "pass"}
          title={block.damaged.length > 0 || block.missing > 0 ? "Partly read" : "Result read"}
        >
          <p>
            {Object.keys(block.arns).length === 1 ? "1 ARN" : `${Object.keys(block.arns).length} ARNs`}, and{" "}
            {block.simulation.length > 0
              ? `the policy simulator's answer for ${block.simulation.length} actions`
              : "no answers from the policy simulator: AWS refused them to the person who ran the script"}
            .
          </p>
          {block.missing > 0 && <p>{block.missing} of its lines are missing. Copy the whole block again.</p>}
          {block.damaged.length > 0 && (
            <>
              <p>These lines were damaged in transit and left out:</p>
              <ul className="ident list-disc pl-5 text-sm wrap-anywhere">
                {block.damaged.slice(0, 5).map(({ line, text }) => (
                  <li key={line}>
                    Line {line}: {text}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Note>
      )}
      {verdicts.length > 0 && <VerdictList title="Found in the text" level={3} verdicts={verdicts} />}
    </div>
  );
}

/** The same in one sentence, for those who hear the page. */
function wordsFor({ verdicts, block, secret }: Paste): string {
  if (secret) return `That text holds ${secret.what} and was discarded.`;
  if (block !== undefined)
    return `Result read: ${block.simulation.length} answers of the policy simulator${block.damaged.length > 0 ? `, ${block.damaged.length} damaged lines left out` : ""}.`;
  if (verdicts.length === 0) return "";
  const found = verdicts.filter(({ id, status }) => !id.startsWith("arn-other") && status === "pass");
  return `${found.length} of 3 ARNs found.`;
}
