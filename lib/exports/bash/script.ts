import { helpers, opening } from "./prelude";

interface Piece {
  heading: string;
  bash: string;
}

/** The headings of the scripts, in their order. */
export const headings = {
  options: "Options",
  where: "Only in the plan's account, partition and region",
  look: "What is there already",
  who: "Who is asked about",
  ask: "What will be done",
  do: "Do it",
  result: "The result",
} as const;

/** What a script promises that changes something. */
const changing = {
  promise: [
    "Made by the AWS Connection Wizard. It shows what it will do and asks first; with --yes it does not ask.",
    "It can be run again at any time: whatever is already correct is left alone.",
  ],
  helpers,
} as const;

/**
 * A whole script: what it is for, the values of the plan as assignments, and its pieces in their order.
 * @param nature what it promises, and the helpers that it needs; by default those of a script that changes something
 */
export function script(
  about: readonly string[],
  values: readonly string[],
  pieces: readonly Piece[],
  nature: { promise: readonly string[]; helpers: string } = changing,
): string {
  return `${[
    "#!/usr/bin/env bash",
    ...[...about, ...nature.promise].map((line) => `# ${line}`),
    opening,
    "",
    "# --- The plan's values ---",
    ...values,
    "",
    "# --- Helpers ---",
    nature.helpers,
    ...pieces.flatMap(({ heading, bash }) => ["", `# --- ${heading} ---`, bash]),
  ].join("\n")}\n`;
}
