import { TextField } from "@/components/forms";
import { ProblemNotice } from "@/components/ui";
import { PasteFeedback } from "./paste-feedback";
import type { Paste } from "./use-paste";

interface Props {
  paste: Paste;
  name: string;
  label: string;
  hint: string;
  optional?: boolean | undefined;
}

/** The box that reads a script's result, wherever one may be pasted, and what it says to it. */
export function PasteBox({ paste, ...field }: Props) {
  return (
    <>
      <TextField
        {...field}
        rows={5}
        mono
        value={paste.text}
        onChange={(event) => void paste.take(event.target.value)}
      />
      <ProblemNotice problem={paste.problem} />
      <PasteFeedback paste={paste} />
    </>
  );
}
