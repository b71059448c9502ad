import "server-only";

export type { Visitor } from "@/lib/store";
export { type PlanContext, planAction, planStream, type VisitorContext, visitorAction } from "./action";
export { type Environment, getEnvironment } from "./environment";
export { linkDays, newLink, openChecklist, openInvitation } from "./links";
export { logError, newReference } from "./log";
export { plansKeptUntil, requirePlan, resultsOf, visitorPlans, visitorPlansWithResults } from "./plans";
export type { ActionResult } from "./result";
export { toolVersion } from "./version";
export type { LimitName } from "./visitors/rate-limits";
export { currentVisitor } from "./visitors/visitor";
export { runTask } from "./workers/run-task";
