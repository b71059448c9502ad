/** The members of `T` that are not undefined: each may be missing, none is there with the value undefined. */
export type Given<T extends object> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * The members that have a value, in their order. An optional member that is undefined is left out, rather than
 * present as `undefined`: this is what `exactOptionalPropertyTypes` asks of whoever passes optional values on, and
 * what keeps such members out of `Object.keys`. Other empty values (null, "", 0, false) stay. Does not change its
 * argument, and looks at own enumerable members only.
 */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;
}
