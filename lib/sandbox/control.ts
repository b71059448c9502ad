import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { partitions } from "@/lib/partitions";
import type { WireAnswer } from "./protocols/protocol";
import { scenarios } from "./scenarios";
import type { WireRequest } from "./sigv4";
import { administratorOf, snapshotOf } from "./world";
import type { Worlds } from "./worlds";

export const SANDBOX_VERSION = 1;

const creation = z.object({ partition: z.enum(partitions), scenario: z.string().optional() });
const choice = z.object({ scenario: z.string() });

const reply = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const same = (a: string, b: string) => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** The endpoints that make, show and break worlds. They are for the wizard's server and for tests, never for a browser. */
export function control(
  request: WireRequest,
  options: { worlds: Worlds; token: string | undefined },
): WireAnswer {
  const { worlds, token } = options;
  const path = request.path.slice("/_sandbox/".length);
  if (request.method === "GET" && path === "health")
    return reply(200, { ok: true, version: SANDBOX_VERSION });
  // A page in a browser could be made to call 127.0.0.1 under a name of its own; it would send an Origin or that name.
  if (
    request.headers.origin !== undefined ||
    !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? "")
  ) {
    if (token === undefined)
      return reply(403, { message: "Without a token the control endpoints answer on loopback only." });
  }
  if (token !== undefined && !same(request.headers["x-sandbox-token"] ?? "", token)) {
    return reply(401, { message: "The header x-sandbox-token is missing or is not this sandbox's." });
  }
  if (request.method === "GET" && path === "scenarios") {
    return reply(
      200,
      scenarios.map(({ id, title, expect }) => ({ id, title, expect })),
    );
  }
  const match = /^worlds\/(\d{12})(\/scenario)?$/.exec(path);
  if (!match?.[1]) return reply(404, { message: "There is no such control endpoint." });
  return onWorld(request, match[1], match[2] !== undefined, worlds);
}

function onWorld(request: WireRequest, accountId: string, scenarioOnly: boolean, worlds: Worlds): WireAnswer {
  if (request.method === "PUT" && !scenarioOnly) {
    const input = creation.safeParse(parse(request.body));
    if (!input.success) return reply(400, { message: z.prettifyError(input.error) });
    const { world, created } = worlds.ensure(accountId, input.data.partition);
    if (input.data.scenario !== undefined && !worlds.setScenario(world, input.data.scenario))
      return noScenario();
    worlds.save();
    return reply(created ? 201 : 200, {
      accountId,
      partition: world.partition,
      scenario: world.scenario,
      created,
      administrator: administratorOf(worlds.secret, accountId),
    });
  }
  const world = worlds.find(accountId);
  if (!world) return reply(404, { message: "There is no world for this account." });
  if (request.method === "GET" && !scenarioOnly) return reply(200, snapshotOf(world));
  if (request.method === "POST" && scenarioOnly) {
    const input = choice.safeParse(parse(request.body));
    if (!input.success || !worlds.setScenario(world, input.data.scenario)) return noScenario();
    worlds.save();
    return reply(200, { accountId, scenario: world.scenario });
  }
  if (request.method === "DELETE" && !scenarioOnly) {
    worlds.remove(accountId);
    worlds.save();
    return reply(200, { accountId });
  }
  return reply(405, { message: "This method is not supported here." });
}

const noScenario = () =>
  reply(400, { message: `There is no such scenario. There are: ${scenarios.map((s) => s.id).join(", ")}.` });

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
