import type { Problem } from "@/lib/problems";

/**
 * An expected refusal from inside the store, thrown so that it rolls a transaction back.
 * The wrapper of all actions turns it into its problem; nobody else needs to catch it.
 */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = "Refusal";
  }
}

/** The store cannot be opened or reached. The message is a sentence for the operator, not for a visitor. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreUnavailable";
  }
}
