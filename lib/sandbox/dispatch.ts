import type { z } from "zod";
import type { AwsService } from "@/lib/partitions";
import { actingRegion, authenticate, expired } from "./authenticate";
import { requestContext, whyNot } from "./authorize";
import type { Context, Operation, Surroundings } from "./operation";
import { operations } from "./operations";
import { createSession } from "./operations/rolesanywhere/create-session";
import { json } from "./protocols/json";
import type { Protocol, WireAnswer } from "./protocols/protocol";
import { ec2, query } from "./protocols/query";
import { rest } from "./protocols/rest";
import { common, type ProtocolName, Refusal, throttled } from "./refusal";
import { scenarioOf } from "./scenarios";
import { readAuthorization, type WireRequest } from "./sigv4";

const protocols: Record<AwsService, Protocol> = {
  kms: json,
  logs: json,
  cloudhsmv2: json,
  iam: query,
  sts: query,
  ec2,
  rolesanywhere: rest,
};

// CloudHSM v2 signs as plain "cloudhsm".
const serviceOfScope = (scope: string | undefined): AwsService | undefined =>
  scope === "cloudhsm"
    ? "cloudhsmv2"
    : scope && Object.hasOwn(protocols, scope)
      ? (scope as AwsService)
      : undefined;

/** Answers one AWS request. Never throws. */
export function answer(request: WireRequest, surroundings: Surroundings): WireAnswer {
  if (request.method === "POST" && request.path === "/sessions") {
    return guarded(rest, surroundings, () => createSession(request, surroundings));
  }
  const authorization = readAuthorization(request.headers.authorization);
  const service = serviceOfScope(authorization?.service);
  const protocol = service ? protocols[service] : guessProtocol(request);
  return guarded(protocol, surroundings, () => {
    const { world, caller } = authenticate(request, protocol.name, authorization, surroundings);
    if (!service || !authorization) throw common(protocol.name, "unknown-operation", "");
    const region = actingRegion(world, protocol.name, service, authorization.region);
    const own = operations.filter((row) => row.service === service);
    const found = protocol.read(request, own);
    if ("unknown" in found) throw common(protocol.name, "unknown-operation", found.unknown);
    const scenario = scenarioOf(world.scenario);
    if (scenario.sessionsExpire && caller.session && found.row.name !== "GetCallerIdentity") {
      throw expired(protocol.name);
    }
    const { throttle } = scenario;
    if (
      throttle?.service === service &&
      surroundings.throttled(world.accountId, service, throttle.perSecond)
    ) {
      throw throttled(protocol.name, service);
    }
    const context: Context = {
      world,
      scenario,
      region,
      caller,
      now: surroundings.now,
      secretOf: surroundings.secretOf,
      require(action, resources, conditions = {}) {
        const refusal = refuse(protocol.name, context, action, [resources].flat(), conditions);
        if (refusal) throw refusal;
      },
    };
    return protocol.write(
      found.row,
      perform(protocol.name, found.row, found.input, context),
      surroundings.requestId,
    );
  });
}

/** What the called service would say if it refused this request for a reason outside itself. Never throws. */
export function refuseAs(
  why: "throttled" | "expired",
  request: WireRequest,
  { requestId }: Pick<Surroundings, "requestId">,
): WireAnswer {
  const service = serviceOfScope(readAuthorization(request.headers.authorization)?.service);
  const protocol = service ? protocols[service] : guessProtocol(request);
  const refusal = why === "expired" ? expired(protocol.name) : throttled(protocol.name, service);
  return protocol.refuse(refusal, requestId);
}

function perform(protocol: ProtocolName, row: Operation, raw: unknown, context: Context) {
  const parsed = row.shape.safeParse(raw);
  if (!parsed.success) throw common(protocol, "validation", validationSentence(parsed.error, raw));
  const input = parsed.data;
  row.before?.(input, context);
  if (row.action) context.require(row.action, row.resource(input, context), row.conditions?.(input, context));
  return row.answer(input, context);
}

function refuse(
  protocol: ProtocolName,
  context: Context,
  action: string,
  resources: readonly string[],
  conditions: Record<string, string[]>,
): Refusal | undefined {
  const { world, scenario, caller, region, now } = context;
  for (const resource of resources) {
    const request = {
      action,
      resource,
      context: { ...requestContext(world, caller, region), ...conditions },
    };
    const why = whyNot(world, scenario, caller, now, request);
    if (!why) continue;
    const sentence = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
    const prefix = protocol === "ec2" ? "You are not authorized to perform this operation. " : "";
    return common(protocol, "denied", prefix + sentence);
  }
  return undefined;
}

function validationSentence(error: z.ZodError, raw: unknown): string {
  const count = error.issues.length;
  const each = error.issues.map((issue) => {
    const where = issue.path.join(".");
    const value = issue.path.reduce<unknown>(
      (at, key) =>
        typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
      raw,
    );
    // What a form makes of its members has no words of its own.
    const words = typeof value === "object" ? JSON.stringify(value) : String(value ?? null);
    return `Value '${words.slice(0, 200)}' at '${where}' failed to satisfy constraint: ${issue.message}`;
  });
  return `${count} validation error${count === 1 ? "" : "s"} detected: ${each.join("; ")}`;
}

function guessProtocol(request: WireRequest): Protocol {
  if (request.headers["x-amz-target"]) return json;
  return (request.headers["content-type"] ?? "").includes("x-www-form-urlencoded") ? query : rest;
}

function guarded(protocol: Protocol, surroundings: Surroundings, run: () => WireAnswer): WireAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return protocol.refuse(error, surroundings.requestId);
    console.error("sandbox: unexpected", error);
    return protocol.refuse(common(protocol.name, "internal", "Internal failure"), surroundings.requestId);
  }
}
