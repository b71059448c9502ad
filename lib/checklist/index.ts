export { buildChecklist, type ChecklistInput } from "./build";
export { openItems } from "./open";
export { scrubSecrets } from "./redact";
export { freshVerdicts, settleActions } from "./settle";
export { type Checklist, checklistSchema, isCountedCheck, type ShownVerdict } from "./snapshot";
