import { type AwsAnswer, type AwsCall, type AwsCaller, newRun, type RunIds } from "@/lib/checks";
import { type AwsService, endpointHost, type Partition, partitionTable } from "@/lib/partitions";
import type { World } from "@/lib/plan";
import { classify } from "./classify";
import { type Exchange, TransportError, unreadable } from "./exchange";
import { awsGate, sandboxGate } from "./hosts";
import { limiter } from "./limiter";
import { type Admitted, admit, type SdkClient, serviceTable } from "./operations";
import { withRetry } from "./retry";
import { requestHandler } from "./transport";

export interface AwsTarget {
  world: World;
  partition: Partition;
  region: string;
  accountId: string;
}

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** Where calls go and how long they may take: the part of the environment that this room needs. */
export interface AwsOptions {
  /** The sandbox's address; needed for the world "sandbox". */
  sandboxUrl?: string | undefined;
  sandboxToken?: string | undefined;
  /** A PEM file with the CA of a TLS-inspecting proxy. */
  extraCaFile?: string | undefined;
  /** For one try of one call. */
  timeoutMs?: number | undefined;
  /** Ends every call of this caller, for example the action's own deadline. */
  signal?: AbortSignal | undefined;
}

/** The options out of the server's environment (`lib/server` has read and judged it). */
export function awsOptions(
  environment: {
    SANDBOX_URL?: string | undefined;
    SANDBOX_TOKEN?: string | undefined;
    EXTRA_CA_FILE?: string | undefined;
  },
  signal?: AbortSignal,
): AwsOptions {
  return {
    ...(environment.SANDBOX_URL ? { sandboxUrl: environment.SANDBOX_URL } : {}),
    ...(environment.SANDBOX_TOKEN ? { sandboxToken: environment.SANDBOX_TOKEN } : {}),
    ...(environment.EXTRA_CA_FILE ? { extraCaFile: environment.EXTRA_CA_FILE } : {}),
    ...(signal ? { signal } : {}),
  };
}

const TIMEOUT_MS = 8000;

/**
 * Calls of one caller at once, by service. KMS quotas are per operation and a run sends each operation once
 * (https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html); IAM's are unpublished and low.
 *
 * Over all regions together, though KMS counts each region for itself: by its quotas seventeen regions could have 600
 * calls under way, and it is this server's connections, each region a host with TLS of its own, that the limit spares.
 * Nothing is lost by it: the permissions of regions are checked one region after another, and the one call that goes
 * to all of them at once has a smaller limit of its own (REGIONS_AT_ONCE), so that no region waits for another's place.
 */
export const atOnce: Readonly<Record<AwsService, number>> = {
  kms: 40,
  iam: 5,
  logs: 5,
  sts: 2,
  ec2: 2,
  cloudhsmv2: 2,
  rolesanywhere: 1,
};

/**
 * The one door to AWS. Every client gets these credentials, this region and this endpoint; nothing is read from the
 * default chain, shared configuration files or AWS_* variables, so that the wizard never acts as its own host.
 * A refusal by AWS or the network is a value (`AwsFailure`); only a call that no table of operations holds, or that
 * could change a real account, throws, since that is a mistake in the program (see `operations/`).
 */
