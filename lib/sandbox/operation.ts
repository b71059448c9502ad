import type { z } from "zod";
import type { AwsService } from "@/lib/partitions";
import type { Caller } from "./authenticate";
import type { Scenario } from "./scenarios/scenario";
import type { WorldState } from "./state";

/** What an operation knows of its request, beside its input. */
export interface Context {
  world: WorldState;
  scenario: Scenario;
  region: string;
  caller: Caller;
  now: Date;
  /** Derives the secret of an access key id. */
  secretOf(accessKeyId: string): string;
  /** Asks whether the caller may also do this; throws the refusal when not. */
  require(action: string, resources: string | readonly string[], context?: Record<string, string[]>): void;
}

export type Output = Record<string, unknown>;

/** One row of the sandbox: an AWS operation. `I` is erased once the row is in the list. */
export interface Operation<I = unknown> {
  service: AwsService;
  /** AWS's name of it: "DescribeKey". */
  name: string;
  /** The IAM action that it needs; null where AWS asks for none (sts:GetCallerIdentity). */
  action: string | null;
  /** For rest-json: "GET /trustanchor/{trustAnchorId}". */
  route?: string | undefined;
  /** HTTP status of success, 200 unless told. */
  status?: number | undefined;
  shape: z.ZodType<I>;
  /** The ARNs that the action is asked for ("*" where AWS has none). */
  resource(input: NoInfer<I>, context: Context): string | readonly string[];
  /** Condition keys that this request sets, beside those every request has. */
  conditions?(input: NoInfer<I>, context: Context): Record<string, string[]>;
  /** Looked at before anything else, for operations that AWS resolves before it authorises (KMS aliases). */
  before?(input: NoInfer<I>, context: Context): void;
  answer(input: NoInfer<I>, context: Context): Output;
}

/** Makes a row; the input's type comes from the shape. */
export function operation<I>(row: Operation<I>): Operation {
  return row as unknown as Operation;
}

/** The ARN of something regional in this world. */
export function regionalArn(
  context: Pick<Context, "world" | "region">,
  service: string,
  resource: string,
): string {
  return `arn:${context.world.partition}:${service}:${context.region}:${context.world.accountId}:${resource}`;
}

/** The ARN of something in IAM. */
export function iamArn(world: WorldState, resource: string): string {
  return `arn:${world.partition}:iam::${world.accountId}:${resource}`;
}

/** AWS's paging, reduced: the token is the index to go on from. */
export function page<T>(
  items: readonly T[],
  limit: number,
  token?: string,
): { items: T[]; next?: string | undefined } {
  const start = token === undefined ? 0 : Number.parseInt(token, 10) || 0;
  const end = start + limit;
  return { items: items.slice(start, end), ...(end < items.length ? { next: String(end) } : {}) };
}

/** What a request finds outside itself. */
export interface Surroundings {
  now: Date;
  serverSecret: string;
  requestId: string;
  secretOf(accessKeyId: string): string;
  findWorld(accountId: string): WorldState | undefined;
  /** True when this call is one too many for the service in this second. */
  throttled(accountId: string, service: string, perSecond: number): boolean;
}
