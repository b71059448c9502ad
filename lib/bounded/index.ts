/**
 * Bounded work: what reads foreign text counts its steps, and what takes more than it may says that it did not judge.
 * Pure; for every room.
 */
export * from "./budget";
export * from "./glob";
export * from "./json";
export type { JsonPath, Position } from "./positions";
export * from "./text";
