export { buildChecklist, type ChecklistInput } from "./build";
export { checkTitles, openItems } from "./open";
export { scrubSecrets } from "./redact";
export { type SettledPermission, settlePermissions, settlingResults } from "./settle";
export * from "./snapshot";
