/**
 * The primitives. How a page of the wizard is put together:
 *
 *   <StepFrame heading={<StepHeading step of title question />} aside={<AtHand why needs who links />}
 *              footer={<StepFooter back next primary? note? />}>   (from "@/components/frame")
 *     …sections…
 *   </StepFrame>
 *
 * A control's id is its `name`, which is the field of the plan, so that the links of <ErrorSummary /> reach it. Text is
 * `text-sm` 14, `text-base` 16, `text-lg` 20 (h2), `text-xl` 28 (h1); widths `max-w-line` (prose), `max-w-read` (forms),
 * `max-w-wide` (tables, code); colours are the tokens of app/globals.css and no others (canvas, surface, sunken, line,
 * line-strong, ink, ink-soft, accent…; pass, warn, fail, unknown and their -soft are for statuses only). Links in prose:
 * `className="link"`. One `variant="primary"` a page. No `style=`: the content security policy forbids it.
 */
export { AtHand, type AtHandProps } from "./at-hand";
export { Button, type ButtonProps, type ButtonVariant, buttonClass } from "./button";
export { classes } from "./classes";
export { CodeCard, type CodeCardProps } from "./code-card";
export { ConfirmButton, type ConfirmButtonProps } from "./confirm-button";
export { ExternalLink, type ExternalLinkProps } from "./external-link";
export { Ident, Mono } from "./ident";
export { InsecureNotice } from "./insecure-notice";
export { LinkButton, type LinkButtonProps } from "./link-button";
export { daysAgo, Moment } from "./moment";
export { Note, type NoteProps, type NoteTone, ProblemNotice, type ProblemNoticeProps } from "./notices";
export { PageTitle } from "./page-title";
export {
  Disclosure,
  type DisclosureProps,
  EmptyState,
  type EmptyStateProps,
  LiveRegion,
  type LiveRegionProps,
  Skeleton,
  type SkeletonProps,
} from "./small";
export { StepHeading, type StepHeadingProps } from "./step-heading";
export { Tabs, type TabsProps } from "./tabs";
export { WorldBadge, type WorldBadgeProps } from "./world-badge";
