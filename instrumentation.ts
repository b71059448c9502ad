/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // Only the Node server has a store; nothing of it may be bundled for another runtime.
  if (process.env.NEXT_RUNTIME === "nodejs") await (await import("@/lib/server/start")).startServer();
}
