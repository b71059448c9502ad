import { ArrowLeft, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
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
    <div className="grid grid-cols-1 gap-x-12 xl:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="flex min-w-0 max-w-wide flex-col gap-8">
        {heading}
        {children}
        {footer}
      </div>
      {aside && (
        <aside aria-label="At hand" className="no-print mt-10 min-w-0 xl:mt-0">
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
  /** What this step still waits for, or that everything is saved. */
  note?: ReactNode | undefined;
}

/** Back at the left, the primary act at the right: always there, always in this place. */
export function StepFooter({ back, next, primary, note }: StepFooterProps) {
  return (
    <div className="no-print mt-2 flex flex-col gap-3 border-t border-line pt-5">
      {note && <div className="max-w-line text-sm text-ink-soft">{note}</div>}
      <div className="flex flex-col-reverse gap-3 sm:flex-row sm:items-center sm:justify-between">
        {back ? (
          <LinkButton href={back.href} variant="quiet" icon={<ArrowLeft aria-hidden className="size-4" />}>
            Back to {back.title}
          </LinkButton>
        ) : (
          <span />
        )}
        {primary ??
          (next && (
            <LinkButton href={next.href} variant="primary">
              Continue to {next.title}
              <ArrowRight aria-hidden className="size-4" />
            </LinkButton>
          ))}
      </div>
    </div>
  );
}
