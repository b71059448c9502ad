import { randomBytes } from "node:crypto";
import { scrubSecrets } from "@/lib/checklist";

/** What a log line can hold. There is no field for inputs, so none can get there. */
interface LogLine {
  event: string;
  /** Name of the action or route. */
  name?: string | undefined;
  reference?: string | undefined;
  error?: unknown | undefined;
}

/** A reference number that joins what a visitor saw to a line of the log. */
export function newReference(): string {
  return randomBytes(5).toString("hex");
}

/** One line of JSON on stderr. Error texts are scrubbed; what drizzle appends to them (the parameters) is left out. */
export function logError({ event, name, reference, error }: LogLine): void {
  console.error(
    JSON.stringify({ at: new Date().toISOString(), event, name, reference, error: errorFacts(error) }),
  );
}

export function errorFacts(error: unknown): Record<string, unknown> | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  // "Failed query: insert …\nparams: …" holds what the visitor typed.
  const message = error.message.split(/\nparams:/)[0] ?? "";
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 8)
    .map((frame) => frame.trim());
  return {
    name: error.name,
    code,
    message: scrubSecrets(message).slice(0, 500),
    frames,
    ...(error.cause instanceof Error ? { cause: errorFacts(error.cause) } : {}),
  };
}
