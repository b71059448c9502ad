/** One likely cause of a refusal: what, how to see whether it is so, what to do. */
export interface Cause {
  id: string;
  what: string;
  check: string;
  /** A command that shows it. Words in capitals are to be replaced. */
  checkCommand?: string | undefined;
  mend: string;
}

/** What the rows match on. */
export interface Refusal {
  status: number;
  errorName: string;
  message: string;
  /** The body was JSON, as AWS's is. */
  fromAws: boolean;
}

export interface AnswerRow {
  id: string;
  title: string;
  matches(answer: Refusal): boolean;
  causes: readonly Cause[];
  /** The causes where AWS's sentence says more than the row: in the place of `causes`. */
  causesIn?: ((message: string) => readonly Cause[]) | undefined;
  retry?: boolean | undefined;
  /** The answer says nothing about certificate, anchor, profile or role. */
  undecided?: boolean | undefined;
}

/** Matches AWS's sentence by its beginning, whatever its capitals. */
export function says(...beginnings: string[]): AnswerRow["matches"] {
  return ({ message }) => {
    const sentence = message.trim().toLowerCase();
    return beginnings.some((beginning) => sentence.startsWith(beginning.toLowerCase()));
  };
}

/** As `says`, anywhere in the sentence. */
export function mentions(pattern: RegExp): AnswerRow["matches"] {
  return ({ message }) => pattern.test(message);
}
