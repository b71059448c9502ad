import { classes } from "@/components/ui/classes";
import { type TrustPart, type TrustState, trustLooks, trustWires } from "./trust-looks";
import { PartGlyph, Wire } from "./trust-node";

export type { TrustState } from "./trust-looks";

export interface TrustDrawingProps {
  /** In order, from what is held to what is reached; two to seven. */
  parts: readonly TrustPart[];
  title?: string | undefined;
  /** A state's words where the usual ones do not fit ("Seen, not proven"). */
  words?: Partial<Record<TrustState, string>> | undefined;
}

// A node keeps its size however many there are: each part has at most 8.75rem.
const columns: Record<number, string> = {
  2: "@xl:grid-cols-2 @xl:max-w-[17.5rem]",
  3: "@xl:grid-cols-3 @xl:max-w-[26.25rem]",
  4: "@xl:grid-cols-4 @xl:max-w-[35rem]",
  5: "@xl:grid-cols-5 @xl:max-w-[43.75rem]",
  6: "@xl:grid-cols-6 @xl:max-w-[52.5rem]",
  7: "@xl:grid-cols-7 @xl:max-w-[61.25rem]",
};
const CELL = 120;
const HEIGHT = 76;

/**
 * The product's emblem: the chain that ends at KMS, lit as its parts are proven and red where it breaks.
 * The list under the drawing is its text twin: beside each node on wide pages, the drawing itself on narrow ones.
 */
export function TrustDrawing({ parts, title = "How the connection is trusted", words }: TrustDrawingProps) {
  return (
    <figure
      aria-label={title}
      className="@container rounded-lg border border-line bg-surface px-4 py-5 print-exact"
    >
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${CELL * parts.length} ${HEIGHT}`}
        className={classes("mx-auto hidden w-full @xl:block", columns[parts.length])}
        fill="none"
      >
        {parts.slice(1).map((part, index) => {
          const before = parts[index];
          if (!before) return null;
          return (
            <Wire
              key={part.id}
              from={CELL * index + CELL / 2 + 30}
              to={CELL * (index + 1) + CELL / 2 - 30}
              y={HEIGHT / 2}
              lit={before.state === "proven" && part.state === "proven"}
              state={part.state}
              word={trustWires[`${before.id} ${part.id}`]}
            />
          );
        })}
        {parts.map((part, index) => (
          <PartGlyph key={part.id} part={part} x={CELL * index + CELL / 2} y={HEIGHT / 2} radius={27} />
        ))}
      </svg>
      <ol className={classes("mx-auto flex flex-col @xl:grid", columns[parts.length])}>
        {parts.map((part, index) => (
          <Twin key={part.id} part={part} words={words?.[part.state]} next={parts[index + 1]} />
        ))}
      </ol>
    </figure>
  );
}

function Twin({
  part,
  words,
  next,
}: {
  part: TrustPart;
  words?: string | undefined;
  next?: TrustPart | undefined;
}) {
  const look = trustLooks[part.state];
  const wire =
    next === undefined
      ? "border-transparent"
      : next.state === "broken"
        ? "border-fail border-dashed"
        : part.state === "proven" && next.state === "proven"
          ? "border-pass"
          : "border-line-strong border-dashed";
  return (
    <li className="relative flex gap-4 pb-4 last:pb-0 @xl:row-span-3 @xl:grid @xl:grid-rows-subgrid @xl:gap-0 @xl:px-1 @xl:pb-0 @xl:text-center">
      <span
        aria-hidden
        className={classes("absolute top-11 bottom-0 left-[1.3125rem] border-l-2 @xl:hidden", wire)}
      />
      <svg aria-hidden="true" viewBox="0 0 64 64" className="size-11 shrink-0 @xl:hidden" fill="none">
        <PartGlyph part={part} x={32} y={32} radius={27} />
      </svg>
      <div className="min-w-0 @xl:contents">
        <p className="font-medium text-balance @xl:text-sm @xl:font-semibold">{part.label}</p>
        <p
          className={classes(
            "text-sm",
            look.ink,
            (part.state === "proven" || part.state === "broken") && "font-medium",
          )}
        >
          {words ?? look.word}
        </p>
        {part.fact !== undefined && (
          <p className="ident line-clamp-3 text-sm text-ink-soft" title={part.fact}>
            {part.fact}
          </p>
        )}
      </div>
    </li>
  );
}
