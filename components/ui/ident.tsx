import { Fragment } from "react";

// ARNs, IAM actions, serials (with and without colons): set in mono, broken at their separators only.
const IDENTIFIER =
  /(arn:aws[\w-]*:\S+?(?=[.,;)]?(?:\s|$))|\b[a-z0-9]+:[A-Z][A-Za-z]+\b|\b(?:[0-9A-Fa-f]{2}:){5,}[0-9A-Fa-f]{2}\b|\b(?=[a-f]*\d)[0-9a-f]{20,}\b)/g;

/** Text in which ARNs, actions and serials stand in mono and break only after `:` and `/`. */
export function Ident({ text }: { text: string }) {
  return text.split(IDENTIFIER).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one immutable text
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one immutable text
      <Mono key={index} text={part} />
    ),
  );
}

/** One identifier in mono, breaking only after its separators. */
export function Mono({ text }: { text: string }) {
  return (
    <span className="ident">
      {text.split(/(?<=[:/])/).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one immutable text
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </span>
  );
}
