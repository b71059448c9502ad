/** Promises in, results out in the order in which they settle; ends when all that were added have settled. */
export function answerQueue<T>(): {
  add(job: Promise<T>): void;
  [Symbol.asyncIterator](): AsyncGenerator<T>;
} {
  const ready: ({ value: T } | { error: unknown })[] = [];
  let open = 0;
  let wake: (() => void) | undefined;
  const settle = (result: { value: T } | { error: unknown }) => {
    ready.push(result);
    wake?.();
  };
  return {
    add(job) {
      open += 1;
      job.then(
        (value) => settle({ value }),
        (error: unknown) => settle({ error }),
      );
    },
    async *[Symbol.asyncIterator]() {
      while (open > 0) {
        const next = ready.shift();
        if (!next) {
          await new Promise<void>((go) => {
            wake = go;
          });
          continue;
        }
        open -= 1;
        if ("error" in next) throw next.error;
        yield next.value;
      }
    },
  };
}
