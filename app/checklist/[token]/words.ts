import type { Checklist } from "@/lib/checklist";
import type { EvidenceKind } from "@/lib/verdict";

export const signInWords: Record<Checklist["signIn"], string> = {
  "roles-anywhere": "A certificate, through IAM Roles Anywhere",
  "access-key": "An access key of an IAM user",
  migrate: "A certificate, through IAM Roles Anywhere (moving from an access key)",
};

/** How many verdicts rest on what, said so that nobody takes one for another. */
export function kindWords(kind: EvidenceKind, world: Checklist["world"]): string {
  const asked = world === "sandbox" ? "the sandbox" : "AWS";
  const words: Record<EvidenceKind, string> = {
    probe: `by a call to ${asked} and its answer`,
    simulation: `by the policy simulator of ${asked}, asked by this server`,
    static: `by documented rules, without asking ${asked}`,
    browser: "in a visitor's browser; this server only received the result",
    pasted: "from pasted output; not checked live",
  };
  return words[kind];
}
