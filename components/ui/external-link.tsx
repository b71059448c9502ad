import { ExternalLink as Icon } from "lucide-react";
import type { ReactNode } from "react";
import { isOwnLink } from "@/lib/verdict";

export interface ExternalLinkProps {
  href: string;
  children: ReactNode;
}

/** Leaves the wizard: opens a new tab, says so, and gives nothing away. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  // A link that is not the wizard's leads nowhere.
  if (!isOwnLink(href)) return <>{children}</>;
  const icon = <Icon aria-hidden className="no-print mb-0.5 ml-1 inline size-3.5" />;
  // The arrow goes with the last word, so that it never stands on a line of its own.
  const split = typeof children === "string" ? children.trimEnd().lastIndexOf(" ") + 1 : 0;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link wrap-anywhere">
      {typeof children === "string" ? (
        <>
          {children.slice(0, split)}
          <span className={children.length - split < 24 ? "whitespace-nowrap" : undefined}>
            {children.slice(split)}
            {icon}
          </span>
        </>
      ) : (
        <>
          {children}
          {icon}
        </>
      )}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
