import { z } from "zod";
import type { Partition } from "@/lib/partitions";
import { type Problem, problem } from "@/lib/problems";
import type { AwsCredentials } from "./open-aws";

export interface SandboxAddress {
  sandboxUrl: string;
  sandboxToken?: string | undefined;
}

export interface SandboxWorld {
  accountId: string;
  scenario: string;
  /** True when the world was not there: a new one, or one that a restart of the sandbox had taken. */
  created: boolean;
  administrator: AwsCredentials;
}

const worldSchema = z.object({
  accountId: z.string(),
  scenario: z.string().default("healthy"),
  created: z.boolean(),
  administrator: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

const scenarioSchema = z.object({ id: z.string(), title: z.string(), expect: z.string() });
export type SandboxScenario = z.infer<typeof scenarioSchema>;

/** The sandbox's control endpoints, over HTTP: the only way in which the wizard touches a pretend account's state. */
export function sandboxControl(at: SandboxAddress) {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(new URL(`/_sandbox${path}`, at.sandboxUrl), {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(at.sandboxToken ? { "x-sandbox-token": at.sandboxToken } : {}),
        },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: "error",
        cache: "no-store",
        signal: AbortSignal.timeout(5000),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
      return problem("sandbox-unreachable", { values: { url: new URL(at.sandboxUrl).origin, reason } });
    }
    const text = await response.text();
    if (!response.ok)
      return problem("sandbox-refused", { values: { status: response.status, reason: text.slice(0, 300) } });
    return text === "" ? {} : JSON.parse(text);
  };
  const read = async <T>(schema: z.ZodType<T>, answer: Promise<unknown>): Promise<T | Problem> => {
    const value = await answer;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const isRefusal = typeof value === "object" && value !== null && (value as Problem).kind === "problem";
    return isRefusal
      ? (value as Problem)
      : problem("sandbox-refused", { values: { status: 200, reason: "the answer has another form" } });
  };
  const world = (accountId: string) => `/worlds/${encodeURIComponent(accountId)}`;
  return {
    /** Makes the account's world unless it is there; always gives the administrator's key. */
    ensureWorld(accountId: string, partition: Partition, scenario?: string): Promise<SandboxWorld | Problem> {
      return read(
        worldSchema,
        ask("PUT", world(accountId), { partition, ...(scenario ? { scenario } : {}) }),
      );
    },
    scenarios(): Promise<SandboxScenario[] | Problem> {
      return read(z.array(scenarioSchema), ask("GET", "/scenarios"));
    },
    /** The scenario that the world is in; a world that is gone reads as a refusal with status 404. */
    readWorld(accountId: string): Promise<Record<string, unknown> | Problem> {
      return read(z.record(z.string(), z.unknown()), ask("GET", world(accountId)));
    },
    setScenario(accountId: string, scenario: string): Promise<Record<string, unknown> | Problem> {
      return read(
        z.record(z.string(), z.unknown()),
        ask("POST", `${world(accountId)}/scenario`, { scenario }),
      );
    },
    removeWorld(accountId: string): Promise<Record<string, unknown> | Problem> {
      return read(z.record(z.string(), z.unknown()), ask("DELETE", world(accountId)));
    },
  };
}
