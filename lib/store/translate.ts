import { isRefusal, isStoreUnavailable, StoreFault, StoreUnavailable } from "./refusal";

/**
 * The store's door for errors. What drizzle throws (a `DrizzleQueryError`, whose `name` is only "Error") holds the
 * statement and its parameters, and what the drivers throw can hold values ("Key (hash)=(…) already exists"). Next
 * prints whatever a page throws, with every own property and every cause. So none of it leaves the store: an error
 * goes out as a new one that knows the SQLSTATE and nothing else.
 */

/** The same object whose functions all throw translated errors. */
export function translating<T extends object>(face: T): T {
  const entries = Object.entries(face).map(([name, value]) => [name, translated(value)]);
  return Object.fromEntries(entries) as T;
}

function translated(value: unknown): unknown {
  if (typeof value === "function")
    return async (...args: unknown[]) => {
      try {
        return await value(...args);
      } catch (error) {
        throw translate(error);
      }
    };
  return typeof value === "object" && value !== null ? translating(value) : value;
}

/** The error as the rest of the product may see it. What does not come from the database stays as it is. */
export function translate(error: unknown): unknown {
  if (isRefusal(error) || isStoreUnavailable(error)) return error;
  const chain = chainOf(error);
  const known = chain.find((at) => isRefusal(at) || isStoreUnavailable(at));
  if (known !== undefined) return known;
  const gone = chain.find(isGone);
  if (gone !== undefined) return withFrames(unavailable(codeOf(gone)), error);
  const state = chain.map(codeOf).find((code) => code !== undefined && /^[0-9A-Z]{5}$/.test(code));
  if (state === undefined && !chain.some(isFailedQuery)) return error;
  return withFrames(
    new StoreFault(`The database refused a statement (SQLSTATE ${state ?? "unknown"}).`, state ?? "unknown"),
    error,
  );
}

function unavailable(code: string | undefined): StoreUnavailable {
  return new StoreUnavailable(
    `The database cannot be used at the moment (${code ?? "the connection broke"}).`,
    code,
  );
}

/** At most ten: a chain of causes can be a ring. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 10; at = at.cause) chain.push(at);
  return chain;
}

/** The code of the database, the driver or the system; of what cannot be told from a value, nothing. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z0-9_]{3,40}$/.test(code) ? code : undefined;
}

/** The first code in the chain of causes. */
export function deepCodeOf(error: unknown): string | undefined {
  return chainOf(error)
    .map(codeOf)
    .find((code) => code !== undefined);
}

const isFailedQuery = (error: Error) => "query" in error && "params" in error;

/**
 * SQLSTATE classes and codes of a database that is away, ending, full or not to be written to. Source:
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 * 08 connection, 53 resources (full disk, memory, connections), 57P shutdown, 58 the system under it, 28 and 3D a sign-in
 * that is not taken (any more), 25006 read only (a standby), 25P03 and 25P04 a transaction that was ended for its
 * length, 57014 a statement that was, 55P03 a lock, XX001 and XX002 damaged data.
 */
const GONE = /^(08...|53...|57P..|58...|28...|3D000|25006|25P0[34]|57014|55P03|XX00[12])$/;

/** pg gives these no code. */
const GONE_WORDS =
  /^(Query read timeout|timeout exceeded when trying to connect|Connection terminated|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/;

function isGone(error: Error): boolean {
  const code = codeOf(error);
  return code === undefined
    ? GONE_WORDS.test(error.message)
    : // The system's own: ECONNREFUSED, ENOTFOUND, ENOSPC …
      GONE.test(code) || /^E[A-Z]{2,}(_[A-Z]+)?$/.test(code);
}

/** Where it happened, without the first lines of the stack, which are the message with its parameters. */
function withFrames<E extends Error>(fresh: E, old: unknown): E {
  const stack = old instanceof Error ? (old.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  fresh.stack = [`${fresh.name}: ${fresh.message}`, ...frames].join("\n");
  return fresh;
}
