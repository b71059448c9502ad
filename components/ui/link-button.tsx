import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button";
import { classes } from "./classes";

// Beside the button, not in its file: the pages of faults have buttons, and are spared Next's links.

export interface LinkButtonProps {
  href: string;
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: "small" | "normal" | undefined;
  icon?: ReactNode | undefined;
  className?: string | undefined;
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ href, children, variant, size, icon, className }: LinkButtonProps) {
  return (
    <Link href={href} className={classes(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}
