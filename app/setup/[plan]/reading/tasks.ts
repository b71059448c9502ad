import { given } from "@/lib/given";
import type { Partition } from "@/lib/partitions";

/**
 * What is read in the browser's worker: visitors' texts, whose size and form nobody knows. A task is a pure room's
 * function of one argument; argument and answer are structured-cloneable (dates, bytes and CryptoKeys are). To add
 * one is to add one line here; `readInWorker` knows its types from it. Private keys may come here: the worker is in
 * the visitor's browser, and its policy (next.config.ts) lets it send nothing.
 */
export const tasks = {
  inspectCertificates: async (request: Parameters<Certificates["inspectCertificates"]>[0]) =>
    (await certificates()).inspectCertificates(request),
  judgeRenewal: async (request: Parameters<Certificates["judgeRenewal"]>[0]) =>
    (await certificates()).judgeRenewal(request),
  inspectRevocationList: async (request: Parameters<Certificates["inspectRevocationList"]>[0]) =>
    (await certificates()).inspectRevocationList(request),
  holdsPrivateKey: async (text: string | Uint8Array) => (await certificates()).holdsPrivateKey(text),
  sortPile: async ({ files, passphrase, now }: PileRequest) =>
    (await keys()).sortPile(files, passphrase, now),
  readPrivateKey: async ({
    input,
    passphrase,
  }: {
    input: string | Uint8Array;
    passphrase?: string | undefined;
  }) => (await keys()).readPrivateKey(input, passphrase),
  matchPrivateKey: async (request: Parameters<Keys["matchPrivateKey"]>[0]) =>
    (await keys()).matchPrivateKey(request),
  recognise: async ({ input, options }: RecogniseRequest) => (await intake()).recognise(input, options),
  sortGiven: async ({ files, passphrase, now }: PileRequest) =>
    (await intake()).sortGiven(files, passphrase, now),
  sightSecret: async (text: string) => (await loaded(import("@/lib/intake/public"))).sightSecret(text),
  readPolicy: async ({ text, partition }: { text: string; partition: Partition }) =>
    (await loaded(import("@/lib/permissions"))).readPolicy(text, { partition }),
  readPlanExport: async (text: string) => (await loaded(import("@/lib/exports"))).readPlanExport(text),
  trustRolesIn: async (text: string) => (await loaded(import("@/lib/roles-anywhere"))).trustRolesIn(text),
  /** The certificate is the plan's, as PEM; empty while it has none. */
  judgeTrustPolicy: async ({ policy, expected, clientPem = "", options }: TrustPolicyRequest) => {
    const { judgeTrustPolicy } = await loaded(import("@/lib/roles-anywhere"));
    const { sessionOfPem } = await loaded(import("@/lib/certificates/in-session"));
    const certificate = clientPem === "" ? undefined : sessionOfPem(clientPem);
    return judgeTrustPolicy(policy, { ...expected, ...given({ certificate }) }, options);
  },
};

type Certificates = typeof import("@/lib/certificates/public");
type Keys = typeof import("@/lib/certificates/keys");
type JudgeTrustPolicy = Parameters<typeof import("@/lib/roles-anywhere").judgeTrustPolicy>;

interface PileRequest {
  files: Parameters<Keys["sortPile"]>[0];
  passphrase?: string | undefined;
  now?: Date | undefined;
}

interface RecogniseRequest {
  input: string | Uint8Array;
  options?: { name?: string; passphrase?: string } | undefined;
}

interface TrustPolicyRequest {
  policy: JudgeTrustPolicy[0];
  expected: Omit<JudgeTrustPolicy[1], "certificate">;
  clientPem?: string | undefined;
  options?: JudgeTrustPolicy[2] | undefined;
}

const certificates = () => loaded(import("@/lib/certificates/public"));
const intake = () => loaded(import("@/lib/intake"));
const keys = () => loaded(import("@/lib/certificates/keys"));

/** The code of a task did not come: the server, or the way to it, is gone. */
class NotLoaded extends Error {}

function loaded<T>(code: Promise<T>): Promise<T> {
  return code.catch((cause) => {
    throw new NotLoaded("the code of a task did not load", { cause });
  });
}

export type TaskName = keyof typeof tasks;
export type TaskInput<N extends TaskName> = Parameters<(typeof tasks)[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;

export type Answered<V> = { is: "done"; value: V } | { is: "failed"; error: unknown } | { is: "not-loaded" };

/** Runs a task by its name: in the worker, and in the page where there is no worker. Never rejected. */
export async function runTask<N extends TaskName>(
  name: N,
  input: TaskInput<N>,
): Promise<Answered<TaskOutput<N>>> {
  const run = tasks[name] as (input: TaskInput<N>) => Promise<TaskOutput<N>>;
  try {
    return { is: "done", value: await run(input) };
  } catch (error) {
    return error instanceof NotLoaded ? { is: "not-loaded" } : { is: "failed", error };
  }
}
