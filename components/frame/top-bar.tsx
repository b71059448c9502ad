import Link from "next/link";
import { WorldBadge } from "@/components/ui/world-badge";
import type { World } from "@/lib/plan";
import { Mark } from "./mark";
import { ThemeSwitch } from "./theme-switch";

export interface TopBarProps {
  /** With a plan: its name and its world. */
  plan?: { name: string; world: World } | undefined;
}

/** Mark, plan, world, theme. On a sandbox plan a striped band runs along the whole bar. */
export function TopBar({ plan }: TopBarProps) {
  return (
    <header className="border-b border-line bg-surface">
      {plan?.world === "sandbox" && <div aria-hidden className="hazard print-exact h-1.5" />}
      <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-2 gap-y-2 px-3 py-2.5 sm:gap-x-4 sm:px-6">
        <Link
          href="/"
          className="flex min-h-8 items-center gap-2 rounded-sm text-sm font-semibold sm:gap-2.5 sm:text-base"
        >
          <Mark />
          AWS Connection Wizard
        </Link>
        {plan && (
          <div className="order-last flex min-w-0 basis-full flex-wrap items-center gap-x-3 gap-y-1 md:order-none md:flex-1 md:basis-0">
            <span aria-hidden className="hidden h-5 w-px bg-line md:block" />
            <p className="min-w-0 truncate" title={plan.name}>
              <span className="sr-only">Plan: </span>
              {plan.name}
            </p>
            <WorldBadge world={plan.world} />
          </div>
        )}
        <div className="ml-auto flex items-center gap-4">
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
