export * from "./aws-caller";
export * from "./verdict";
