import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { Problem } from "@/lib/problems";

/*
 * One process holds several copies of this file: Next bundles the start of the server and the pages apart, and the
 * store that the start has opened serves both. A class is another one in each copy, so `instanceof` says no to an
 * error of the neighbour. The brands are the same everywhere: ask `isRefusal` and `isStoreUnavailable`.
 */
const REFUSAL = Symbol.for("aws-connection-wizard.refusal");
const UNAVAILABLE = Symbol.for("aws-connection-wizard.store-unavailable");

/**
 * An expected refusal from inside the store, thrown so that it rolls a transaction back.
 * The wrapper of all actions turns it into its problem; nobody else needs to catch it.
 */
export class Refusal extends Error {
  readonly [REFUSAL] = true;

  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = "Refusal";
  }
}

/**
 * The store cannot be opened, reached or written to. The message is a sentence for the operator, not for a visitor,
 * and holds nothing of what a visitor entered.
 */
export class StoreUnavailable extends Error {
  readonly [UNAVAILABLE] = true;
  /** Next keeps a digest that is there already, prints it with the error and gives it to the page's error boundary. */
  readonly digest = `store-unavailable-${randomBytes(5).toString("hex")}`;

  constructor(
    message: string,
    /** The database's SQLSTATE or the system's code, where there is one. */
    readonly code?: string,
  ) {
    super(message);
    this.name = "StoreUnavailable";
    noteOnRequest();
  }
}

/** scripts/front/store-away.mjs: a page that ends with this is answered 503 instead of Next's 500. */
function noteOnRequest(): void {
  const requests: unknown = Reflect.get(globalThis, Symbol.for("aws-connection-wizard.requests"));
  if (!(requests instanceof AsyncLocalStorage)) return;
  const met: unknown = requests.getStore();
  if (typeof met === "object" && met !== null) Object.assign(met, { storeAway: true });
}

/** A statement that the database refused for a reason that nobody foresaw. No text of the statement, no value. */
export class StoreFault extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = "StoreFault";
  }
}

export const isRefusal = (value: unknown): value is Refusal => isBranded(value, REFUSAL);

export const isStoreUnavailable = (value: unknown): value is StoreUnavailable =>
  isBranded(value, UNAVAILABLE);

function isBranded(value: unknown, brand: symbol): boolean {
  return typeof value === "object" && value !== null && brand in value;
}
