// @ts-check
/** One line a minute for all that was refused: nobody can fill the log, and nothing of a request is in it. */

const MINUTE_MS = 60_000;

export function countRefusals(print = (/** @type {string} */ line) => console.warn(line)) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const write = () => {
    if (counts.size === 0) return;
    print(
      JSON.stringify({
        at: new Date().toISOString(),
        event: "requests refused",
        counts: Object.fromEntries(counts),
      }),
    );
    counts.clear();
  };
  const timer = setInterval(write, MINUTE_MS);
  timer.unref();
  return {
    /** @param {import("./refusals.mjs").Reason} reason */
    count(reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    },
    /** @param {unknown} error */
    failed(error) {
      const { name, message } = error instanceof Error ? error : new Error("not an error");
      print(
        JSON.stringify({ at: new Date().toISOString(), event: "request failed", error: { name, message } }),
      );
    },
    end() {
      clearInterval(timer);
      write();
    },
  };
}
