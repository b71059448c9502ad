import { browserProblem, type Problem } from "@/lib/problems/browser";

/** What a page says when something that it asked of the server (an action, a part of its code) did not come back. */
export const lostServer: Problem = browserProblem("server-lost");

/**
 * What the server gave, or the problem that nothing came: the one way in which a page asks for anything outside
 * `useAction`.
 * @example const result = await orLost(saveAnswers(planId, sent));
 */
export function orLost<T>(asked: Promise<T>): Promise<T | Problem> {
  return asked.catch(() => lostServer);
}
