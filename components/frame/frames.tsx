import { ArrowLeft, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { Disclosure } from "@/components/ui/small";
import { type RailStep, StepRail } from "./step-rail";

export interface PlanFrameProps {
  /** The TopBar. */
  top: ReactNode;
  steps: readonly RailStep[];
  /** Under the rail: invite, export, for example. */
  underRail?: ReactNode | undefined;
  children: ReactNode;
}

/** The frame of the wizard, for its layout: top bar, rail at the left (folded above the page on small screens), the step. */
export function PlanFrame({ top, steps, underRail, children }: PlanFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      {top}
      <div className="mx-auto grid w-full max-w-[90rem] flex-1 grid-cols-1 gap-x-10 px-4 py-6 sm:px-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:py-10">
        <div className="no-print mb-6 lg:mb-0">
          <div className="lg:hidden">
            <Disclosure summary="All steps">
              <StepRail steps={steps} />
              {underRail && (
                <nav aria-label="This plan" className="px-2.5">
                  {underRail}
                </nav>
              )}
            </Disclosure>
          </div>
          <div className="hidden lg:sticky lg:top-8 lg:flex lg:flex-col lg:gap-6">
            <StepRail steps={steps} />
            {underRail && (
              <nav aria-label="This plan" className="px-2.5">
                {underRail}
              </nav>
            )}
          </div>
        </div>
        <main id="main" className="min-w-0">
          {children}
        </main>
      </div>
    </div>
  );
}

export interface StepFrameProps {
  /** StepHeading. */
  heading: ReactNode;
  /** AtHand: beside the page from 1280 px, folded under it below that. */
  aside?: ReactNode | undefined;
  /** StepFooter: the one primary act. */
  footer?: ReactNode | undefined;
  children: ReactNode;
}

/** One step: heading, content, footer, and "At hand" beside or below. */
export function StepFrame({ heading, aside, footer, children }: StepFrameProps) {
  return (
    <div className="flex flex-col gap-8 xl:grid xl:grid-cols-[minmax(0,1fr)_16rem] xl:gap-x-12">
      {/* Below 1280 px one column: the bar comes after what is at hand. */}
      <div className="contents xl:flex xl:min-w-0 xl:max-w-wide xl:flex-col xl:gap-8">
        {heading}
        {children}
        {footer}
      </div>
      {aside && (
        <aside aria-label="At hand" className="no-print min-w-0">
          <div className="hidden border-l border-line pl-6 xl:sticky xl:top-8 xl:block">
            <h2 className="mb-4 text-sm font-medium text-ink-soft">At hand</h2>
            {aside}
          </div>
          <div className="border-t border-line pt-4 xl:hidden">
            <Disclosure summary="At hand: why this step, what you need, who can do it">{aside}</Disclosure>
          </div>
        </aside>
      )}
    </div>
  );
}

export interface StepFooterProps {
  back?: { href: string; title: string } | undefined;
  /** The next step as a link; or give `primary`. */
  next?: { href: string; title: string } | undefined;
  /** The one primary act, when it does more than go on (a Button). */
  primary?: ReactNode | undefined;
  /** What keeps the act from being of use yet, in one sentence. */
  note?: ReactNode | undefined;
  /** Why the last press of an act came to nothing. */
  problem?: ReactNode | undefined;
  /** "Saved at 14:02", or why not. */
  saved?: ReactNode | undefined;
  /** Goes on in spite of something: "Continue with 1 denied". */
  nextWords?: string | undefined;
  /** Another act comes first; going on is possible all the same. */
  nextQuiet?: boolean | undefined;
}

/**
 * The bar at the foot of every step, in view wherever the page is scrolled: what is saved, back, and the step's acts.
 * Pages keep its height free under what has the focus (`scroll-padding` in globals.css).
 */
export function StepFooter({
  back,
  next,
  primary,
  note,
  problem,
  saved,
  nextWords,
  nextQuiet,
}: StepFooterProps) {
  return (
    <div className="step-bar no-print sticky bottom-0 z-10 order-last -mx-4 mt-2 flex flex-col gap-2 border-t border-line bg-canvas px-4 py-3 sm:-mx-6 sm:px-6 xl:mx-0 xl:px-0">
      {problem}
      {note && <div className="max-w-line text-sm text-ink-soft">{note}</div>}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4">
          {back && (
            <LinkButton
              href={back.href}
              variant="quiet"
              size="small"
              icon={<ArrowLeft aria-hidden className="size-4" />}
            >
              <span>
                Back<span className="sr-only"> to {back.title}</span>
              </span>
            </LinkButton>
          )}
          {saved && <div className="text-sm text-ink-soft">{saved}</div>}
        </div>
        <div className="ml-auto flex flex-wrap justify-end gap-3">
          {primary}
          {next && (
            <LinkButton href={next.href} variant={nextQuiet ? "secondary" : "primary"}>
              {nextWords ?? (
                <span>
                  Continue<span className="sr-only sm:not-sr-only"> to {next.title}</span>
                </span>
              )}
              <ArrowRight aria-hidden className="size-4" />
            </LinkButton>
          )}
        </div>
      </div>
    </div>
  );
}
