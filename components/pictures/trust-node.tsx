import { otherIcon, type TrustPart, type TrustState, trustIcons, trustLooks } from "./trust-looks";

interface PlaceProps {
  part: TrustPart;
  x: number;
  y: number;
  radius: number;
}

/** One part as a node: its glyph in a ring, and a tick or a cross where a check has spoken. */
export function PartGlyph({ part, x, y, radius }: PlaceProps) {
  const look = trustLooks[part.state];
  const Icon = trustIcons[part.id] ?? otherIcon;
  const corner = radius * 0.72;
  return (
    <g data-part={part.id} data-state={part.state}>
      <circle
        cx={x}
        cy={y}
        r={radius}
        strokeWidth={part.state === "proven" || part.state === "broken" ? 2.5 : 1.5}
        className={look.node}
      />
      <Icon x={x - 12} y={y - 12} width={24} height={24} strokeWidth={1.75} className={look.glyph} />
      {part.state === "proven" && (
        <g transform={`translate(${x + corner} ${y + corner})`}>
          <circle r={9} className="fill-pass stroke-surface" strokeWidth={2} />
          <path
            d="m-3.6 .2 2.5 2.5 4.7-5.2"
            className="stroke-surface"
            strokeWidth={2}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </g>
      )}
      {part.state === "broken" && (
        <g transform={`translate(${x + corner} ${y + corner})`}>
          <circle r={9} className="fill-fail stroke-surface" strokeWidth={2} />
          <path d="m-3 -3 6 6m0 -6-6 6" className="stroke-surface" strokeWidth={2} strokeLinecap="round" />
        </g>
      )}
    </g>
  );
}

interface WireProps {
  from: number;
  to: number;
  y: number;
  /** Both ends are proven. */
  lit: boolean;
  /** The state of the part that it leads to. */
  state: TrustState;
  word?: string | undefined;
}

/** The wire to a part: solid and lit, plain, dashed while the part is waited for, torn where it breaks. */
export function Wire({ from, to, y, lit, state, word }: WireProps) {
  const middle = (from + to) / 2;
  return (
    <g>
      {state === "broken" ? (
        <g className="stroke-fail" strokeWidth={2.5} strokeLinecap="round">
          <path d={`M${from} ${y}H${middle - 7}l4 -7`} strokeLinejoin="round" />
          <path d={`M${to} ${y}H${middle + 7}l-4 7`} strokeLinejoin="round" />
        </g>
      ) : (
        <path
          d={`M${from} ${y}H${to}`}
          strokeWidth={lit ? 2.5 : 1.5}
          className={
            lit
              ? "stroke-pass"
              : state === "waiting"
                ? "stroke-line-strong [stroke-dasharray:4_4]"
                : "stroke-line-strong"
          }
        />
      )}
      {word !== undefined && (
        <text
          x={middle}
          y={y - 12}
          textAnchor="middle"
          className="hidden fill-ink-soft text-[0.8125rem] @2xl:block"
        >
          {word}
        </text>
      )}
    </g>
  );
}
