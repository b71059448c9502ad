import { ExternalLink as Icon } from "lucide-react";
import type { ReactNode } from "react";

export interface ExternalLinkProps {
  href: string;
  children: ReactNode;
}

/** Leaves the wizard: opens a new tab, says so, and gives nothing away. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link break-words">
      {children}
      {/* A word joiner: the arrow never stands on a line of its own. */}
      {"\u2060"}
      <Icon aria-hidden className="no-print mb-0.5 ml-1 inline size-3.5" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
