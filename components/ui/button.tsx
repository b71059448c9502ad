import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

const base =
  "inline-flex items-center justify-center gap-2 rounded-md text-center font-medium " +
  "transition-colors disabled:opacity-60 aria-disabled:opacity-60";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong border border-transparent",
  secondary: "bg-surface text-ink border border-line-strong hover:bg-sunken",
  quiet: "text-accent border border-transparent hover:bg-accent-soft",
  danger: "bg-surface text-fail border border-fail hover:bg-fail-soft",
};
const sizes = { small: "min-h-8 px-3 py-1 text-sm", normal: "min-h-10 px-4 py-2 text-base" };

export function buttonClass(
  variant: ButtonVariant = "secondary",
  size: "small" | "normal" = "normal",
): string {
  return classes(base, variants[variant], sizes[size]);
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant | undefined;
  size?: "small" | "normal" | undefined;
  /** Work is under way: the button keeps its focus and its place, and ignores presses (check `pending` in the handler too). */
  pending?: boolean | undefined;
  /** What is said while pending, for example "Checking…". */
  pendingLabel?: string | undefined;
  icon?: ReactNode | undefined;
}

export function Button({
  variant = "secondary",
  size = "normal",
  pending = false,
  pendingLabel,
  icon,
  children,
  className,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(buttonClass(variant, size), className)}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {pending && pendingLabel !== undefined ? pendingLabel : children}
    </button>
  );
}
