import type { AwsCall, RunIds } from "@/lib/checks";
import type { AwsService } from "@/lib/partitions";
import type { World } from "@/lib/plan";
import { making } from "./making";
import type { Command, OperationTable } from "./operation";
import { type ProbingOperation, probing } from "./probing";
import { reading } from "./reading";

export { making } from "./making";
export { probing } from "./probing";
export { reading } from "./reading";
export { type SdkClient, serviceTable } from "./services";

/** What the door is about to send, with the read that must come first where there is one. */
export interface Admitted {
  Command: Command;
  first?: ProbingOperation["onlyWhere"] | undefined;
}

/**
 * Whether the door sends a call, and as which command. In a rehearsal's world every listed operation; with real
 * credentials only what cannot change anything: reads, and probes of things that the door itself made up.
 *
 * @param issued the names that this door made up, a set for each run
 * @throws for an operation that no table holds, and for a call that could write to a real account: both are mistakes
 *   in the program, never an answer of AWS
 */
export function admit(call: AwsCall, world: World, issued: readonly RunIds[]): Admitted {
  const { service, operation } = call;
  const read = find(reading, service, operation);
  if (read !== undefined) return { Command: read };
  const probe = findProbe(service, operation);
  const made = probe === undefined ? find(making, service, operation) : undefined;
  const Command = probe?.Command ?? made;
  if (Command === undefined) throw new Error(`lib/aws does not call ${service} ${operation}.`);
  if (world === "sandbox") return { Command };
  if (probe === undefined || !namesNothingReal(probe, call.input, issued))
    throw new Error(`${service} ${operation} could change a real account, so it is not sent.`);
  return { Command, ...(probe.onlyWhere ? { first: probe.onlyWhere } : {}) };
}

/** Fields of KMS and CloudWatch Logs that name the thing to act on. */
const namingFields = ["KeyId", "TargetKeyId", "CustomKeyStoreId", "AliasName"];

function namesNothingReal(
  { madeUp, onlyWhere }: ProbingOperation,
  input: Readonly<Record<string, unknown>>,
  issued: readonly RunIds[],
): boolean {
  if (onlyWhere !== undefined) {
    const wanted = Object.entries(onlyWhere.input);
    return (
      Object.keys(input).length === wanted.length && wanted.every(([field, value]) => input[field] === value)
    );
  }
  const named = namingFields.filter((field) => input[field] !== undefined);
  return (
    madeUp.every((field) => named.includes(field)) &&
    issued.some((ids) => named.every((field) => isMadeUp(field, input[field], ids)))
  );
}

function isMadeUp(field: string, value: unknown, ids: RunIds): boolean {
  switch (field) {
    case "KeyId":
    case "TargetKeyId":
      return value === ids.keyArn || value === ids.multiRegionKeyArn;
    case "CustomKeyStoreId":
      return value === ids.storeId;
    case "AliasName":
      return value === ids.aliasName;
    default:
      return false;
  }
}

function find(table: OperationTable, service: AwsService, operation: string): Command | undefined {
  const row = table[service];
  return row !== undefined && Object.hasOwn(row, operation) ? row[operation] : undefined;
}

function findProbe(service: AwsService, operation: string): ProbingOperation | undefined {
  const row: Readonly<Record<string, ProbingOperation>> | undefined =
    service === "kms" ? probing.kms : service === "iam" ? probing.iam : undefined;
  return row !== undefined && Object.hasOwn(row, operation) ? row[operation] : undefined;
}