export function openAws(target: AwsTarget, credentials: AwsCredentials, options: AwsOptions = {}): AwsCaller {
  const { world, partition, region, accountId } = target;
  if (world === "sandbox" && !options.sandboxUrl) throw new Error("The sandbox's address is not known.");
  const gate = world === "aws" ? awsGate(partition) : sandboxGate(options.sandboxUrl ?? "");
  const handler = requestHandler({ gate, extraCaFile: options.extraCaFile });
  const clients = new Map<string, SdkClient>();
  const lines = new Map<AwsService, ReturnType<typeof limiter>>();
  const issued: RunIds[] = [];

  const clientFor = (service: AwsService, callRegion: string): SdkClient => {
    const key = `${service} ${callRegion}`;
    const known = clients.get(key);
    if (known) return known;
    const endpoint =
      world === "sandbox"
        ? (options.sandboxUrl ?? "")
        : `https://${endpointHost(partition, service, callRegion)}`;
    const { Client } = serviceTable[service];
    const client = new Client({
      credentials: { ...credentials },
      // IAM is one service for the partition and signs for one region, wherever the plan lives.
      region: service === "iam" ? partitionTable[partition].iamRegion : callRegion,
      endpoint,
      requestHandler: handler,
      // `withRetry` decides, so that "once only" calls stay once only. `maxAttempts: 1` alone is not enough: the
      // 3.332.0 clients send twice with it.
      maxAttempts: 1,
      retryStrategy: neverAgain,
      // Whatever stands here is not looked up in the environment or in ~/.aws/config.
      retryMode: "standard",
      defaultsMode: "standard",
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      authSchemePreference: [],
      userAgentAppId: "ciphertrust-wizard",
      // The whole of it: the 3.332.0 clients put an application id from the environment in otherwise.
      defaultUserAgentProvider: async () => [["aws-sdk-js"], ["app", "ciphertrust-wizard"]],
    } as never) as SdkClient;
    clients.set(key, client);
    return client;
  };

  const attempt = async (request: AwsCall, { Command }: Pick<Admitted, "Command">): Promise<AwsAnswer> => {
    const { protocol } = serviceTable[request.service];
    const exchange: Exchange = {};
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const stops = [request.signal, options.signal].filter((s) => s !== undefined);
    const ended = () => (stops.some((s) => s.aborted) ? "stopped" : timeout.aborted ? "timeout" : undefined);
    try {
      const output = await clientFor(request.service, request.region ?? region).send(
        new Command(request.input as never),
        { abortSignal: AbortSignal.any([timeout, ...stops]), exchange },
      );
      const fault = unreadable(exchange, protocol, request.operation);
      if (fault) throw new TransportError("UnreadableAnswer", fault);
      const { $metadata: _, ...rest } = output;
      return { ok: true, output: rest };
    } catch (error) {
      const context = { world, protocol, exchange, ended: ended() } as const;
      return { ok: false, failure: classify(withUnreadable(error, exchange, protocol, request), context) };
    }
  };

  const send = (request: AwsCall, admitted: Pick<Admitted, "Command">): Promise<AwsAnswer> => {
    const { service, retry = true } = request;
    const line = lines.get(service) ?? limiter(atOnce[service]);
    lines.set(service, line);
    const signal = request.signal ?? options.signal;
    return withRetry(() => line(() => attempt(request, admitted)), { retry, signal });
  };

  return {
    world,
    partition,
    accountId,
    region,
    names({ region: where, otherRegion }) {
      const ids = newRun({ partition, accountId, region: where }, otherRegion);
      issued.push(ids);
      return ids;
    },
    async call(request) {
      // A copy: what was judged is what is sent, whatever the caller does to its own meanwhile.
      const judged: AwsCall = { ...request, input: { ...request.input } };
      const { first, Command } = admit(judged, world, issued);
      if (first !== undefined) {
        const { service, signal } = judged;
        const seen = await send(
          { service, operation: first.operation, input: { ...first.with }, ...(signal ? { signal } : {}) },
          admit({ service, operation: first.operation, input: {} }, world, issued),
        );
        if (!seen.ok) return seen;
        const list = seen.output[first.list];
        if (!Array.isArray(list) || list.length === 0) return notSent;
      }
      return send(judged, { Command });
    },
  };
}

/** The thing that a call needs to find, so that it can change nothing, is not there (any more). */
const notSent: AwsAnswer = {
  ok: false,
  failure: { kind: "stopped", code: "NotSent", message: "Not sent: it could have changed the account." },
};

/** A retry strategy of the SDK (of both generations) that gives up at once. */
const neverAgain = {
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async () => {
    throw new Error("no retry");
  },
  recordSuccess() {},
};

/** The SDK's own complaint about a 2xx body that it could not parse, said in our words. */
function withUnreadable(
  error: unknown,
  exchange: Exchange,
  protocol: "json" | "xml",
  request: AwsCall,
): unknown {
  const { status } = exchange;
  if (error instanceof TransportError || status === undefined || status < 200 || status > 299) return error;
  return new TransportError(
    "UnreadableAnswer",
    unreadable(exchange, protocol, request.operation) ?? "The answer does not read as the service's own.",
  );
}
