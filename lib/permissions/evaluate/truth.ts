/** Three-valued logic: `maybe` is "for some resources or some requests, or nobody can tell". */
export type Truth = true | false | "maybe";

export function and(...parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes("maybe") ? "maybe" : true;
}

export function or(...parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true;
  return parts.includes("maybe") ? "maybe" : false;
}

export function not(part: Truth): Truth {
  return part === "maybe" ? "maybe" : !part;
}
