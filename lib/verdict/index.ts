/** The room of the verdict: the one shape of a check's result that every room hands to pages, checklist and exports. */
export * from "./count";
export * from "./links";
export * from "./make";
export * from "./schema";
export * from "./status";
