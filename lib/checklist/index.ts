export * from "./redact";
export * from "./snapshot";
