import "server-only";
import { z } from "zod";
import type { Plan, Results } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { getStore, type Visitor } from "@/lib/store";
import { type Deadline, startDeadline } from "./deadline";
import { type ActionOptions, problemOf, readInput, refuseRequest } from "./guard";
import { resultsOf } from "./plans";
import type { ActionResult } from "./result";
import { currentVisitor, newVisitor } from "./visitors/visitor";

export interface VisitorContext {
  visitor: Visitor;
  now: Date;
  /** Ends the work at the deadline (at most 15 s). */
  signal: AbortSignal;
}

export interface PlanContext extends VisitorContext {
  plan: Plan;
  /** What was checked of the plan, read when it is asked for, once. */
  results(): Promise<Results>;
}

type Answer<T> = ActionResult<Exclude<T, Problem>>;
const planId = z.string().min(1).max(60);

/** An action of anybody: the request is judged, the input parsed, whatever goes wrong becomes a problem. */
export function visitorAction<S extends z.ZodType, T>(
  options: ActionOptions<S>,
  handler: (input: z.output<S>, context: VisitorContext) => Promise<T | Problem>,
): (input: z.input<S>) => Promise<Answer<T>> {
  return async (input) =>
    guarded(options, async (deadline, now) => {
      const known = await currentVisitor();
      const refused = await refuseRequest(options.limit ?? "action", known, now);
      if (refused !== undefined) return refused;
      const read = readInput(options, input);
      if (isProblem(read)) return read;
      const visitor = known ?? (await newVisitor());
      return handler(read.data, { visitor, now, signal: deadline.signal });
    });
}

/** An action on a plan of the visitor. A stranger's plan and one that is not there give the same problem. */
export function planAction<S extends z.ZodType, T>(
  options: ActionOptions<S>,
  handler: (input: z.output<S>, context: PlanContext) => Promise<T | Problem>,
): (planId: string, input: z.input<S>) => Promise<Answer<T>> {
  return async (id, input) =>
    guarded(options, async (deadline, now) => {
      const opened = await openPlan(options, id, input, now);
      if (isProblem(opened)) return opened;
      return handler(opened.data, { ...opened.context, now, signal: deadline.signal });
    });
}

/**
 * An action on a plan that answers piece by piece: the browser reads the result with `for await`.
 * A refusal is a piece too; after "deadline-passed" or an unexpected error nothing more comes.
 */
export function planStream<S extends z.ZodType, T>(
  options: ActionOptions<S>,
  handler: (input: z.output<S>, context: PlanContext) => AsyncIterable<T | Problem>,
): (planId: string, input: z.input<S>) => Promise<AsyncGenerator<Answer<T>>> {
  return async (id, input) => pieces(options, handler, id, input);
}

async function* pieces<S extends z.ZodType, T>(
  options: ActionOptions<S>,
  handler: (input: z.output<S>, context: PlanContext) => AsyncIterable<T | Problem>,
  id: unknown,
  input: unknown,
): AsyncGenerator<Answer<T>> {
  const deadline = startDeadline(options.deadlineMs);
  let iterator: AsyncIterator<T | Problem> | undefined;
  try {
    const now = new Date();
    const opened = await openPlan(options, id, input, now);
    if (isProblem(opened)) return yield { ok: false, problem: opened };
    iterator = handler(opened.data, { ...opened.context, now, signal: deadline.signal })[
      Symbol.asyncIterator
    ]();
    for (;;) {
      const step = await deadline.race(iterator.next());
      if (isProblem(step)) return yield { ok: false, problem: step };
      if (step.done) {
        const cut = deadline.cutBy();
        // Else the page goes on by itself, asks again, and meets a server that is gone.
        if (cut?.code === "server-stopping") yield { ok: false, problem: cut };
        return;
      }
      yield answer(step.value);
    }
  } catch (error) {
    yield { ok: false, problem: problemOf(error, options.name) };
  } finally {
    deadline.end();
    // Not awaited: a handler that hangs would hang us too. Its finally runs when it next comes up for air.
    void Promise.resolve(iterator?.return?.()).catch(() => {});
  }
}

async function openPlan<S extends z.ZodType>(
  options: ActionOptions<S>,
  id: unknown,
  input: unknown,
  now: Date,
) {
  const visitor = await currentVisitor();
  const refused = await refuseRequest(options.limit ?? "action", visitor, now);
  if (refused !== undefined) return refused;
  const given = planId.safeParse(id);
  if (visitor === undefined || !given.success) return problem("plan-not-found");
  const read = readInput(options, input);
  if (isProblem(read)) return read;
  const store = await getStore();
  const plan = await store.plans.find(visitor, given.data);
  if (plan === undefined) return problem("plan-not-found");
  return { data: read.data, context: { visitor, plan, results: once(() => resultsOf(plan)) } };
}

async function guarded<S extends z.ZodType, T>(
  options: ActionOptions<S>,
  run: (deadline: Deadline, now: Date) => Promise<T | Problem>,
): Promise<Answer<T>> {
  const deadline = startDeadline(options.deadlineMs);
  try {
    return answer(await deadline.race(run(deadline, new Date())));
  } catch (error) {
    return { ok: false, problem: problemOf(error, options.name) };
  } finally {
    deadline.end();
  }
}

function answer<T>(value: T | Problem): Answer<T> {
  return isProblem(value) ? { ok: false, problem: value } : { ok: true, value: value as Exclude<T, Problem> };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
