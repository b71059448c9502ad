export { AtHand, type AtHandProps } from "./at-hand";
export {
  Button,
  type ButtonProps,
  type ButtonVariant,
  buttonClass,
  LinkButton,
  type LinkButtonProps,
} from "./button";
export {
  CheckboxCards,
  type CheckboxCardsProps,
  type ChoiceOption,
  RadioCards,
  type RadioCardsProps,
} from "./choice-cards";
export { classes } from "./classes";
export { CodeCard, type CodeCardProps } from "./code-card";
export { ConfirmButton, type ConfirmButtonProps } from "./confirm-button";
export { ErrorSummary, type ErrorSummaryProps } from "./error-summary";
export { ExternalLink, type ExternalLinkProps } from "./external-link";
export { Field, type FieldAria, type FieldProps } from "./field";
export { FileDrop, type FileDropProps, type GivenContent } from "./file-drop";
export { Ident, Mono } from "./ident";
export { InsecureNotice } from "./insecure-notice";
export { daysAgo, Moment } from "./moment";
export { Note, type NoteProps, type NoteTone, ProblemNotice, type ProblemNoticeProps } from "./notices";
export { SecretBox, SecretField, type SecretFieldProps } from "./secret-field";
export { SelectField, type SelectFieldProps, type SelectOption } from "./select-field";
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
export { StatusWord, type StatusWordProps } from "./status";
export { StepHeading, type StepHeadingProps } from "./step-heading";
export { Tabs, type TabsProps } from "./tabs";
export { TextField, type TextFieldProps } from "./text-field";
export { TrustDrawing, type TrustDrawingProps, type TrustPart, type TrustState } from "./trust-drawing";
export { VerdictRow, type VerdictRowProps } from "./verdict";
export { type VerdictGroup, VerdictList, type VerdictListProps, VerdictSummary } from "./verdict-list";
export { WorldBadge, type WorldBadgeProps } from "./world-badge";
