export { buildChecklist, type ChecklistInput } from "./build";
export { openItems } from "./open";
export { inOwnWords, snapshotInOwnWords } from "./own-words";
export { scrubSecrets } from "./redact";
export { freshVerdicts, settleActions } from "./settle";
export { type Checklist, checklistSchema, isCountedCheck, type ShownVerdict } from "./snapshot";
