/**
 * The room of the syntaxes: one file each, the only places where a value is written into another language. Each is
 * proven by that language's own parser (`*.test.ts`). It knows no other room, so every room may write with it.
 */
export * from "./bash";
export * from "./hcl";
export * from "./ics";
export * from "./json";
export * from "./yaml";
