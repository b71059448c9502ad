import { FlaskConical } from "lucide-react";
import type { World } from "@/lib/plan";

export interface WorldBadgeProps {
  world: World;
}

/** Where this plan's AWS calls go. The sandbox is meant to be the loudest thing on its pages. */
export function WorldBadge({ world }: WorldBadgeProps) {
  return world === "sandbox" ? (
    <span className="print-exact inline-flex items-center gap-1.5 rounded-sm border border-sandbox-ink bg-sandbox px-2 py-0.5 text-sm font-bold tracking-wide whitespace-nowrap text-sandbox-ink">
      <FlaskConical aria-hidden className="size-4" strokeWidth={2.5} />
      SANDBOX
      <span className="sr-only">: a rehearsal, no real AWS account</span>
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 rounded-sm border border-line-strong px-2 py-0.5 text-sm font-medium whitespace-nowrap">
      Real AWS
    </span>
  );
}
