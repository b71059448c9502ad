import "server-only";

export type { Visitor } from "@/lib/store";
export { type PlanContext, planAction, planStream, type VisitorContext, visitorAction } from "./action";
export { type Capability, hashToken, isToken, newCapability } from "./capability";
export { type Environment, getEnvironment } from "./environment";
export type { LimitName } from "./limits";
export { logError, newReference } from "./log";
export { requirePlan, visitorPlans } from "./plans";
export type { ActionResult } from "./result";
export { currentVisitor } from "./visitor";
