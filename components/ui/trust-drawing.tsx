import { Circle, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { classes } from "./classes";

/** proven: shown by a check; unproven: given, not checked; broken: a check failed; waiting: not there yet. */
export type TrustState = "proven" | "unproven" | "broken" | "waiting";

export interface TrustPart {
  id: string;
  /** "Certificate", "Trust anchor", "Profile", "Role", "Session", "KMS". */
  label: string;
  state: TrustState;
  /** One short line of fact: a name, an ARN's end, a time. */
  fact?: string;
}

export interface TrustDrawingProps {
  parts: readonly TrustPart[];
  title?: string;
}

const looks: Record<TrustState, { word: string; icon: LucideIcon; ink: string; node: string; wire: string }> =
  {
    proven: {
      word: "Proven",
      icon: CircleCheck,
      ink: "text-pass",
      node: "border-pass bg-pass-soft",
      wire: "bg-pass",
    },
    unproven: {
      word: "Not proven yet",
      icon: Circle,
      ink: "text-ink-soft",
      node: "border-line-strong bg-surface",
      wire: "bg-line-strong",
    },
    broken: {
      word: "Breaks here",
      icon: CircleX,
      ink: "text-fail",
      node: "border-fail bg-fail-soft",
      wire: "bg-fail",
    },
    waiting: {
      word: "Waiting",
      icon: CircleDashed,
      ink: "text-ink-soft",
      node: "border-line-strong border-dashed bg-canvas",
      wire: "bg-line",
    },
  };

/** Placeholder for the emblem; its props stay. */
export function TrustDrawing({ parts, title = "How the connection is trusted" }: TrustDrawingProps) {
  return (
    <figure aria-label={title}>
      <ol className="flex flex-col gap-2 sm:flex-row">
        {parts.map((part) => {
          const look = looks[part.state];
          const Icon = look.icon;
          return (
            <li key={part.id} className={classes("flex-1 rounded-md border px-3 py-2", look.node)}>
              <p className="font-medium">{part.label}</p>
              <p className={classes("flex items-center gap-1 text-sm", look.ink)}>
                <Icon aria-hidden className="size-4" />
                {look.word}
              </p>
              {part.fact !== undefined && <p className="ident text-sm">{part.fact}</p>}
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
