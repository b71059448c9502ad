/**
 * How much work one question may take, counted in steps (a character compared, a signature tried, a node read: each
 * user says which). A count and no clock: the same input gives the same answer on every machine.
 */
export interface Budget {
  readonly limit: number;
  /** Steps so far; never more than one request above the limit. */
  readonly spent: number;
  /** False once the limit is reached: what is asked from then on is not judged. */
  readonly left: boolean;
  /** Takes steps away; says whether there were any left. */
  spend(steps?: number): boolean;
}

export function budget(limit: number): Budget {
  let spent = 0;
  return {
    limit,
    get spent() {
      return spent;
    },
    get left() {
      return spent < limit;
    },
    spend(steps = 1) {
      if (spent >= limit) return false;
      spent += steps;
      return spent <= limit;
    },
  };
}

/** "a, b and 7 more": the first of many, and how many there are beside. */
export function firstOf(items: readonly string[], most: number, between = ", "): string {
  const shown = items.slice(0, most).join(between);
  return items.length > most ? `${shown}${between}and ${items.length - most} more` : shown;
}
