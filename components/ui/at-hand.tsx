import type { ReactNode } from "react";
import { ExternalLink } from "./external-link";

export interface AtHandProps {
  /** Why this step. */
  why: ReactNode;
  /** What to have ready. */
  needs: readonly string[];
  /** Who can do it. */
  who: string;
  links: readonly { title: string; url: string }[];
  children?: ReactNode | undefined;
}

/** The aside of a step: beside the page from 1280 px, folded under it below that (StepFrame places it). */
export function AtHand({ why, needs, who, links, children }: AtHandProps) {
  return (
    <div className="flex flex-col gap-5 text-sm">
      <Part title="Why this step">
        <p>{why}</p>
      </Part>
      {needs.length > 0 && (
        <Part title="Have at hand">
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {needs.map((need) => (
              <li key={need}>{need}</li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Who can do it">
        <p>{who}</p>
      </Part>
      {links.length > 0 && (
        <Part title="To read">
          <ul className="flex flex-col gap-1.5">
            {links.map(({ title, url }) => (
              <li key={url}>
                <ExternalLink href={url}>{title}</ExternalLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {children}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <div className="text-ink-soft">{children}</div>
    </section>
  );
}
