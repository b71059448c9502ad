/**
 * A pretend AWS on loopback. Only scripts and tests import this room; the wizard talks to it over HTTP.
 */

import type { AddressInfo } from "node:net";
import { given } from "@/lib/given";
import type { Partition } from "@/lib/partitions";
import type { CallMet, Fault } from "./faults";
import { makeServer } from "./server";
import { administratorOf, type Snapshot, snapshotOf } from "./world";
import { makeWorlds } from "./worlds";

export interface SandboxOptions {
  /** 0 or left out: any free port. */
  port?: number | undefined;
  /** From a call's arrival to its answer, at least (control answers come at once). */
  latencyMs?: number | undefined;
  faults?: Fault[] | undefined;
  /** What the control endpoints ask for in `x-sandbox-token`; without it they answer to loopback only. */
  token?: string | undefined;
  /** Worlds are kept here over a restart. */
  folder?: string | undefined;
  /** Secret access keys are derived from it; random (or the folder's) when left out. */
  secret?: string | undefined;
  now?: (() => Date) | undefined;
  /** Told of every AWS call as it is answered, for tests. */
  onCall?: ((call: CallMet) => void) | undefined;
}

export interface SandboxWorld {
  accountId: string;
  partition: Partition;
  /** An access key that may do everything in this world. */
  administrator: { accessKeyId: string; secretAccessKey: string };
  /** The whole state, the same text whenever nothing has changed. */
  snapshot(): Snapshot;
  setScenario(id: string): void;
}

export interface Sandbox {
  /** `http://127.0.0.1:port` */
  url: string;
  /** Makes the world of an account (a fresh number when none is given). */
  createWorld(options?: {
    scenario?: string | undefined;
    partition?: Partition | undefined;
    accountId?: string | undefined;
  }): SandboxWorld;
  /** Replaces the faults. */
  setFaults(faults: Fault[]): void;
  setLatency(milliseconds: number): void;
  close(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const { secret, folder, onCall } = options;
  const worlds = makeWorlds({
    now,
    ...given({ secret, folder }),
  });
  const settings = {
    worlds,
    token: options.token,
    latencyMs: options.latencyMs ?? 0,
    faults: counted(options.faults ?? []),
    now,
    ...given({ onCall }),
  };
  const server = makeServer(settings);
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(options.port ?? 0, "127.0.0.1", done);
  });
  let made = 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    createWorld({ scenario, partition = "aws", accountId } = {}) {
      made += 1;
      const id = accountId ?? String(500_000_000_000 + made);
      const { world } = worlds.ensure(id, partition);
      const setScenario = (name: string) => {
        if (!worlds.setScenario(world, name)) throw new Error(`There is no scenario called ${name}.`);
      };
      if (scenario !== undefined) setScenario(scenario);
      return {
        accountId: id,
        partition: world.partition,
        administrator: administratorOf(worlds.secret, id),
        snapshot: () => snapshotOf(world),
        setScenario,
      };
    },
    setFaults(faults) {
      settings.faults = counted(faults);
    },
    setLatency(milliseconds) {
      settings.latencyMs = milliseconds;
    },
    close: () =>
      new Promise((done) => {
        worlds.save("now");
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Faults are counted down as they are met: on a copy, so that the caller's list stays what it was. */
function counted(faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault }));
}

export { type CallMet, type Fault, type FaultKind, faultKinds } from "./faults";
export type { Snapshot } from "./world";
