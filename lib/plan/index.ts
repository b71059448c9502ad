export * from "./answers";
export * from "./plan";
export * from "./results";
