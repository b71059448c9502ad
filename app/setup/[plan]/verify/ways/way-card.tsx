import { ChevronRight, Eye, EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { classes, Moment } from "@/components/ui";
import { permissionCountWords } from "@/components/verdicts";
import { actionState, sightOf, type Way, wayOf } from "@/lib/checks";
import { secondsWords, type WayReport } from "./report-words";

interface Props {
  way: Way;
  actions: readonly string[];
  report: WayReport | undefined;
  /** What it is doing just now: "Asking: 12 of 39 answered". */
  busy: string | undefined;
  /** Only what it came to: the rest is one press away. */
  brief: boolean;
  /** What starts it. */
  act: ReactNode;
}

/** One way of checking: what it takes, what it sees and what it cannot, what it has come to, and its act. */
export function WayCard({ way, actions, report, busy, brief, act }: Props) {
  const facts = wayOf(way);
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4">
      <h3 className="font-medium">{facts.title}</h3>
      <details open={!brief} className="group text-sm">
        <summary className="inline-flex min-h-6 items-center gap-1.5 text-accent hover:text-accent-strong">
          <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
          What it needs and what it sees
        </summary>
        <div className="mt-2 flex flex-col gap-3">
          <p>{facts.what}</p>
          <p>
            <span className="font-medium">Takes: </span>
            {facts.takes}
          </p>
          <Sight way={way} />
          <p>{facts.blindTo}</p>
        </div>
      </details>
      <div className="mt-auto flex flex-col gap-3">
        <p className="text-sm">
          {busy ??
            (report === undefined ? (
              <span className="text-ink-soft">Not used yet.</span>
            ) : (
              state(way, report, actions)
            ))}
        </p>
        {act}
      </div>
    </li>
  );
}

/** The kinds of policy in the same order on every card, so that the cards compare at a glance. */
function Sight({ way }: { way: Way }) {
  return (
    <ul className="flex flex-col gap-1">
      {sightOf(wayOf(way)).map(({ title, seen }) => {
        const Icon = seen ? Eye : EyeOff;
        return (
          <li key={title} className={classes("flex items-start gap-2", !seen && "text-ink-soft")}>
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              <span className="sr-only">{seen ? "Sees: " : "Cannot see: "}</span>
              {title}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** "38 allowed, 1 denied, 0 unknown, checked at …, took 1.3 s, the first answer after 0.2 s" */
function state(way: Way, report: WayReport, actions: readonly string[]): ReactNode {
  const { verdicts, at, stale, tookMs, firstMs, asked, ranAt } = report;
  const states = verdicts
    .filter(({ id }) => actions.includes(id))
    .map((verdict) => actionState({ way, verdict }) ?? "not-asked");
  const some = asked !== undefined && asked < actions.length;
  return (
    <>
      {stale ? (
        <strong className="font-medium text-warn">Out of date: the answers have changed since. </strong>
      ) : (
        <strong className="font-medium">{permissionCountWords(states)}</strong>
      )}
      <span className="text-ink-soft">
        {!stale && ", "}
        {wayOf(way).mark} <Moment at={at} />
        {tookMs !== undefined &&
          (some ? `, ${asked} checked again in ${secondsWords(tookMs)}` : `, took ${secondsWords(tookMs)}`)}
        {firstMs !== undefined && `, the first answer after ${secondsWords(firstMs)}`}
        {ranAt !== undefined && (
          <>
            {"; the script ran at "}
            <Moment at={ranAt} />
            {" by its own clock"}
          </>
        )}
        .
      </span>
    </>
  );
}
