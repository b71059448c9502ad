/**
 * At most `limit` of the given jobs at once; the rest wait in order. Whether a job
 * that waited is still wanted is for the job itself to look at.
 */
export function limiter(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (job) => {
    // A freed place is handed straight to the next in line, so that nobody slips in between.
    if (running >= limit) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
