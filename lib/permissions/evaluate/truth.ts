/** Three-valued logic: `maybe` is "for some resources or some requests, or nobody can tell". */
export type Truth = true | false | "maybe";

export function and(...parts: readonly Truth[]): Truth {
  return allOf(parts, (part) => part);
}

export function or(...parts: readonly Truth[]): Truth {
  return anyOf(parts, (part) => part);
}

/** `and` over a list of any length; stops at the first that is false. */
export function allOf<T>(list: Iterable<T>, judge: (one: T) => Truth): Truth {
  let all: Truth = true;
  for (const one of list) {
    const truth = judge(one);
    if (truth === false) return false;
    if (truth === "maybe") all = "maybe";
  }
  return all;
}

/** `or` over a list of any length; stops at the first that is true. */
export function anyOf<T>(list: Iterable<T>, judge: (one: T) => Truth): Truth {
  let any: Truth = false;
  for (const one of list) {
    const truth = judge(one);
    if (truth === true) return true;
    if (truth === "maybe") any = "maybe";
  }
  return any;
}

export function not(part: Truth): Truth {
  return part === "maybe" ? "maybe" : !part;
}
