/** One row of the table: an expected refusal, said so that the reader can go on. `{name}` is filled in by `problem()`. */
export interface ProblemRow {
  title: string;
  sentence: string;
  remedy: string;
  /** The HTTP status where the refusal leaves through a route; never a 5xx for something the visitor typed. */
  status: number;
}
